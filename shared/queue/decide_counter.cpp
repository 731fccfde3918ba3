#include "shared/queue/decider.h"

#include "shared/queue/notices.h"

#include <fmt/format.h>

#include <algorithm>

namespace queue {

using model::CounterState;
using model::EventKind;
using model::Refusal;

namespace {

constexpr std::size_t kDevicesLimit = 1000;

} // namespace

/// What became of a clerk's pass; a wrong one is remembered.
std::optional<Refused> Decider::objection_to_pass(model::CounterId counter, const model::ClerkId& clerk,
                                                  model::Proof proof) {
    if (hall_.staff.empty() || proof == model::Proof::Trusted)
        return std::nullopt;
    if (model::find(hall_.staff, clerk) == nullptr)
        return Refused{Refusal::UnknownClerk, {}};
    if (state_.is_locked(clerk, now_.time))
        return Refused{Refusal::ClerkLocked, {}};
    if (proof == model::Proof::Shown)
        return std::nullopt;
    Refused refused{Refusal::WrongPass, {}};
    if (proof == model::Proof::Failed) {
        model::Event& failed = add(EventKind::LogInFailed);
        failed.counter = counter;
        failed.clerk = clerk;
        refused.events = std::move(events_);
    }
    return refused;
}

/// One clerk at one counter; a supervisor may take it over.
std::optional<Refused> Decider::objection_to_seat(const Desk& desk, const model::OpenCounter& command) const {
    const CounterState state = desk.status.state;
    const bool takes_over = command.take_over && state != CounterState::Closed;
    if (!takes_over && state == CounterState::Open)
        return Refused{Refusal::CounterAlreadyOpen, {}};
    if (!takes_over && state == CounterState::Paused)
        return Refused{Refusal::CounterPaused, {}};
    if (takes_over && desk.status.clerk == command.clerk)
        return Refused{Refusal::CounterAlreadyOpen, {}};
    const model::Staff* staff = model::find(hall_.staff, command.clerk);
    if (takes_over && (staff == nullptr || !staff->supervisor))
        return Refused{Refusal::NotSupervisor, {}};
    for (const auto& [id, other] : state_.desks())
        if (id != command.counter && !command.clerk.value.empty() &&
            other.status.state != CounterState::Closed && other.status.clerk == command.clerk)
            return Refused{Refusal::ClerkElsewhere, fmt::format("at counter {}", id.value)};
    const model::Counter* counter = model::find(hall_.counters, command.counter);
    if (counter != nullptr && model::duties(hall_, *counter, command.clerk) == model::Duties{})
        return Refused{Refusal::NotServedHere, "this clerk serves none of the counter's matters"};
    return std::nullopt;
}

Decision Decider::operator()(const model::OpenCounter& command) {
    const Desk* desk = state_.desk(command.counter);
    if (desk == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (!acceptable(command.clerk.value, kIdLimit))
        return refuse(Refusal::BadRequest, "the clerk's number is too long or not plain text");
    if (auto objection = objection_to_seat(*desk, command))
        return std::unexpected(std::move(*objection));
    if (auto objection = objection_to_pass(command.counter, command.clerk, command.pass.proof))
        return std::unexpected(std::move(*objection));

    model::Event& opened = add(EventKind::CounterOpened);
    opened.counter = command.counter;
    opened.clerk = command.clerk;
    if (desk->status.state != CounterState::Closed)
        opened.reason = desk->status.clerk.value;
    return std::move(events_);
}

/// Those whom, were this counter closed, nobody would serve today.
int Decider::waiting_only_for(model::CounterId counter) const {
    const auto someone_else = [&](const model::Ticket& ticket) {
        return std::ranges::any_of(state_.desks(), [&](const auto& entry) {
            return entry.first != counter && entry.second.status.state != CounterState::Closed &&
                   can_serve(state_, entry.first, ticket.service);
        });
    };
    return static_cast<int>(std::ranges::count_if(state_.tickets(), [&](const auto& entry) {
        const model::Ticket& ticket = entry.second;
        if (ticket.state != model::TicketState::Waiting || ticket.entry > now_.time)
            return false;
        if (ticket.counter)
            return *ticket.counter == counter;
        return can_serve(state_, counter, ticket.service) && !someone_else(ticket);
    }));
}

/// Where the hall knows its supervisors, one of them answers for it.
std::optional<Refused> Decider::objection_to_override(const model::CloseCounter& command) {
    if (std::ranges::none_of(hall_.staff, &model::Staff::supervisor) ||
        command.pass.proof == model::Proof::Trusted)
        return std::nullopt;
    if (auto objection = objection_to_pass(command.counter, command.supervisor, command.pass.proof))
        return objection;
    if (!model::find(hall_.staff, command.supervisor)->supervisor)
        return Refused{Refusal::NotSupervisor, {}};
    return std::nullopt;
}

Decision Decider::operator()(const model::CloseCounter& command) {
    const Desk* desk = state_.desk(command.counter);
    if (desk == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (!acceptable(command.reason) || !acceptable(command.note) ||
        !acceptable(command.supervisor.value, kIdLimit))
        return refuse(Refusal::BadRequest, "the reason or the note is too long or not plain text");
    if (desk->status.state == CounterState::Closed)
        return refuse(Refusal::CounterNotOpen);
    if (desk->status.ticket)
        return refuse(Refusal::CounterBusy);
    const bool drains = now_.minute() >= hall_.closes;
    if (const int count = drains ? waiting_only_for(command.counter) : 0; count > 0) {
        if (!command.reason.starts_with(kOverride))
            return refuse(Refusal::VisitorsStillWaiting, fmt::format("{} of them", count));
        if (auto objection = objection_to_override(command))
            return std::unexpected(std::move(*objection));
    }

    model::Event& closed = add(EventKind::CounterClosed);
    closed.counter = command.counter;
    closed.clerk = desk->status.clerk;
    closed.reason = command.reason;
    closed.note = command.note;
    closed.declared = {command.supervisor.value};
    return std::move(events_);
}

Decision Decider::operator()(const model::PauseCounter& command) {
    if (!acceptable(command.reason))
        return refuse(Refusal::BadRequest, "the reason is too long or not plain text");
    if (command.until && (*command.until <= now_.time || *command.until - now_.time > kLongestPause))
        return refuse(Refusal::BadRequest, "the expected return is not within the next 24 hours");
    const auto desk = open_desk(command.counter);
    if (!desk)
        return std::unexpected(desk.error());
    if ((*desk)->status.ticket)
        return refuse(Refusal::CounterBusy);
    model::Event& paused = add(EventKind::CounterPaused);
    paused.counter = command.counter;
    paused.clerk = (*desk)->status.clerk;
    paused.reason = command.reason;
    paused.entry = command.until.value_or(base::WallTime{});
    return std::move(events_);
}

Decision Decider::operator()(const model::ResumeCounter& command) {
    const Desk* desk = state_.desk(command.counter);
    if (desk == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (desk->status.state == CounterState::Closed)
        return refuse(Refusal::CounterNotOpen);
    if (desk->status.state != CounterState::Paused)
        return refuse(Refusal::CounterNotPaused);
    model::Event& resumed = add(EventKind::CounterResumed);
    resumed.counter = command.counter;
    resumed.clerk = desk->status.clerk;
    return std::move(events_);
}

Decision Decider::operator()(const model::CallHelp& command) {
    const Desk* desk = state_.desk(command.counter);
    if (desk == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (desk->status.state == CounterState::Closed)
        return refuse(Refusal::CounterNotOpen);
    if (desk->status.help == command.help)
        return std::move(events_);
    model::Event& called = add(EventKind::HelpCalled);
    called.counter = command.counter;
    called.clerk = desk->status.clerk;
    called.value = static_cast<int>(command.help);
    return std::move(events_);
}

Decision Decider::operator()(const model::EndHelp& command) {
    const Desk* desk = state_.desk(command.counter);
    if (desk == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (!desk->status.help)
        return std::move(events_);
    model::Event& ended = add(EventKind::HelpEnded);
    ended.counter = command.counter;
    ended.clerk = desk->status.clerk;
    return std::move(events_);
}

Decision Decider::operator()(const model::PostNotices& command) {
    if (command.notices.size() > kNoticesLimit)
        return refuse(Refusal::BadRequest, fmt::format("at most {} notices, please", kNoticesLimit));
    for (const model::Names& notice : command.notices)
        for (const auto& [language, text] : notice.by_language())
            if (!acceptable(language, kIdLimit) || !acceptable(text, kNoticeLimit))
                return refuse(Refusal::BadRequest, "a notice is too long or not plain text");
    if (command.notices == state_.notices())
        return std::move(events_);
    add(EventKind::NoticesPosted).note = write_notices(command.notices);
    return std::move(events_);
}

Decision Decider::operator()(const model::ReportDevice& command) {
    if (command.device.value.empty() || !acceptable(command.device.value, kIdLimit))
        return refuse(Refusal::BadRequest, "the device has no name or too long a one");
    if (!acceptable(command.detail))
        return refuse(Refusal::BadRequest, "the detail is too long or not plain text");
    if (command.state < model::DeviceState::Well || command.state > model::DeviceState::Gone)
        return refuse(Refusal::BadRequest, "this state of a device is not known");
    const auto known = state_.devices().find(command.device);
    if (known == state_.devices().end() && state_.devices().size() >= kDevicesLimit)
        return refuse(Refusal::Overloaded, "too many devices");
    if (known != state_.devices().end() && known->second.state == command.state &&
        known->second.detail == command.detail)
        return std::move(events_);

    model::Event& reported = add(EventKind::DeviceReported);
    reported.device = command.device;
    reported.value = static_cast<int>(command.state);
    reported.reason = command.detail;
    return std::move(events_);
}

} // namespace queue
