#pragma once

#include "shared/model/board.h"
#include "shared/model/event.h"
#include "shared/model/hall.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lab {

/// A visitor's stay at a counter, from the call to its end.
struct Stay {
    enum class End { Finished, Missed, Parked, Transferred };

    model::CounterId counter; ///< 0: nobody was seen to do this
    base::Duration walk{};    ///< until the visitor had arrived
    base::Duration work{};    ///< from then on; of Missed: until the clerk gave up
    End end = End::Finished;
    std::optional<base::Duration> back_after; ///< of Missed and Parked; empty: never came back
    model::ServiceId to_service;              ///< of Transferred
    model::CounterId to_counter;              ///< of Transferred; 0: to whichever serves it
    /// How long the clerk then let somebody wait before the next call; empty: called nobody after this one.
    std::optional<base::Duration> gap{};
};

/// Staff's word on a ticket, given at its own time, whatever became of the ticket until then.
struct Verdict {
    enum class Kind { Approved, Rejected, Reclassed } kind = Kind::Approved;
    base::WallTime at;
    model::ChannelId channel; ///< of Reclassed
};

struct Visitor {
    base::WallTime at; ///< took the ticket
    std::string number;
    model::ServiceId service;
    model::ChannelId channel; ///< the one asked for
    std::string appointment;
    base::WallTime entry; ///< when the ticket began to wait; later than `at` for an early appointment
    std::vector<Stay> stays;
    /// How long after the last of `stays`, or after coming, the ticket waited before it was given back.
    std::optional<base::Duration> patience;
    std::vector<Verdict> verdicts;
};

/// Whoever sat at a counter that day.
struct Clerk {
    struct Shift {
        base::WallTime at;
        model::CounterState state = model::CounterState::Closed;
        bool when_done = false; ///< closed because nobody was left: would have stayed for whoever waits
        std::optional<base::Duration> gap{}; ///< as a stay's, of Open
    };

    std::vector<Shift> shifts;
    std::vector<base::Duration> gaps; ///< of all stays and shifts, in order
    int speed = 1000;                 ///< time taken for a matter, per mille of what the hall takes for it
};

/// A day apart from the calling rule: what the people brought with them and would have done under any other.
struct People {
    int day = 0;                   ///< YYYYMMDD
    base::WallTime began;          ///< the service day
    base::WallTime ends;           ///< the last moment that is known of, or the end of the service day
    std::vector<Visitor> visitors; ///< in the order of their tickets
    std::map<model::CounterId, Clerk> clerks;
    std::map<model::ServiceId, base::Duration> usual; ///< mean time at the counter
    base::Duration usual_gap{};                       ///< median of all clerks'
};

/// Who waited for whom is seen with the eyes of `hall`, under which the events happened. They begin with the
/// day's DayBegan; `complete`: another day has begun since.
People people_of(const model::Hall& hall, std::span<const model::Event> events, bool complete);

} // namespace lab
