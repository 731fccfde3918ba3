#pragma once

#include "shared/base/clock.h"
#include "shared/model/hall.h"

#include <optional>
#include <string>
#include <string_view>

namespace config {

// How durations and times of the day are written in configuration files.

/// "5 min", "30 s", "250 ms", "1 h 30 min"; each part a whole number with its unit, never negative, below 366
/// days.
std::optional<base::Duration> parse_duration(std::string_view text);
std::string write_duration(base::Duration duration);

/// "09:00"; two digits each, up to "24:00".
std::optional<model::MinuteOfDay> parse_time_of_day(std::string_view text);
std::string write_time_of_day(model::MinuteOfDay minute);

} // namespace config
