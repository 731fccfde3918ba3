#pragma once

#include "shared/base/clock.h"
#include "shared/model/foreseen.h"
#include "shared/model/ids.h"
#include "shared/model/ticket.h"

#include <cstdint>
#include <optional>
#include <string>

namespace model {

/// What can happen in a hall. Numbers are stored and sent: never reuse one.
enum class EventKind : std::uint8_t {
    DayBegan = 1, ///< day; what was open was expired before, one event each
    /// ticket, number, service, channel, declared, entry, language; appointment in note, the claim's reason,
    /// person, token; the device, of a ticket that was handed over
    TicketIssued = 2,
    TicketCalled = 3,       ///< ticket, counter, clerk; picked out of turn: reason "picked"
    TicketRecalled = 4,     ///< ticket, counter
    ServiceStarted = 5,     ///< ticket, counter
    ServiceFinished = 6,    ///< ticket, counter, outcome in reason
    TicketNoShow = 7,       ///< ticket, counter
    TicketParked = 8,       ///< ticket, counter, reason
    TicketReturned = 9,     ///< ticket, entry
    TicketTransferred = 10, ///< ticket, from counter, to service (and target counter), entry, note
    TicketApproved = 11,    ///< ticket, channel, entry, clerk, reason
    TicketRejected = 12,    ///< ticket, clerk, reason
    TicketCancelled = 13,
    TicketExpired = 14, ///< ticket, reason
    TicketRated = 15,   ///< ticket, score, reason
    CounterOpened = 16, ///< counter, clerk
    CounterClosed = 17, ///< counter, reason
    CounterPaused = 18, ///< counter, reason
    CounterResumed = 19,
    NoticesPosted = 20,   ///< the texts as JSON in note
    DeviceReported = 21,  ///< device, device state in value, detail in reason
    TicketReclassed = 22, ///< ticket, channel, entry, clerk, reason
    NumbersLeased = 23,   ///< device, service, first number in value, count
    AppointmentsImported =
        24, ///< their day in value, as JSON in note; count: how many; reason: "anew" or empty
};

/// One line of the journal. Which fields a kind fills is said beside it; the others stay empty.
struct Event {
    std::uint64_t seq = 0; ///< 1, 2, 3 … without holes: the journal's row and the update's number
    base::WallTime at;
    EventKind kind = EventKind::DayBegan;
    int day = 0; ///< the service day it belongs to, YYYYMMDD
    TicketId ticket;
    CounterId counter;
    CounterId target; ///< of a transfer to a counter
    ServiceId service;
    ChannelId channel;
    ChannelId declared;
    ClerkId clerk;
    DeviceId device;
    std::string number;
    std::string language;
    std::string reason;
    std::string note; ///< private: removed before it is published
    base::WallTime entry;
    int value = 0;
    int count = 0;
    std::string person;               ///< private
    std::string token;                ///< private
    std::optional<Foreseen> foreseen; ///< of TicketIssued: as rolled, before it was calibrated; private

    bool operator==(const Event&) const = default;
};

} // namespace model
