#pragma once

#include "shared/base/clock.h"
#include "shared/model/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// By which rule somebody who came later was called first.
enum class Overtook {
    Emergency,   ///< staff had approved an emergency
    Picked,      ///< a clerk chose that ticket out of turn
    Credit,      ///< its channel gave it more credited minutes
    EarlierEntry ///< its waiting clock was ahead: ours was set back by a missed call, or is an appointment
};

/// A ticket that was called before the explained one although it came later.
struct Overtaking {
    std::string number;
    Overtook how = Overtook::Credit;
    base::WallTime at;
    std::int64_t credit = 0;     ///< of the other ticket at that moment, in thousandths of a millisecond
    std::int64_t own_credit = 0; ///< of the explained ticket at that moment
    base::Duration came_later{}; ///< by how much the other entered its queue later; may be negative

    bool operator==(const Overtaking&) const = default;
};

/// Why a ticket was called when it was; or, while it waits, how it stands.
struct Explanation {
    TicketId ticket;
    std::string number;
    ChannelId channel;
    base::WallTime entry;
    std::optional<base::WallTime> called_at; ///< empty while it waits for its first call
    std::optional<CounterId> counter;
    bool picked = false;
    bool emergency = false;
    base::Duration waited{};
    std::int64_t credit = 0; ///< when it was called, or now; in thousandths of a millisecond
    std::vector<Overtaking> passed_by;
    /// After this wait no newly issued ticket passes it, emergencies excepted; empty: the rule gives no
    /// bound.
    std::optional<base::Duration> guarantee;

    bool operator==(const Explanation&) const = default;
};

/// A sentence to be translated: a msgid of the catalogues with {1}, {2} … for its arguments.
struct Sentence {
    std::string_view text;
    std::vector<std::string> arguments;
};

/// The explanation as people hear it, one sentence a line.
std::vector<Sentence> sentences(const Explanation& explanation);

/// The same in English, for the technician and for logs.
std::vector<std::string> in_words(const Explanation& explanation);

} // namespace model
