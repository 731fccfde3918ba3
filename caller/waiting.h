#pragma once

#include "shared/model/board.h"

#include <vector>

namespace caller {

/// The tickets that this counter would call, the next one first, by the hall's rule: approved emergencies,
/// then the largest credit min(h + m·(t − e), (t − e) + c), then the earlier entry. For the clerk's eyes
/// only: the hall decides, and a backup's tickets are not in the list.
std::vector<const model::Ticket*> in_order(const model::Board& board, const model::CounterId& counter,
                                           base::WallTime now);

/// Declared urgent tickets of this counter's services that wait for staff to approve them, oldest first.
std::vector<const model::Ticket*> to_approve(const model::Board& board, const model::CounterId& counter);

/// Tickets parked at this counter, and missed ones of its services, the latest first.
std::vector<const model::Ticket*> set_aside(const model::Board& board, const model::CounterId& counter);

} // namespace caller
