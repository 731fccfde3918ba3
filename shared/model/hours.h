#pragma once

#include "shared/model/hall.h"

#include <optional>

namespace model {

/// Whether the service takes visitors on this service day (YYYYMMDD) at this minute, which may lie beyond
/// midnight. The hall's own hours are asked elsewhere.
bool is_offered(const Hours& hours, int day, int minute);

/// When a service that is closed opens again.
struct Opening {
    int days = 0; ///< from today: 0 is later today, 1 is tomorrow
    MinuteOfDay at = 0;

    bool operator==(const Opening&) const = default;
};

/// The next one after this minute, within a week; empty when there is none. `hall_opens` is when a day begins
/// that the service spends wholly.
std::optional<Opening> next_opening(const Hours& hours, MinuteOfDay hall_opens, int day, int minute);

} // namespace model
