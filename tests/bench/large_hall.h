#pragma once

#include "shared/queue/state.h"

namespace bench {

struct HallSize {
    int counters = 30; ///< all open and free
    int services = 8;  ///< each served at every counter, the dearest case
    int waiting = 2000;
};

/// A hall at eleven o'clock: everybody who waits came in the last two hours, of four channels.
queue::State large_hall(const HallSize& size);

} // namespace bench
