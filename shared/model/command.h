#pragma once

#include "shared/model/board.h"
#include "shared/model/ids.h"
#include "shared/model/refusal.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace model {

// What can be asked of a hall. Every one is done once or refused; a refused one changes nothing.

struct TakeTicket {
    ServiceId service;
    ChannelId channel;       ///< empty: the ordinary one
    std::string language;    ///< empty: the hall's own
    std::string appointment; ///< the code, when there is one
    std::string reason{};    ///< of a claim: the id of one of the channel's reasons
    /// Who it is, where an ID card told: a keyed hash that is another one each day. One live ticket a person
    /// and service; finds the person's appointment.
    std::string person{};
    std::optional<int> age{}; ///< in full years, by the same card
    std::string token{};      ///< of the ticket that is made; the hall fills it in
    bool operator==(const TakeTicket&) const = default;
};
struct OpenCounter {
    CounterId counter;
    ClerkId clerk;
    bool operator==(const OpenCounter&) const = default;
};
struct CloseCounter {
    CounterId counter;
    std::string reason;
    bool operator==(const CloseCounter&) const = default;
};
struct PauseCounter {
    CounterId counter;
    std::string reason;
    bool operator==(const PauseCounter&) const = default;
};
struct ResumeCounter {
    CounterId counter;
    bool operator==(const ResumeCounter&) const = default;
};
/// Next by the rule, or `ticket` (journalled as picked). Whoever is at the counter is finished first: a clerk
/// has one button.
struct CallTicket {
    CounterId counter;
    std::optional<TicketId> ticket;
    bool operator==(const CallTicket&) const = default;
};
struct RecallTicket {
    CounterId counter;
    bool operator==(const RecallTicket&) const = default;
};
struct StartService {
    CounterId counter;
    bool operator==(const StartService&) const = default;
};
struct FinishService {
    CounterId counter;
    std::string outcome; ///< empty: done
    bool operator==(const FinishService&) const = default;
};
struct MarkNoShow {
    CounterId counter;
    bool operator==(const MarkNoShow&) const = default;
};
struct ParkTicket {
    CounterId counter;
    std::string reason;
    bool operator==(const ParkTicket&) const = default;
};
struct ReturnTicket {
    TicketId ticket;
    bool operator==(const ReturnTicket&) const = default;
};
/// On to a service, or to a counter (which must serve the ticket's service).
struct TransferTicket {
    CounterId counter;
    std::optional<ServiceId> to_service;
    std::optional<CounterId> to_counter;
    std::string note;
    bool operator==(const TransferTicket&) const = default;
};
/// An emergency is approved by somebody, for a reason.
struct ApproveTicket {
    TicketId ticket;
    ClerkId clerk;
    std::string reason;
    bool operator==(const ApproveTicket&) const = default;
};
struct RejectTicket {
    TicketId ticket;
    ClerkId clerk;
    std::string reason;
    bool operator==(const RejectTicket&) const = default;
};
struct RateTicket {
    TicketId ticket;
    int score = 0; ///< 1–5
    std::vector<std::string> reasons;
    bool operator==(const RateTicket&) const = default;
};
/// By staff with the ticket's id, by its visitor with the token that stands on it.
struct CancelTicket {
    TicketId ticket;
    std::string token{};
    bool operator==(const CancelTicket&) const = default;
};
struct PostNotices {
    std::vector<Names> notices;
    bool operator==(const PostNotices&) const = default;
};
/// A device says how it is. The hall fills in which device from its key.
struct ReportDevice {
    DeviceId device;
    DeviceState state = DeviceState::Well;
    std::string detail;
    bool operator==(const ReportDevice&) const = default;
};
/// Into another channel, by staff, for a reason; the ticket's waiting clock stays. Emergencies are approved
/// instead.
struct ReclassTicket {
    TicketId ticket;
    ChannelId channel;
    ClerkId clerk;
    std::string reason;
    bool operator==(const ReclassTicket&) const = default;
};

/// A device asks for numbers that it may give while the hall is out of reach: HandOver tells of them later.
/// The answer lists all blocks that the device has now.
struct LeaseNumbers {
    DeviceId device; ///< the hall fills it in
    bool operator==(const LeaseNumbers&) const = default;
};
/// A ticket that a device gave from its block while the hall was out of reach; it waits since then.
struct HandOver {
    DeviceId device; ///< the hall fills it in
    ServiceId service;
    ChannelId channel; ///< as in TakeTicket
    std::string language;
    std::string reason;
    std::string number;
    base::WallTime at; ///< when it was given
    std::string token; ///< the hall fills it in
    bool operator==(const HandOver&) const = default;
};
/// What was agreed elsewhere for one day, within the next kAppointmentDays.
struct ImportAppointments {
    int day = 0;       ///< YYYYMMDD
    bool anew = false; ///< forgets what was imported for that day before
    std::vector<Appointment> appointments;
    bool operator==(const ImportAppointments&) const = default;
};
inline constexpr int kAppointmentDays = 30;

using Command =
    std::variant<TakeTicket, OpenCounter, CloseCounter, PauseCounter, ResumeCounter, CallTicket, RecallTicket,
                 StartService, FinishService, MarkNoShow, ParkTicket, ReturnTicket, TransferTicket,
                 ApproveTicket, RejectTicket, RateTicket, CancelTicket, PostNotices, ReportDevice,
                 ReclassTicket, LeaseNumbers, HandOver, ImportAppointments>;

/// Numbers that only one device gives.
struct NumberBlock {
    ServiceId service;
    int first = 0;
    int last = 0;
    std::vector<int> used; ///< those handed over, ascending

    bool operator==(const NumberBlock&) const = default;
};

/// What became of a command. Carried out when `refusal` is None.
struct Answer {
    Refusal refusal = Refusal::None;
    std::string detail;    ///< beside the refusal's sentence: what exactly was wrong, for the technician
    std::uint64_t seq = 0; ///< the last event that it made; 0 when it made none
    std::optional<Ticket> ticket;
    std::optional<CounterStatus> counter;
    int ahead = 0; ///< people before the ticket
    Forecast forecast;
    std::string token; ///< of a ticket that was just issued: whoever knows it may ask for it and cancel it
    std::vector<NumberBlock> blocks; ///< of LeaseNumbers

    bool ok() const { return refusal == Refusal::None; }
    bool operator==(const Answer&) const = default;
};

} // namespace model
