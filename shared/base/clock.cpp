#include "shared/base/clock.h"

namespace base {

SteadyTime SystemClock::steady() const {
    return std::chrono::time_point_cast<Duration>(std::chrono::steady_clock::now());
}

WallTime SystemClock::wall() const {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace base
