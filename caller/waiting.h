#pragma once

#include "shared/model/board.h"

#include <vector>

namespace caller {

/// The tickets that this counter would call, for its clerk's services, the next one first, by the hall's
/// rule: approved emergencies, then the largest credit min(h + m·(t − e), (t − e) + c), then the earlier
/// entry. For the clerk's eyes only: the hall decides, and a backup's tickets are not in the list.
std::vector<const model::Ticket*> in_order(const model::Board& board, const model::CounterId& counter,
                                           base::WallTime now);

/// Why a waiting ticket stands where it stands.
struct Credit {
    bool emergency = false; ///< approved: before all others
    base::Duration wait{}, credit{};
    base::Duration head_start{}; ///< of its channel
    int multiplier = 1000;       ///< per mille
    bool capped = false;         ///< credit is wait and the channel's cap
};
Credit credit_of(const model::Board& board, const model::Ticket& ticket, base::WallTime now);

/// True of a ticket that was set aside with its papers, or until something is done, for longer than
/// Rules::park_reminder: its visitor sits here.
bool is_overdue(const model::Board& board, const model::Ticket& ticket, base::WallTime now);

/// Declared urgent tickets of this counter's services that wait for staff to approve them, oldest first.
std::vector<const model::Ticket*> to_approve(const model::Board& board, const model::CounterId& counter);

/// Tickets parked at this counter or free to come back to any, and missed ones, of its clerk's services; the
/// latest first.
std::vector<const model::Ticket*> set_aside(const model::Board& board, const model::CounterId& counter);

} // namespace caller
