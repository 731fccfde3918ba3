#pragma once

#include "kiosk/scanner/scan_desk.h"
#include "kiosk/scanner/typed_scan.h"
#include "shared/usb/context.h"

#include <vector>

namespace kiosk {

/// A scanner on USB that types as a HID boot keyboard. All its HID interfaces are claimed, so that nothing is
/// typed into the system.
///
/// Of several that fit, the one that came first is read; when it goes, the next one is. One that is there and
/// cannot be opened, or whose reading ended, is opened again by and by. What was scanned half when it went is
/// forgotten.
class UsbScanner final : public Scanner {
  public:
    /// udev sets a device's permissions a moment after it came.
    static constexpr base::Duration kRetry{200}, kRetryLater{3000};
    static constexpr int kQuickRetries = 10;

    /// Whatever makers of scanners make, who make no desk keyboards; see the README.
    static std::vector<usb::Match> usual();

    /// A device is meant when one of the matches fits. Throws usb::Error when the machine has no usable USB.
    UsbScanner(std::vector<usb::Match> matches, const base::Clock& clock, ScanListener& listener);

    int descriptor() const override { return context_.descriptor(); }
    void dispatch() override { context_.dispatch(); }
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void plugged(const usb::DeviceInfo& info, bool arrived);
    void came(const usb::DeviceInfo& info);
    void went(const usb::DeviceInfo& info);
    void begin();
    void try_open();
    std::optional<usb::Fault> open();
    void ended(usb::Fault fault);
    void close();

    std::vector<usb::Match> matches_;
    const base::Clock& clock_;
    ScanDesk desk_;
    TypedScan typed_;
    usb::Context context_;
    std::vector<usb::DeviceInfo> found_; ///< in the order they came; the first is read
    std::optional<usb::Device> device_;  ///< after context_: it goes first
    int refusals_ = 0;                   ///< told once, after the quick tries
    std::optional<base::SteadyTime> retry_at_;
};

} // namespace kiosk
