#include "tests/support/manual_clock.h"

namespace support {

void ManualClock::advance(base::Duration by) {
    steady_ += by;
    wall_ += by;
}

} // namespace support
