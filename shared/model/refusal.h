#pragma once

#include <string_view>

namespace model {

/// Why the hall said no. Goes over the wire as Refusal in hall.proto: keep the two in step, never reuse a
/// number.
enum class Refusal {
    None = 0,
    UnknownService = 1,
    UnknownChannel = 2,
    UnknownCounter = 3,
    UnknownTicket = 4,
    UnknownAppointment = 5,
    HallClosed = 6, ///< the day is over; nobody new is accepted
    CounterNotOpen = 7,
    CounterAlreadyOpen = 8,
    CounterPaused = 9,
    CounterNotPaused = 10,
    NobodyWaiting = 11,
    NobodyAtCounter = 12,
    NotServedHere = 13, ///< this counter does not serve that ticket's service
    TicketNotWaiting = 14,
    TicketNotParked = 15, ///< only parked tickets and no-shows return
    AlreadyStarted = 16,
    NoShowTooEarly = 17, ///< the configured recalls or seconds are not over
    TooManyReturns = 18,
    ApprovalNotPending = 19,
    TooManyEmergencies = 20,
    AlreadyRated = 21,
    NotFinished = 22,          ///< a rating is for a finished service
    VisitorsStillWaiting = 23, ///< closing a counter that people wait for at closing time
    BadRequest = 24,           ///< a field is missing, too long or out of range
    NotAllowed = 25,           ///< the device's role may not do this
    OldRequest = 26,           ///< a request id older than the last one of its session
    AppointmentUsed = 27,
    AppointmentElsewhere = 28, ///< the appointment is for another service
    CounterBusy = 29,          ///< somebody is being served there
    Overloaded = 30,           ///< try again in a moment
    ClerkElsewhere = 31,       ///< the clerk is logged in at another counter
    ServiceClosed = 32,        ///< outside of the service's own hours
    AlreadyHolding = 33,       ///< the person has a live ticket of this service; its number is the detail
    TooManyTickets = 34,       ///< of this person today
    UnknownNumber = 35,        ///< of no block that the device has today
    NumberUsed = 36,           ///< handed over before
    UnknownClerk = 37,
    WrongPass = 38,     ///< not this clerk's PIN or card, or none
    ClerkLocked = 39,   ///< after too many wrong passes
    NothingToUndo = 40, ///< no step, too long ago, or something has followed from it
    NotSupervisor = 41,
    HallEvacuated = 42, ///< nobody is let in or called until the alarm is withdrawn
    NotSignedIn = 43,   ///< the supervisor on whose order it came is not, or no longer, signed in
    NobodyBehind = 44,  ///< nobody waits behind the ticket whom it could let go first
    TooManyYields = 45,
    UnknownFollowUp = 46, ///< or closed already
    VisitStillOpen = 47,  ///< only what has ended can be erased
};

inline constexpr Refusal kLastRefusal = Refusal::VisitStillOpen;

/// One polite English sentence that says what to do; it is a msgid of the catalogues.
std::string_view sentence(Refusal refusal);

} // namespace model
