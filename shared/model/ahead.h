#pragma once

#include "shared/base/clock.h"
#include "shared/base/zone.h"
#include "shared/model/foreseen.h"
#include "shared/model/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace model {

/// What a supervisor wonders about: the next hours, if this were done now. Empty: if nothing is done.
struct WhatIf {
    std::vector<CounterId> open;  ///< a clerk of ordinary speed sits down there and stays
    std::vector<CounterId> close; ///< whoever sits there goes and does not come back
    std::string preset;           ///< of the calling rule, for all channels (preset.h); empty: as it is

    bool operator==(const WhatIf&) const = default;
};

/// A number that is not known yet: eighty of a hundred times it should be within `low` and `high`, half the
/// times below `point`.
struct Estimate {
    int low = 0;
    int point = 0;
    int high = 0;

    bool operator==(const Estimate&) const = default;
};

/// Half an hour by the clock; the first one is what is left of the present one.
struct HalfHourAhead {
    base::WallTime from;
    base::WallTime to;
    Estimate visitors; ///< who come in it
    Estimate waiting;  ///< at its end
    Estimate counters; ///< open at its end
    Foreseen wait;     ///< of those who are called in it; nothing when nobody is

    bool operator==(const HalfHourAhead&) const = default;
};

/// Of those who wait now or come within the hours ahead: until they are called first, or so far.
struct WaitsAhead {
    int visitors = 0;
    base::Duration mean{};
    base::Duration p90{};
    std::optional<int> over_target; ///< of a thousand; empty: no service of theirs promises a wait

    bool operator==(const WaitsAhead&) const = default;
};

/// The next hours of the hall, rolled forward from this moment with the real calling rule and with what the
/// hall has learned: who comes when, how long services last, when counters open, pause and close.
struct HoursAhead {
    base::WallTime at;
    int days =
        0; ///< of arrivals that were learned from, the older ones fading; with none, today goes on as it is
    std::vector<HalfHourAhead> half_hours;
    WaitsAhead green;  ///< of the green channels
    WaitsAhead others; ///< of all other channels

    bool operator==(const HoursAhead&) const = default;
};

/// For a terminal: the half hours as a table; the same with the waits and what it rests on.
std::string half_hours_of(const HoursAhead& ahead, const base::Zone& zone);
std::string table_of(const HoursAhead& ahead, const base::Zone& zone);

} // namespace model
