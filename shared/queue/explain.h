#pragma once

#include "shared/model/event.h"
#include "shared/model/explain.h"
#include "shared/model/hall.h"

#include <optional>
#include <span>

namespace queue {

/// Why the ticket was called first when it was, and who passed it: the day's events are played again under
/// `hall`. `events` begin with the day's DayBegan. Explains the first call; a ticket still waiting is
/// explained as of `now`. Empty when the ticket is not among the events.
std::optional<model::Explanation> explain(const model::Hall& hall, std::span<const model::Event> events,
                                          model::TicketId ticket, base::WallTime now);

} // namespace queue
