#pragma once

#include "shared/usb/device.h"
#include "shared/usb/report_layout.h"

#include <list>

namespace usb {

/// A HID device with keys, taken from the system with all its HID interfaces: a keypad, a box of buttons.
///
///     interface    descriptor usable                         unusable, boot keyboard        unusable, no
///     such
///                  report protocol, read by ReportLayout     boot protocol, BootReport      read and
///                  forgotten
///
/// A device none of whose interfaces has keys ends with Fault::Failed.
///
/// All handlers are called from Context::dispatch(); `ended` may destroy the box.
class KeyBox {
  public:
    /// `part` tells apart the reports of one device: what one of them does not name is not up in another.
    using Report = std::function<void(int part, const KeysDown& keys)>;
    using Ready = std::function<void()>;

    /// Takes the device. `ready` is called once its descriptors are read, `ended` once when no more reports
    /// can come.
    static std::expected<std::unique_ptr<KeyBox>, Fault> take(Device device, Report report, Ready ready,
                                                              Device::FaultHandler ended);
    KeyBox(const KeyBox&) = delete;
    KeyBox& operator=(const KeyBox&) = delete;

    /// That a device may be one: it has a HID interface that can send.
    static bool may_be(const DeviceInfo& info);

    const DeviceInfo& info() const { return device_.info(); }

    /// How many lamps it has; none before `ready`.
    std::size_t lamps() const;
    /// Lights those that are true. Cheap when nothing changed; a box that does not take it now is told again
    /// with the next change.
    void light(const std::vector<bool>& on);

  private:
    struct Part {
        std::uint8_t number = 0;
        Endpoint endpoint;
        bool is_boot = false; ///< its interface speaks the boot protocol of a keyboard
        std::optional<ReportLayout> layout;
        std::vector<std::byte> begun; ///< packets of a report that is not whole yet
        std::vector<ReportLayout::Output> shown;
        std::optional<std::vector<ReportLayout::Output>> waiting; ///< while others are on their way
        int on_their_way = 0;
    };

    KeyBox(Device device, Report report, Ready ready, Device::FaultHandler ended);

    std::expected<void, Fault> start();
    void described(Part& part, const std::expected<std::vector<std::byte>, Fault>& descriptor);
    void listen(Part& part);
    void received(Part& part, std::span<const std::byte> packet);
    void end(Fault fault);
    void show(Part& part, std::vector<ReportLayout::Output> outputs);
    static std::size_t lamps_of(const Part& part);

    Device device_;
    Report report_;
    Ready ready_;
    Device::FaultHandler ended_;
    std::list<Part> parts_;
    std::size_t undescribed_ = 0;
    bool has_keys_ = false;
};

} // namespace usb
