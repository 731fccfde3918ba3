#pragma once

#include "shared/model/event.h"
#include "shared/model/hall.h"

#include <span>
#include <string>
#include <vector>

namespace lab {

/// How many of a day's calls a hall's rule explains: the counter called whom it would have called there and
/// then. Calls out of turn, by hand, do not count.
struct Agreement {
    int calls = 0;
    int explained = 0;

    double share() const { return calls == 0 ? 1 : static_cast<double>(explained) / calls; }
};
Agreement agreement(const model::Hall& hall, std::span<const model::Event> events);

/// A configuration under which a day may have passed.
struct Likely {
    model::Hall hall;
    std::string rule;          ///< the preset's name
    bool own_counters = false; ///< each counter serves what it was seen to serve that day
    Agreement agreement;
};

/// A journal does not tell the configuration that it was written under, but every call tells something of it.
/// Of `hall` with its own weights or a preset's, and with its own counters or with those that were seen that
/// day, the one that explains most calls; of equals the one that is nearest to `hall`.
Likely as_it_was(const model::Hall& hall, std::span<const model::Event> events);

} // namespace lab
