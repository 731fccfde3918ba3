#pragma once

#include "shared/lab/people.h"

#include <vector>

namespace lab {

/// What a hall would have journalled, and what could not be carried over to it.
struct Rerun {
    std::vector<model::Event> events;
    std::vector<model::CounterId> added;   ///< nobody sat there: opened for the whole service time
    std::vector<model::CounterId> missing; ///< the hall does not have them: never opened
    int strangers = 0;                     ///< came for a service that the hall does not have
    int turned_away = 0;                   ///< refused a ticket, or to come back once more
};

/// Whether a counter at which nobody sat that day is opened all the same.
enum class UnusedCounters { StayClosed, Open };

/// The same people in another hall. Every command is decided by the hall's own queue::decide, so that the
/// calling rule, backups, transfers and returns are the real ones; what the people do follows from the rule
/// only where it must:
///
///     given                                          follows
///     when a visitor comes, what for, as whom        who is called, when and where
///     the work of each stay, and how it ends         how long it takes at a clerk of another speed
///     how long until a parked or missed one is back  when that is
///     patience                                       whether the call comes before
///     when a counter opens, pauses, closes           … which waits until the visitor there has gone
///     how long a clerk takes before each call        when that call is
Rerun rerun(const People& people, const model::Hall& hall, UnusedCounters unused);

} // namespace lab
