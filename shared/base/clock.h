#pragma once

#include <chrono>

namespace base {

using Duration = std::chrono::milliseconds;

/// What people read and what a day's numbering resets on: milliseconds since 1970 in UTC.
using WallTime = std::chrono::sys_time<Duration>;

/// Orders events and measures waits within one process; never goes back.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// Tells the time. The only source of time in the project: nothing else calls now().
///
/// Safe to call from any thread. Tests use support::ManualClock.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual SteadyTime steady() const = 0;
    virtual WallTime wall() const = 0;
};

class SystemClock final : public Clock {
  public:
    SteadyTime steady() const override;
    WallTime wall() const override;
};

} // namespace base
