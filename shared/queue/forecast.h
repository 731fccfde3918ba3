#pragma once

#include "shared/model/board.h"
#include "shared/queue/state.h"

#include <map>
#include <vector>

namespace queue {

/// How a waiting ticket's future looks.
struct Prospect {
    int ahead = 0; ///< people called before it by the counters that can serve it, if all goes as learned
    model::Forecast forecast;

    bool operator==(const Prospect&) const = default;
};

/// The present state rolled forward with the real calling rule: each free counter calls whom it would call,
/// each service lasts its learned mean. The interval widens with the variation of the services it is made of
/// and with kUnforeseen, what no queue knows (pauses, opening counters).
///
/// Only open counters count; a ticket that none of them can serve has an unknown forecast. Whoever
/// is not waiting has the empty prospect.
Prospect forecast(const State& state, model::TicketId ticket, base::WallTime now);

/// Of every waiting ticket, by one roll.
std::map<model::TicketId, Prospect> forecast_all(const State& state, base::WallTime now);

/// What an ordinary ticket of this service meets when taken now.
model::Outlook outlook(const State& state, const model::ServiceId& service, base::WallTime now);
std::vector<model::Outlook> outlooks(const State& state, base::WallTime now);

} // namespace queue
