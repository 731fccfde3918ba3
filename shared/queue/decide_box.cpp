#include "shared/queue/decider.h"

#include "shared/base/text.h"

#include <fmt/format.h>

namespace queue {

using model::EventKind;
using model::FollowUpStep;
using model::Refusal;
using model::Ticket;

namespace {

constexpr std::size_t kFollowUpsOpen = 10'000;
constexpr int kWordsADay = 2'000; ///< that are about no ticket: a flood must not fill the journal

} // namespace

/// Its name tells the day, so that it is unique however far back the state reaches.
void Decider::open_follow_up(const Ticket* ticket, model::FollowUpCause cause) {
    if (state_.follow_ups().size() >= kFollowUpsOpen)
        return;
    model::Event& opened =
        ticket != nullptr ? add(EventKind::FollowUpOpened, *ticket) : add(EventKind::FollowUpOpened);
    opened.number = fmt::format("{}-{}", state_.day(), state_.follow_ups_today() + 1);
    opened.value = static_cast<int>(cause);
    opened.entry = now_.time + model::kFollowUpTime;
    if (ticket == nullptr)
        return;
    opened.service = ticket->service;
    opened.counter = ticket->counter.value_or(model::CounterId{});
}

Decision Decider::operator()(const model::LeaveWord& command) {
    const bool about_visit = !command.token.empty() || command.ticket != model::TicketId{};
    const Ticket* ticket = about_visit ? ticket_of(command.ticket, command.token) : nullptr;
    if (about_visit && ticket == nullptr)
        return refuse(Refusal::UnknownTicket);
    if (command.kind < model::WordKind::Complaint || command.kind > model::WordKind::Praise)
        return refuse(Refusal::BadRequest, "this kind of message is not known");
    if (base::trim(command.text).empty() || !acceptable(command.text, model::kWordLimit))
        return refuse(Refusal::BadRequest, "the text is empty, too long or not plain text");
    if (ticket != nullptr ? ticket->words >= model::kMostWords : state_.words_today() >= kWordsADay)
        return refuse(Refusal::Overloaded, "enough was said already");
    model::Event& left = ticket != nullptr ? add(EventKind::WordLeft, *ticket) : add(EventKind::WordLeft);
    left.value = static_cast<int>(command.kind);
    left.note = command.text;
    if (ticket != nullptr) {
        left.service = ticket->service;
        left.counter = ticket->counter.value_or(model::CounterId{});
    }
    if (command.kind == model::WordKind::Complaint)
        open_follow_up(ticket, model::FollowUpCause::Complaint);
    return std::move(events_);
}

Decision Decider::operator()(const model::StepFollowUp& command) {
    const auto found = state_.follow_ups().find(command.number);
    if (found == state_.follow_ups().end())
        return refuse(Refusal::UnknownFollowUp);
    if (command.step < FollowUpStep::Assigned || command.step > FollowUpStep::Closed)
        return refuse(Refusal::BadRequest, "this step of a follow-up is not known");
    if (!acceptable(command.note, model::kWordLimit) || !acceptable(command.to.value, kIdLimit))
        return refuse(Refusal::BadRequest, "the note or the name is too long or not plain text");
    if (command.step == FollowUpStep::Assigned) {
        if (command.to.value.empty())
            return refuse(Refusal::BadRequest, "to whom it is assigned is missing");
        if (!hall_.staff.empty() && model::find(hall_.staff, command.to) == nullptr)
            return refuse(Refusal::UnknownClerk);
    } else if (base::trim(command.note).empty()) {
        return refuse(Refusal::BadRequest, "please say in a few words what was done");
    }
    model::Event& stepped = add(EventKind::FollowUpStepped);
    stepped.number = command.number;
    stepped.ticket = found->second;
    stepped.value = static_cast<int>(command.step);
    stepped.clerk = command.to;
    stepped.note = command.note;
    return std::move(events_);
}

/// Of the days before, the state knows nothing but how many tickets there were.
Decision Decider::operator()(const model::EraseVisitor& command) {
    const Ticket* ticket = ticket_of(command.ticket, command.token);
    if (ticket != nullptr && model::is_live(ticket->state))
        return refuse(Refusal::VisitStillOpen);
    const bool earlier = command.token.empty() && command.ticket != model::TicketId{} &&
                         command.ticket <= state_.last_ticket();
    if (ticket == nullptr && !earlier)
        return refuse(Refusal::UnknownTicket);
    add(EventKind::VisitorErased).ticket = ticket != nullptr ? ticket->id : command.ticket;
    return std::move(events_);
}

Decision Decider::operator()(const model::RecordAccess& command) {
    if (command.what.empty() || !acceptable(command.what))
        return refuse(Refusal::BadRequest, "what was looked at is missing, too long or not plain text");
    model::Event& recorded = add(EventKind::AccessRecorded);
    recorded.ticket = command.ticket;
    recorded.reason = command.what;
    return std::move(events_);
}

} // namespace queue
