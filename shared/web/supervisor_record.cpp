#include "shared/web/supervisor_record.h"

#include "shared/web/alerts.h"

#include <string_view>
#include <utility>

namespace web {

using model::EventKind;

namespace {

constexpr std::string_view kDutyReason = "duty"; ///< as CounterAlerted has it

} // namespace

/// Another one than the one that was seen before.
void SupervisorRecord::raise(const std::string& alert, base::WallTime at) {
    acknowledged_.erase(alert);
    raised_[alert] = at;
}

void SupervisorRecord::apply(const model::Event& event) {
    switch (event.kind) {
    case EventKind::DayBegan:
        acknowledged_.clear();
        raised_.clear();
        numbers_.clear();
        ended_.reset();
        break;
    case EventKind::DayEnded:
        ended_ = Ended{event.at, event.reason};
        break;
    case EventKind::DayReopened:
        ended_.reset();
        break;
    case EventKind::TicketIssued:
        numbers_[event.ticket] = event.number;
        break;
    case EventKind::AlertAcknowledged:
        acknowledged_[event.reason] = {event.clerk, event.at};
        break;
    case EventKind::CounterAlerted:
        raise(event.reason == kDutyReason ? duty_name(event.counter) : idle_name(event.counter), event.at);
        break;
    case EventKind::HelpCalled:
        raise(help_name(event.counter), event.at);
        break;
    case EventKind::FollowUpOpened:
        open_follow_up(event);
        break;
    case EventKind::FollowUpStepped:
        step_follow_up(event);
        break;
    default:
        break;
    }
    last_ =
        event.kind == EventKind::WordLeft || event.kind == EventKind::TicketRated ? event : model::Event{};
}

void SupervisorRecord::open_follow_up(const model::Event& event) {
    if (follow_ups_.size() >= kMostFollowUps)
        forget_closed();
    if (follow_ups_.size() >= kMostFollowUps)
        return;
    FollowUp opened;
    opened.name = event.number;
    opened.cause = static_cast<model::FollowUpCause>(event.value);
    opened.opened = event.at;
    opened.due = event.entry;
    opened.ticket = event.ticket;
    opened.service = event.service;
    opened.counter = event.counter;
    if (const auto number = numbers_.find(event.ticket); number != numbers_.end())
        opened.number = number->second;
    if (last_.kind == EventKind::WordLeft && last_.ticket == event.ticket)
        opened.said = last_.note;
    if (last_.kind == EventKind::TicketRated && last_.ticket == event.ticket) {
        opened.said = last_.reason;
        opened.score = last_.value;
    }
    follow_ups_[event.number] = std::move(opened);
}

void SupervisorRecord::step_follow_up(const model::Event& event) {
    const auto found = follow_ups_.find(event.number);
    if (found == follow_ups_.end())
        return;
    FollowUp& follow_up = found->second;
    const auto step = static_cast<model::FollowUpStep>(event.value);
    follow_up.steps.push_back({event.at, step, {event.declared.value}, event.clerk, event.note});
    if (step == model::FollowUpStep::Assigned)
        follow_up.to = event.clerk;
    follow_up.closed = follow_up.closed || step == model::FollowUpStep::Closed;
}

void SupervisorRecord::forget_closed() {
    std::erase_if(follow_ups_, [](const auto& entry) { return entry.second.closed; });
}

} // namespace web
