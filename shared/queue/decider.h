#pragma once

#include "shared/queue/decide.h"

#include <string>
#include <string_view>
#include <vector>

namespace queue {

/// One command being decided; one overload a command. Inside of shared/queue only.
class Decider {
  public:
    Decider(const State& state, const Now& now);

    // decide_ticket.cpp: what visitors and staff do with a ticket
    Decision operator()(const model::TakeTicket& command);
    Decision operator()(const model::ReturnTicket& command);
    Decision operator()(const model::ApproveTicket& command);
    Decision operator()(const model::RejectTicket& command);
    Decision operator()(const model::RateTicket& command);
    Decision operator()(const model::CancelTicket& command);
    Decision operator()(const model::ReclassTicket& command);
    Decision operator()(const model::YieldPlace& command);

    // decide_counter.cpp: the counter and the hall
    Decision operator()(const model::OpenCounter& command);
    Decision operator()(const model::CloseCounter& command);
    Decision operator()(const model::PauseCounter& command);
    Decision operator()(const model::ResumeCounter& command);
    Decision operator()(const model::CallHelp& command);
    Decision operator()(const model::EndHelp& command);
    Decision operator()(const model::PostNotices& command);
    Decision operator()(const model::ReportDevice& command);

    // decide_alarm.cpp: what takes over the hall
    Decision operator()(const model::RaiseAlarm& command);
    Decision operator()(const model::WithdrawAlarm& command);

    // decide_box.cpp: what a visitor leaves behind, and what is made of it
    Decision operator()(const model::LeaveWord& command);
    Decision operator()(const model::StepFollowUp& command);
    Decision operator()(const model::EraseVisitor& command);
    Decision operator()(const model::RecordAccess& command);

    // decide_hall.cpp: what a supervisor does with the hall
    Decision operator()(const model::SignIn& command);
    Decision operator()(const model::SignOut& command);
    Decision operator()(const model::AssignServices& command);
    Decision operator()(const model::PauseService& command);
    Decision operator()(const model::ResumeService& command);
    Decision operator()(const model::EndDay& command);
    Decision operator()(const model::ReopenDay& command);
    Decision operator()(const model::AcknowledgeAlert& command);

    // decide_beforehand.cpp: what is agreed before a visitor comes
    Decision operator()(const model::LeaseNumbers& command);
    Decision operator()(const model::HandOver& command);
    Decision operator()(const model::ImportAppointments& command);

    // decide_visit.cpp: the visitor at a counter
    Decision operator()(const model::CallTicket& command);
    Decision operator()(const model::RecallTicket& command);
    Decision operator()(const model::StartService& command);
    Decision operator()(const model::FinishService& command);
    Decision operator()(const model::MarkNoShow& command);
    Decision operator()(const model::ParkTicket& command);
    Decision operator()(const model::UndoStep& command);
    Decision operator()(const model::TransferTicket& command);

  private:
    struct Visit {
        const Desk* desk;
        const model::Ticket* ticket;
    };
    /// The counter, open, with somebody at it.
    std::expected<Visit, Refused> visit_at(model::CounterId counter) const;
    std::expected<const Desk*, Refused> open_desk(model::CounterId counter) const;
    std::expected<const model::Ticket*, Refused> wanted_by(const model::CallTicket& command) const;
    std::expected<model::CounterId, Refused> target_of(const model::TransferTicket& command,
                                                       const model::ServiceId& service) const;
    const model::Ticket* ticket_of(model::TicketId id, const std::string& token) const;
    model::CounterId counter_of_papers(const model::Ticket& ticket) const;
    std::expected<const model::Ticket*, Refused> pending(model::TicketId ticket) const;
    std::optional<Refused> objection_to_emergency(const model::ApproveTicket& command) const;

    struct Entrance {
        model::ServiceId service;
        model::ChannelId channel;
        model::ChannelId declared;
        base::WallTime entry;
        std::string appointment = {}; ///< its code
    };
    std::expected<Entrance, Refused> entrance(const model::TakeTicket& command) const;
    std::expected<Entrance, Refused> entrance_by_appointment(const model::TakeTicket& command) const;
    std::expected<Entrance, Refused> entrance_by_claim(const model::TakeTicket& command) const;
    std::optional<Refused> objection_to_person(const model::TakeTicket& command,
                                               const model::ServiceId& service) const;
    const model::Appointment* appointment_for(const model::TakeTicket& command) const;

    std::optional<Refused> objection_to_pass(model::CounterId counter, const model::ClerkId& clerk,
                                             model::Proof proof);
    std::optional<Refused> objection_to_seat(const Desk& desk, const model::OpenCounter& command) const;
    std::optional<Refused> objection_to_override(const model::CloseCounter& command);

    std::optional<Refused> objection_to_alarm(const model::ClerkId& supervisor, model::Proof proof);

    void open_follow_up(const model::Ticket* ticket, model::FollowUpCause cause);
    bool served_after_hours(const model::ServiceId& service) const;
    bool in_hours(const model::Service& service) const;
    int waiting_only_for(model::CounterId counter) const;

    /// Finishes the visitor at the counter, who counts as arrived.
    void finish(const Visit& visit, const model::FinishService& how);
    std::optional<int> bits_of(const model::Ticket& ticket, const std::vector<int>& documents) const;

    /// A new event with the next number.
    model::Event& add(model::EventKind kind);
    model::Event& add(model::EventKind kind, const model::Ticket& ticket);

    const State& state_;
    const model::Hall& hall_;
    Now now_;
    std::vector<model::Event> events_;
};

std::unexpected<Refused> refuse(model::Refusal refusal, std::string detail = {});

/// What ends a day: every live ticket expires, every open counter closes. `add(kind)` makes each event.
template <typename Add>
void end_everything(const State& state, Add add) {
    for (const auto& [id, ticket] : state.tickets()) {
        if (!model::is_live(ticket.state))
            continue;
        model::Event& expired = add(model::EventKind::TicketExpired);
        expired.ticket = id;
        expired.number = ticket.number;
        expired.reason = kDayEnded;
    }
    for (const auto& [id, desk] : state.desks()) {
        if (desk.status.state == model::CounterState::Closed)
            continue;
        model::Event& closed = add(model::EventKind::CounterClosed);
        closed.counter = id;
        closed.clerk = desk.status.clerk;
        closed.reason = kDayEnded;
    }
}

/// Of a counter or a service, until it is expected to end.
inline constexpr base::Duration kLongestPause = std::chrono::hours(24);

/// Most bytes of a clerk's or device's id, and of a language.
inline constexpr std::size_t kIdLimit = 32;

/// True for a text that may stand in a journal and on a screen: at most `limit` bytes of UTF-8, one line.
bool acceptable(std::string_view text, std::size_t limit = kTextLimit);

/// Which documents as an event keeps them, bit 0 is the first one; nothing when one of them is none of this
/// many or stands there twice.
std::optional<int> document_bits(const std::vector<int>& documents, std::size_t of);
std::vector<int> documents_of(int bits);

/// "A023".
std::string ticket_number(const std::string& letter, int number);

/// True when the counter has the service among its own or its backup ones.
bool can_serve(const State& state, model::CounterId counter, const model::ServiceId& service);

} // namespace queue
