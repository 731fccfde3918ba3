#pragma once

#include "shared/base/clock.h"
#include "shared/model/hall.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>

namespace queue {

/// A place in a waiting line: the order of one (service, channel), which never changes.
struct Place {
    base::WallTime entry;
    model::TicketId id;

    auto operator<=>(const Place&) const = default;
};

/// A channel's part in the rule, without its names: what a pick reads for each line.
struct Weight {
    std::int64_t head_start; ///< thousandths of a millisecond
    std::int64_t multiplier; ///< per mille
    std::int64_t cap;        ///< thousandths of a millisecond; the largest there is: none
    bool emergency;

    explicit Weight(const model::Channel& channel);
    bool operator==(const Weight&) const = default;

    std::int64_t credit(base::WallTime entry, base::WallTime now) const {
        const std::int64_t wait = (now - entry).count();
        const std::int64_t earned = head_start + multiplier * wait;
        return cap == kNoCap ? earned : std::min(earned, wait * 1000 + cap);
    }

    /// How it ranks: the smaller, the sooner; kEmergency for an approved emergency, whatever it has waited.
    std::int64_t minus_credit(base::WallTime entry, base::WallTime now) const {
        return emergency ? kEmergency : -credit(entry, now);
    }

    static constexpr std::int64_t kEmergency = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t kNoCap = std::numeric_limits<std::int64_t>::max();
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
    std::int64_t minus_credit =
        0; ///< Weight::kEmergency: before all others, so that approval's order decides
    Place place;

    auto operator<=>(const Rank&) const = default;
};

inline Rank rank(const Weight& weight, const Place& place, base::WallTime now) {
    return {weight.minus_credit(place.entry, now), place};
}
Rank rank(const model::Channel& channel, const Place& place, base::WallTime now);

/// After this wait no new ticket passes an ordinary one, emergencies excepted: the largest cap of all
/// channels, a channel with ×1 counting its head start. Empty when a channel has no such bound.
std::optional<base::Duration> guarantee(const model::Hall& hall);

} // namespace queue
