#pragma once

#include "kiosk/idcard/sdt_card_reader.h"
#include "shared/usb/context.h"

namespace kiosk {

/// A card reader on USB: the first device that fits and has bulk endpoints both ways, found again whenever it
/// is plugged in. One that is there and cannot be opened, or fell silent, is opened again by and by.
class UsbCardReader final : public SdtCardReader {
  public:
    /// udev sets a device's permissions a moment after it came.
    static constexpr base::Duration kRetry{200}, kRetryLater{3000};
    static constexpr int kQuickRetries = 10;

    /// What the readers of several makers say they are.
    static usb::Match usual();

    /// Throws usb::Error when the machine has no usable USB.
    UsbCardReader(usb::Match match, const wire::PersonKey& key, const base::Clock& clock,
                  CardListener& listener);

    int descriptor() const override { return context_.descriptor(); }
    void dispatch() override { context_.dispatch(); }

  private:
    void send(std::vector<std::byte> bytes) override;
    void reopen() override;
    void tick_cable(base::SteadyTime now) override;
    std::optional<base::SteadyTime> cable_deadline() const override { return retry_at_; }

    void plugged(const usb::DeviceInfo& info, bool arrived);
    void try_open();
    std::optional<usb::Fault> open();
    void written(const usb::Written& written);
    void ended(usb::Fault fault);

    usb::Match match_;
    usb::Context context_;
    std::optional<usb::DeviceInfo> found_;
    std::optional<usb::Device> device_; ///< after context_: it goes first
    std::uint8_t out_ = 0;
    int refusals_ = 0; ///< told once, after the quick tries
    std::optional<base::SteadyTime> retry_at_;
};

} // namespace kiosk
