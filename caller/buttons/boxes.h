#pragma once

#include "caller/buttons/sign.h"
#include "caller/press.h"
#include "shared/base/clock.h"

#include <functional>
#include <optional>
#include <string>

namespace caller {

/// A button box came or went, or has a stuck key, for the pad to say so.
struct BoxState {
    std::string name; ///< as the technician knows it: ids and port
    model::CounterId counter;
    bool there = false;
    bool stuck = false; ///< a key of it, see Strokes
};

/// Who hears of presses and boxes; called from dispatch() and tick().
struct BoxListener {
    virtual ~BoxListener() = default;
    virtual void pressed(const model::CounterId& counter, const Press& press) = 0;
    /// What was typed so far on the box of this counter; empty: nothing.
    virtual void typed(const model::CounterId& counter, const std::string& digits) = 0;
    virtual void box_changed(const BoxState& state) = 0;
};

/// Where presses come from that need no window and no focus.
///
/// Real twins: UsbBoxes (usb_boxes.h), SerialBoxes (serial_boxes.h). Virtual twin: VirtualBox
/// (virtual_box.h), started by --virtual-box. Used from one thread.
class Boxes {
  public:
    virtual ~Boxes() = default;

    /// Readable when dispatch() has work; -1: never again.
    virtual int descriptor() const = 0;
    virtual void dispatch() = 0;

    virtual void tick(base::SteadyTime now) = 0;
    virtual std::optional<base::SteadyTime> next_deadline() const = 0;

    /// For the boxes of this counter that have a lamp or a display. Cheap when nothing changed.
    virtual void show(const model::CounterId& /*counter*/, const Sign& /*sign*/) {}
};

} // namespace caller
