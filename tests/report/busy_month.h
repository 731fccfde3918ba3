#pragma once

#include "shared/model/event.h"
#include "shared/model/hall.h"

#include <cstdint>
#include <vector>

namespace support {

/// How made-up weeks of a hall are. The same seed gives the same weeks.
struct MonthPlan {
    std::uint64_t seed = 1;
    int days = 30;      ///< of the calendar, from Monday, 2 March 2026; nobody works on Sundays
    int visitors = 180; ///< on a full day
};

/// The demonstration's hall, in UTC, open from nine to five.
model::Hall month_hall();

/// What its people do: they come by the dozen at ten and at two, wait, miss their call, bring the wrong
/// papers, are set aside, sent on, picked, approved and re-classed; clerks pause, err and take it back, leave
/// notes and ask for help; printers run out of paper; one day everybody has to leave. All decided by the
/// hall's own queue::decide. The day after the last one has begun.
std::vector<model::Event> busy_month(const model::Hall& hall, const MonthPlan& plan = {});

} // namespace support
