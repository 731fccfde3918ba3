#include "caller/buttons/box_keys.h"

#include "shared/base/log.h"

#include <utility>

namespace caller {

void BoxKeys::take(int part, const usb::KeysDown& down, base::SteadyTime now) {
    const auto usage = strokes_.take(part, down, now);
    if (told_stuck_ && !strokes_.stuck()) {
        told_stuck_ = false;
        listener_.box_changed({name_, counter_, true, false});
    }
    if (!usage || now < settled_)
        return;
    const auto press = keys_.take(*usage, now);
    listener_.typed(counter_, keys_.typed());
    if (press)
        listener_.pressed(counter_, *press);
}

void BoxKeys::tick(base::SteadyTime now) {
    while (const auto usage = strokes_.tick(now)) {
        base::log_warning("caller", "box {} of counter {}: key {:#x} is stuck", name_, counter_.value,
                          *usage);
        if (!std::exchange(told_stuck_, true))
            listener_.box_changed({name_, counter_, true, true});
    }
}

void BoxKeys::came() {
    listener_.box_changed({name_, counter_, true, false});
}

void BoxKeys::went() {
    strokes_.forget();
    keys_.forget();
    told_stuck_ = false;
    listener_.typed(counter_, {});
    listener_.box_changed({name_, counter_, false, false});
}

} // namespace caller
