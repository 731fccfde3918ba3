#pragma once

#include "caller/buttons/boot_keyboard.h"
#include "caller/buttons/boxes.h"
#include "caller/buttons/key_map.h"
#include "shared/usb/context.h"

#include <list>
#include <vector>

namespace caller {

/// Which box belongs to which counter.
struct BoxBinding {
    usb::Match match;
    model::CounterId counter;
    KeyMap keys;
};

/// The USB button boxes of this machine: HID boot keyboards, told apart by serial or by where they are
/// plugged in. Only bound boxes are touched, so that the technician's keyboard stays a keyboard.
///
///     box         arrived    opened          refused for 2 s   report    ended / left
///     Away        Opening    -               -                 -         -
///     Opening     -          There           Away, logged      -         Away
///     There       -          -               -                 press     Away
///
/// All HID interfaces of a box are claimed: a "sleep" key on its second one must not reach the system.
class UsbBoxes final : public Boxes {
  public:
    /// What a box holds down in its first moments is held, not pressed.
    static constexpr base::Duration kSettle{150};
    /// udev sets a device's permissions a moment after it came.
    static constexpr base::Duration kRetry{100}, kRetryFor{2000};

    /// Throws usb::Error when the machine has no usable USB.
    UsbBoxes(std::vector<BoxBinding> bindings, const base::Clock& clock, BoxListener& listener);

    int descriptor() const override { return context_.descriptor(); }
    void dispatch() override { context_.dispatch(); }
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    struct There {
        const BoxBinding* binding;
        usb::Device device;
        BootKeyboard keyboard;
        Keys keys;
        base::SteadyTime settled;
    };
    struct Opening {
        const BoxBinding* binding;
        usb::DeviceInfo info;
        base::SteadyTime next;
        base::SteadyTime give_up;
    };

    void plugged(const usb::DeviceInfo& info, bool arrived);
    const BoxBinding* binding_of(const usb::DeviceInfo& info) const;
    /// False when it is worth trying again.
    bool open(const BoxBinding& binding, const usb::DeviceInfo& info);
    void report(There& box, std::span<const std::byte> bytes);
    void ended(There& box, usb::Fault fault);

    std::vector<BoxBinding> bindings_;
    const base::Clock& clock_;
    BoxListener& listener_;
    usb::Context context_;
    std::list<There> there_; ///< after context_: devices go first
    std::vector<Opening> opening_;
};

} // namespace caller
