#pragma once

#include "shared/model/hall.h"

#include <ostream>
#include <vector>

#include <rapidcheck.h>

namespace support {

/// A hall as plain numbers, so that rapidcheck can make, shrink and print it. What is too much or too little
/// is read as the nearest that makes a hall: hall_of().
struct HallPlan {
    struct Channel {
        int kind = 0;          ///< declared, staff, booking, emergency
        int head_start = 0;    ///< minutes
        int multiplier = 1000; ///< per mille
        int above = -1;        ///< minutes from the head start to the cap; none below 0
    };
    struct Counter {
        unsigned services = 0; ///< one bit each
        unsigned backup = 0;
    };
    int services = 1;
    int preset = -1; ///< replaces the channels' weights; none below 0
    std::vector<Channel> channels;
    std::vector<Counter> counters;
    int penalty = 0; ///< minutes
    int returns = 0;
    int backup_after = 0; ///< minutes
    int early = 0;        ///< minutes
    int grace = 0;        ///< minutes
    int emergencies = 0;
};

/// 1–5 services "a", "b" …; 2–6 channels "ordinary", "c1" …; 1–6 counters; appointments "MORNING" (10:00,
/// "a") and "NOON" (12:00, the last service). UTC, 9:00 to 17:00.
model::Hall hall_of(const HallPlan& plan);

rc::Gen<HallPlan> any_hall();

/// The hall in one line a thing.
void showValue(const HallPlan& plan, std::ostream& out);

} // namespace support
