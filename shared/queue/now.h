#pragma once

#include "shared/base/zone.h"

namespace queue {

/// The present moment, as the domain needs it; whoever reads the clock makes it.
struct Now {
    base::WallTime time;
    int day = 0; ///< the service day, YYYYMMDD
    /// When today's wall clock showed 00:00. Before the roll-over hour that is the midnight of yesterday, so
    /// that minutes go on counting beyond 1440.
    base::WallTime midnight;

    int minute() const {
        return static_cast<int>(std::chrono::floor<std::chrono::minutes>(time - midnight).count());
    }
};

Now now_in(const base::Zone& zone, base::WallTime time, int roll_over_hour);

} // namespace queue
