#pragma once

#include "shared/base/clock.h"

#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace base {

/// A date and time as a wall clock in some zone shows it.
struct LocalTime {
    int year = 0;
    int month = 0;   ///< 1–12
    int day = 0;     ///< 1–31
    int hour = 0;    ///< 0–23
    int minute = 0;  ///< 0–59
    int second = 0;  ///< 0–59
    int weekday = 0; ///< 0 Sunday … 6 Saturday

    auto operator<=>(const LocalTime&) const = default;
};

/// A time zone of the IANA database, with its summer times.
class Zone {
  public:
    /// Throws std::runtime_error with a sentence when the name is unknown ("Asia/Shanghai" is known).
    explicit Zone(std::string_view name);

    LocalTime local(WallTime time) const;

    /// "09:05", as a clock on the wall shows it there.
    std::string clock(WallTime time) const;

    /// The first moment that shows this date and time; in the hour that summer time skips, the moment of the
    /// change.
    WallTime wall(const LocalTime& local) const;

    /// The service day that `time` belongs to, as YYYYMMDD, when days begin at `roll_over_hour` (0–23).
    int service_day(WallTime time, int roll_over_hour) const;

    const std::string& name() const { return name_; }

  private:
    std::string name_;
    const date::time_zone* zone_;
};

} // namespace base
