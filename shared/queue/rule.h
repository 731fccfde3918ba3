#pragma once

#include "shared/base/clock.h"
#include "shared/model/hall.h"

#include <compare>
#include <cstdint>

namespace queue {

/// A place in a waiting line: the order of one (service, channel), which never changes.
struct Place {
    base::WallTime entry;
    model::TicketId id;

    auto operator<=>(const Place&) const = default;
};

/// Credited minutes, in thousandths of a millisecond so that nothing is ever rounded:
///
///     credit = min( head_start·1000 + multiplier·wait ,  (wait + cap)·1000 )
///
/// `multiplier` is per mille; without a cap only the first term counts. The ordinary channel (0, ×1, none)
/// has simply its wait.
std::int64_t credit(const model::Channel& channel, base::WallTime entry, base::WallTime now);

/// How a waiting ticket stands among all that a counter may call now; the smallest is called.
struct Rank {
    int tier = 1; ///< 0: an approved emergency, whose credit counts as 0, so that approval's order decides
    std::int64_t minus_credit = 0;
    Place place;

    auto operator<=>(const Rank&) const = default;
};

Rank rank(const model::Channel& channel, const Place& place, base::WallTime now);

/// After this wait no new ticket passes an ordinary one, emergencies excepted: the largest cap of all
/// channels, a channel with ×1 counting its head start. Empty when a channel has no such bound.
std::optional<base::Duration> guarantee(const model::Hall& hall);

} // namespace queue
