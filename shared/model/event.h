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
    TicketCalled = 3,    ///< ticket, counter, clerk; out of turn: reason "picked" or "woken", why in note
    TicketRecalled = 4,  ///< ticket, counter
    ServiceStarted = 5,  ///< ticket, counter
    ServiceFinished = 6, ///< ticket, counter, clerk, outcome in reason, due day in value, missing documents
                         ///< in count (bit 0 is the first one), note
    TicketNoShow = 7,    ///< ticket, counter, clerk
    TicketParked = 8, ///< ticket, counter, clerk, reason, Parking in value, missing documents in count, note
    TicketReturned = 9,     ///< ticket, entry, target: the only counter that may call it
    TicketTransferred = 10, ///< ticket, from counter, to service (and target counter), entry, note
    TicketApproved = 11,    ///< ticket, channel, entry, clerk, reason
    TicketRejected = 12,    ///< ticket, clerk, reason
    TicketCancelled = 13,
    TicketExpired = 14, ///< ticket, reason
    TicketRated = 15,   ///< ticket, score, reason, aspects as four decimal digits in count
    CounterOpened = 16, ///< counter, clerk; taken over: from whom in reason
    CounterClosed =
        17, ///< counter, clerk, reason, hand-over note; a supervisor who answers for it in declared
    CounterPaused = 18, ///< counter, clerk, reason, expected return in entry
    CounterResumed = 19,
    NoticesPosted = 20,   ///< the texts as JSON in note
    DeviceReported = 21,  ///< device, device state in value, detail in reason
    TicketReclassed = 22, ///< ticket, channel, entry, clerk, reason
    NumbersLeased = 23,   ///< device, service, first number in value, count
    AppointmentsImported =
        24,              ///< their day in value, as JSON in note; count: how many; reason: "anew" or empty
    HelpCalled = 25,     ///< counter, clerk, Help in value
    HelpEnded = 26,      ///< counter, clerk
    StepUndone = 27,     ///< ticket, counter, clerk, the EventKind that is taken back in value
    LogInFailed = 28,    ///< counter, clerk
    CounterAlerted = 29, ///< counter, clerk, kIdleAlert or kDutyAlert in reason; value 1: raised, 0: over
    AlarmRaised = 30, ///< AlarmKind in value, the text as JSON in note, since when in entry, the supervisor
                      ///< in clerk; again on each day that begins while it is up
    AlarmWithdrawn = 31, ///< the supervisor in clerk
    PlaceYielded = 32,   ///< ticket, entry; how often in count
    WordLeft = 33,       ///< ticket, counter, service, WordKind in value, text in note
    /// its name in number, ticket, counter, service, FollowUpCause in value, due time in entry
    FollowUpOpened = 34,
    /// the follow-up's name in number, its ticket, FollowUpStep in value, to whom in clerk, by whom in
    /// declared, note
    FollowUpStepped = 35,
    StaffSignedIn = 36,    ///< clerk, device
    StaffSignedOut = 37,   ///< clerk, device
    ActionOrdered = 38,    ///< clerk, device, the command's word in reason; before the events that it made
    ServicesAssigned = 39, ///< counter, its services and backup ones in reason: "a b|c"
    ServicePaused = 40,    ///< service, reason, expected end in entry
    ServiceResumed = 41,   ///< service
    DayEnded = 42,         ///< reason
    DayReopened = 43,
    AlertAcknowledged = 44, ///< clerk, the alert's name in reason
    AccessRecorded = 45,    ///< clerk, ticket, what was looked at in reason
    VisitorErased = 46,     ///< ticket; its texts leave the journal when the day ends
};

inline constexpr EventKind kLastEventKind = EventKind::VisitorErased;

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
