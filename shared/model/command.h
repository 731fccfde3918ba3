#pragma once

#include "shared/model/board.h"
#include "shared/model/ids.h"
#include "shared/model/refusal.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
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
/// What the hall found out about a pass.
enum class Proof {
    None,    ///< none was shown
    Failed,  ///< it is not that clerk's
    Shown,   ///< it is
    Trusted, ///< none is asked for: of an administrator, and where the hall keeps no secrets of its staff
};

/// With what a clerk shows who he is. Never journalled, never sent on.
struct Pass {
    std::string pin{};
    std::string card{};        ///< what the staff card's reader typed; tells the clerk, too
    Proof proof = Proof::None; ///< the hall fills it in
    bool operator==(const Pass&) const = default;
};

/// A clerk logs in at a counter, which opens. Five wrong passes in a row lock the clerk for five minutes. The
/// answer brings the hand-over note of whoever was there before.
struct OpenCounter {
    CounterId counter;
    ClerkId clerk; ///< empty with a card: the hall fills it in
    Pass pass{};
    bool take_over = false; ///< by a supervisor, from the clerk who is there
    bool operator==(const OpenCounter&) const = default;
};
/// The clerk logs out. The answer brings the summary of the shift.
struct CloseCounter {
    CounterId counter;
    std::string reason;
    std::string note{};   ///< for whoever sits there next
    ClerkId supervisor{}; ///< who answers for closing it although visitors wait
    Pass pass{};          ///< the supervisor's
    bool operator==(const CloseCounter&) const = default;
};
struct PauseCounter {
    CounterId counter;
    std::string reason;
    std::optional<base::WallTime> until{}; ///< when the clerk expects to be back
    bool operator==(const PauseCounter&) const = default;
};
struct ResumeCounter {
    CounterId counter;
    bool operator==(const ResumeCounter&) const = default;
};
/// Next by the rule, or `ticket` (journalled as picked), or one that was set aside here or may come back to
/// any counter (journalled as woken). Whoever is at the counter is finished first: a clerk has one button.
struct CallTicket {
    CounterId counter;
    std::optional<TicketId> ticket;
    std::string reason{}; ///< why out of turn
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
/// The outcomes that programs know by name; a hall may have others.
inline constexpr std::string_view kDone = "done";
inline constexpr std::string_view kAccepted = "accepted"; ///< 承诺件: done by the due day
inline constexpr std::string_view kReturned = "returned"; ///< 退件: documents were missing
inline constexpr std::string_view kReferred = "referred"; ///< 转办: another place is the right one

struct FinishService {
    CounterId counter;
    std::string outcome;        ///< empty: done
    int due = 0;                ///< YYYYMMDD, of what was accepted; 0: none
    std::vector<int> missing{}; ///< which of the service's documents, the first one is 0
    std::string note{};         ///< where it was referred to, what else was missing
    bool operator==(const FinishService&) const = default;
};
struct MarkNoShow {
    CounterId counter;
    bool operator==(const MarkNoShow&) const = default;
};
struct ParkTicket {
    CounterId counter;
    std::string reason;
    Parking parking = Parking::WithoutPapers;
    std::vector<int> missing{}; ///< as of FinishService
    std::string note{};         ///< where the visitor gets what is missing
    bool operator==(const ParkTicket&) const = default;
};
/// By staff with the ticket's id, by its visitor (where it may come back to any counter) with its token.
struct ReturnTicket {
    TicketId ticket;
    std::string token{};
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
/// At the counter by the ticket's id; by its visitor with the token that stands on it.
struct RateTicket {
    TicketId ticket;
    int score = 0; ///< 1–5
    std::vector<std::string> reasons;
    Aspects aspects{}; ///< the visitor's marks of single aspects, where given
    std::string token{};
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

/// A clerk asks for somebody to come.
struct CallHelp {
    CounterId counter;
    Help help = Help::Colleague;
    bool operator==(const CallHelp&) const = default;
};
/// Somebody came, or is not needed any more.
struct EndHelp {
    CounterId counter;
    bool operator==(const EndHelp&) const = default;
};
/// Takes the counter's last step back: start, finish, no-show, park or transfer, within kUndoTime and while
/// nothing has followed from it.
struct UndoStep {
    CounterId counter;
    bool operator==(const UndoStep&) const = default;
};
inline constexpr base::Duration kUndoTime = std::chrono::seconds(10);

/// Takes over every screen, strip and voice of the hall. Asked by an administrator, or by a supervisor with
/// his pass. Replaces what is up, but for an evacuation no notice does.
struct RaiseAlarm {
    AlarmKind kind = AlarmKind::Notice;
    Names text; ///< of an evacuation it may be empty: the house has words of its own
    ClerkId supervisor{};
    Pass pass{};
    bool operator==(const RaiseAlarm&) const = default;
};
/// All clear: the screens are the visitors' again. Asked as above.
struct WithdrawAlarm {
    ClerkId supervisor{};
    Pass pass{};
    bool operator==(const WithdrawAlarm&) const = default;
};

/// Its visitor is late: two who wait behind in the same line go first.
struct YieldPlace {
    TicketId ticket;
    std::string token{};
    bool operator==(const YieldPlace&) const = default;
};
inline constexpr int kYieldTo = 2;    ///< visitors who go first
inline constexpr int kMostYields = 2; ///< of one ticket

/// What a visitor leaves in the suggestion box (意见箱).
enum class WordKind { Complaint = 1, Suggestion = 2, Praise = 3 };

/// About the visit of a ticket, whose token or id it has; without either about the hall.
struct LeaveWord {
    TicketId ticket;
    std::string token{};
    WordKind kind = WordKind::Suggestion;
    std::string text;
    bool operator==(const LeaveWord&) const = default;
};
inline constexpr std::size_t kWordLimit = 1000; ///< bytes of its text
inline constexpr int kMostWords = 3;            ///< of one ticket

/// Why somebody has to ask the visitor, or look into it (回访).
enum class FollowUpCause { Rating = 1, Complaint = 2 };
inline constexpr int kLowRating = 2; ///< up to this score a rating opens one
inline constexpr base::Duration kFollowUpTime = std::chrono::hours(72);

enum class FollowUpStep { Assigned = 1, Noted = 2, Closed = 3 };

/// A step of a follow-up, by its name ("20260302-1": the day and a running number).
struct StepFollowUp {
    std::string number;
    FollowUpStep step = FollowUpStep::Noted;
    ClerkId to{};     ///< of Assigned
    std::string note; ///< of Noted and Closed; may be empty with Assigned
    bool operator==(const StepFollowUp&) const = default;
};

/// A member of staff signs in at a device that is no counter: the supervisor's page. Lasts kSignInTime.
struct SignIn {
    ClerkId staff;
    Pass pass{};
    DeviceId device{}; ///< the hall fills it in
    bool operator==(const SignIn&) const = default;
};
struct SignOut {
    ClerkId staff;
    DeviceId device{}; ///< the hall fills it in
    bool operator==(const SignOut&) const = default;
};
inline constexpr base::Duration kSignInTime = std::chrono::hours(12);

/// What a counter serves for the rest of the day.
struct AssignServices {
    CounterId counter;
    std::vector<ServiceId> services;
    std::vector<ServiceId> backup;
    bool operator==(const AssignServices&) const = default;
};
/// Nobody new is taken in for a service; who waits is served.
struct PauseService {
    ServiceId service;
    std::string reason;
    std::optional<base::WallTime> until{}; ///< when it ends by itself
    bool operator==(const PauseService&) const = default;
};
struct ResumeService {
    ServiceId service;
    bool operator==(const ResumeService&) const = default;
};
/// No more tickets today, all counters close. Refused while visits are open, unless the reason begins with
/// `override:`; those then expire.
struct EndDay {
    std::string reason;
    bool operator==(const EndDay&) const = default;
};
/// The day was ended by mistake.
struct ReopenDay {
    bool operator==(const ReopenDay&) const = default;
};
/// Somebody has seen an alert; `alert` is its name as the supervisor's page made it.
struct AcknowledgeAlert {
    std::string alert;
    bool operator==(const AcknowledgeAlert&) const = default;
};
/// For the record: somebody looked at, or exported, what is not public.
struct RecordAccess {
    std::string what;
    TicketId ticket;
    bool operator==(const RecordAccess&) const = default;
};
/// The visitor's texts, claim and whose ticket it was leave the journal when the day ends. Of a visit that
/// has ended, today or on an earlier day.
struct EraseVisitor {
    TicketId ticket;
    std::string token{}; ///< of today's
    bool operator==(const EraseVisitor&) const = default;
};

using Command =
    std::variant<TakeTicket, OpenCounter, CloseCounter, PauseCounter, ResumeCounter, CallTicket, RecallTicket,
                 StartService, FinishService, MarkNoShow, ParkTicket, ReturnTicket, TransferTicket,
                 ApproveTicket, RejectTicket, RateTicket, CancelTicket, PostNotices, ReportDevice,
                 ReclassTicket, LeaseNumbers, HandOver, ImportAppointments, CallHelp, EndHelp, UndoStep,
                 RaiseAlarm, WithdrawAlarm, YieldPlace, LeaveWord, StepFollowUp, SignIn, SignOut,
                 AssignServices, PauseService, ResumeService, EndDay, ReopenDay, AcknowledgeAlert,
                 RecordAccess, EraseVisitor>;

/// What a clerk leaves to whoever sits there next (交接班).
struct HandOverNote {
    std::string text;
    ClerkId clerk; ///< who wrote it
    base::WallTime at;

    bool operator==(const HandOverNote&) const = default;
};

/// One clerk's stay at a counter, from log-in to log-out. Told when it ends: before that no clerk learns how
/// he was rated.
struct ShiftSummary {
    base::WallTime since;
    int served = 0;
    int no_shows = 0;
    base::Duration serving{};     ///< of those who were served, together
    std::array<int, 5> ratings{}; ///< how many of score 1 … 5

    bool operator==(const ShiftSummary&) const = default;
};

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
    std::vector<NumberBlock> blocks;      ///< of LeaseNumbers
    std::optional<HandOverNote> handover; ///< of OpenCounter: what was left for this clerk
    std::optional<ShiftSummary> shift;    ///< of CloseCounter

    bool ok() const { return refusal == Refusal::None; }
    bool operator==(const Answer&) const = default;
};

} // namespace model
