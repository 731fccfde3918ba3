#pragma once

#include "shared/base/clock.h"

namespace ship {

/// How long to wait before the next try: a second, then twice as long each time, a minute at most; of that a
/// random part between a half and the whole, so that all halls of a city do not come back at one moment.
class Backoff {
  public:
    /// `chance` from 0 to 1.
    base::Duration next(double chance);
    void reset() { longest_ = kFirst; }

    static constexpr base::Duration kFirst = std::chrono::seconds(1);
    static constexpr base::Duration kMost = std::chrono::minutes(1);

  private:
    base::Duration longest_ = kFirst;
};

} // namespace ship
