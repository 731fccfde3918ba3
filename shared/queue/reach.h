#pragma once

#include "shared/model/ticket.h"
#include "shared/queue/state.h"

#include <cstddef>

namespace queue {

/// Whether backup counters help out with this service now: nobody open has it as their own, or its oldest
/// ticket has waited longer than `backup_after`. Costs O(channels).
bool helped_out(const State& state, std::size_t service, base::WallTime now);

/// Whether the counter might call this ticket now, by the rule, were it the first. Says the same as pick(),
/// but ticket by ticket, so that the one can be held against the other. Costs O(channels).
bool may_call(const State& state, model::CounterId counter, const model::Ticket& ticket, base::WallTime now);

/// The channel whose weights count for a ticket: its own, or the ordinary one when the configuration has lost
/// it.
const model::Channel& channel_of(const State& state, const model::Ticket& ticket);

} // namespace queue
