#pragma once

#include "shared/base/clock.h"

namespace support {

/// A clock that moves only when told to.
class ManualClock final : public base::Clock {
  public:
    base::SteadyTime steady() const override { return steady_; }
    base::WallTime wall() const override { return wall_; }

    void advance(base::Duration by);

    /// People set the wall clock; steady time does not notice.
    void set_wall(base::WallTime wall) { wall_ = wall; }

  private:
    base::SteadyTime steady_{std::chrono::hours(1)};
    base::WallTime wall_{std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::hours(1)};
};

} // namespace support
