#pragma once

#include "caller/buttons/box_keys.h"
#include "shared/usb/context.h"
#include "shared/usb/key_box.h"

#include <list>
#include <map>
#include <vector>

namespace caller {

/// Which box belongs to which counter.
struct BoxBinding {
    usb::Match match;
    model::CounterId counter;
    KeyMap keys;
};

/// The USB button boxes of this machine: HID devices with keys (usb::KeyBox), told apart by serial or by
/// where they are plugged in. Only bound boxes are touched, so that the technician's keyboard stays a
/// keyboard.
///
///     box         arrived    opened    descriptors read   refused for 2 s   report    ended / left
///     Away        Opening    -         -                  -                 -         -
///     Opening     -          There     -                  Away, logged      -         Away
///     There       -          -         told               -                 press     Away
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
    void show(const model::CounterId& counter, const Sign& sign) override;

  private:
    struct There {
        const BoxBinding* binding;
        BoxKeys keys;
        std::unique_ptr<usb::KeyBox> box;
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
    void ready(There& box);
    void ended(There& box, usb::Fault fault);
    void light(There& box, base::SteadyTime now);

    std::vector<BoxBinding> bindings_;
    const base::Clock& clock_;
    BoxListener& listener_;
    usb::Context context_;
    std::list<There> there_; ///< after context_: devices go first
    std::vector<Opening> opening_;
    std::map<model::CounterId, Sign> signs_;
    std::optional<base::SteadyTime> light_at_; ///< when a lamp blinks
};

} // namespace caller
