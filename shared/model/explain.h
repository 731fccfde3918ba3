#pragma once

#include "shared/base/clock.h"
#include "shared/base/zone.h"
#include "shared/model/hall.h"
#include "shared/model/preset.h"
#include "shared/model/ticket.h"

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
    ChannelId channel;           ///< of the other ticket

    bool operator==(const Overtaking&) const = default;
};

/// What happened to a ticket's waiting clock or channel.
enum class ClockEvent {
    Appointment, ///< it began at `entry`
    Transferred, ///< on to `service`; went on from the wait so far, `by`
    SetAside,    ///< back from being set aside; went on from the wait so far, `by`
    Missed,      ///< back from a missed call; set back by `by`
    Approved,    ///< as `channel`; an emergency's begins anew
    Reclassed,   ///< into `channel`; unchanged
    Yielded      ///< set back by `by`: its visitor let others go first
};

struct ClockChange {
    ClockEvent how = ClockEvent::Appointment;
    base::WallTime at;
    base::WallTime entry; ///< from which the clock has counted since
    base::Duration by{};
    ChannelId channel;
    ServiceId service;

    bool operator==(const ClockChange&) const = default;
};

/// Why a ticket was called when it was last; or, while it waits, how it stands.
struct Explanation {
    TicketId ticket;
    std::string number;
    ChannelId channel;
    base::WallTime entry;
    std::optional<base::WallTime> called_at; ///< empty while it waits, or when it ended without a call
    std::optional<CounterId> counter;
    bool picked = false;
    bool emergency = false;
    base::Duration waited{};
    std::int64_t credit = 0; ///< when it was called, or now; in thousandths of a millisecond
    std::vector<Overtaking> passed_by;
    /// After this wait no newly issued ticket passes it, emergencies and picks excepted; empty: the rule
    /// gives no bound.
    std::optional<base::Duration> guarantee;

    TicketState state = TicketState::Waiting; ///< now
    base::WallTime as_of;                     ///< the moment that is told of: of the call, or now
    Weights weights;                          ///< its channel's, of which the credit came about
    bool capped = false;                      ///< the credit has reached the cap
    std::vector<ClockChange> clock;
    std::optional<int> ahead; ///< people called before it, if all goes as learned; only while it waits

    /// The same for people, in the language that was asked for; filled in by whoever knows languages.
    std::vector<std::string> words;

    bool operator==(const Explanation&) const = default;
};

/// A sentence to be translated: a msgid of the catalogues with {1}, {2} … for its arguments.
struct Sentence {
    std::string_view text;
    std::vector<std::string> arguments;
};

/// To whom something is told: the names of channels and services come in this language (BCP 47), times in
/// this zone.
struct Audience {
    const Hall& hall;
    const base::Zone& zone;
    std::string_view language;
};

/// The explanation as people hear it, one sentence a line.
std::vector<Sentence> sentences(const Explanation& explanation, const Audience& audience);

} // namespace model
