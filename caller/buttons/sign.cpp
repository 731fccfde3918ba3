#include "caller/buttons/sign.h"

namespace caller {

namespace {

constexpr base::Duration kBlink{1000}, kBlinkOn{500}, kFlash{2000}, kFlashOn{200};

base::Duration into(base::SteadyTime now, base::Duration period) {
    return std::chrono::duration_cast<base::Duration>(now.time_since_epoch()) % period;
}

} // namespace

bool Sign::lamp(std::size_t which, base::SteadyTime now) const {
    if (which == 1)
        return in_reach && waiting > 0;
    if (which > 1)
        return false;
    if (!in_reach)
        return into(now, kBlink) < kBlinkOn;
    return called || (flashes() && into(now, kFlash) < kFlashOn);
}

std::optional<base::SteadyTime> Sign::next_change(base::SteadyTime now) const {
    if (in_reach && !flashes())
        return std::nullopt;
    const auto period = in_reach ? kFlash : kBlink, on = in_reach ? kFlashOn : kBlinkOn;
    const auto passed = into(now, period);
    return now + (passed < on ? on - passed : period - passed);
}

} // namespace caller
