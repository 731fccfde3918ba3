#pragma once

#include "shared/model/event.h"
#include "shared/model/hall.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lab {

/// As people read it: minutes and their fractions.
inline double in_minutes(base::Duration duration) {
    return std::chrono::duration<double, std::ratio<60>>(duration).count();
}

/// Waits in lines that ended with a call. A ticket that is called again after it was parked, missed or sent
/// on has waited again.
struct WaitSummary {
    int count = 0;
    base::Duration mean{};
    base::Duration half{};        ///< no longer for 50 % …
    base::Duration nine_in_ten{}; ///< … for 90 %
    base::Duration longest{};
};

/// One wait, for a curve through the day.
struct Wait {
    std::string number;    ///< of the ticket
    base::WallTime joined; ///< the line; an early appointment's begins at its entry
    base::Duration lasted{};
};

/// How a counter was used.
struct Use {
    base::Duration open{}; ///< pauses do not count
    base::Duration busy{}; ///< somebody was called, or served
    int calls = 0;
};

/// What a day's events come to.
struct Figures {
    WaitSummary all;
    std::map<model::ChannelId, WaitSummary> by_channel;
    std::map<model::ServiceId, WaitSummary> by_service;
    std::vector<Wait> waits;
    int issued = 0;
    int called = 0; ///< tickets called at least once
    int calls = 0;  ///< first calls and calls again of a ticket that had returned; no recalls
    int no_shows = 0;
    int picked = 0; ///< calls out of turn, by hand
    /// A later ticket was called by a counter that could have called this one; emergencies apart.
    int most_overtakes = 0;
    std::string most_overtaken;     ///< its number
    base::Duration widest_window{}; ///< how much later the later one had come, by the waiting clock
    std::optional<base::WallTime> last_served;
    std::map<model::CounterId, Use> counters;

    /// Busy share of the open time of all counters, 0–1.
    double busy_share() const;
};

/// Of the events of one day under `hall`, beginning with its DayBegan; counters are watched until `until`.
Figures measure(const model::Hall& hall, std::span<const model::Event> events, base::WallTime until);

} // namespace lab
