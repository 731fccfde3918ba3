#include "shared/queue/decider.h"

#include "shared/queue/notices.h"

#include <fmt/format.h>

#include <algorithm>

namespace queue {

using model::CounterState;
using model::EventKind;
using model::Refusal;

namespace {

constexpr std::size_t kIdLimit = 32;
constexpr std::size_t kDevicesLimit = 1000;

} // namespace

Decision Decider::operator()(const model::OpenCounter& command) {
    const Desk* desk = state_.desk(command.counter);
    if (desk == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (!acceptable(command.clerk.value, kIdLimit))
        return refuse(Refusal::BadRequest, "the clerk's number is too long or not plain text");
    if (desk->status.state == CounterState::Open)
        return refuse(Refusal::CounterAlreadyOpen);
    if (desk->status.state == CounterState::Paused)
        return refuse(Refusal::CounterPaused);
    for (const auto& [id, other] : state_.desks())
        if (!command.clerk.value.empty() && other.status.state != CounterState::Closed &&
            other.status.clerk == command.clerk)
            return refuse(Refusal::ClerkElsewhere, fmt::format("at counter {}", id.value));

    model::Event& opened = add(EventKind::CounterOpened);
    opened.counter = command.counter;
    opened.clerk = command.clerk;
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

Decision Decider::operator()(const model::CloseCounter& command) {
    const Desk* desk = state_.desk(command.counter);
    if (desk == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (!acceptable(command.reason))
        return refuse(Refusal::BadRequest, "the reason is too long or not plain text");
    if (desk->status.state == CounterState::Closed)
        return refuse(Refusal::CounterNotOpen);
    if (desk->status.ticket)
        return refuse(Refusal::CounterBusy);
    const bool drains = now_.minute() >= hall_.closes;
    if (drains && !command.reason.starts_with(kOverride))
        if (const int count = waiting_only_for(command.counter); count > 0)
            return refuse(Refusal::VisitorsStillWaiting, fmt::format("{} of them", count));

    model::Event& closed = add(EventKind::CounterClosed);
    closed.counter = command.counter;
    closed.clerk = desk->status.clerk;
    closed.reason = command.reason;
    return std::move(events_);
}

Decision Decider::operator()(const model::PauseCounter& command) {
    if (!acceptable(command.reason))
        return refuse(Refusal::BadRequest, "the reason is too long or not plain text");
    const auto desk = open_desk(command.counter);
    if (!desk)
        return std::unexpected(desk.error());
    if ((*desk)->status.ticket)
        return refuse(Refusal::CounterBusy);
    model::Event& paused = add(EventKind::CounterPaused);
    paused.counter = command.counter;
    paused.clerk = (*desk)->status.clerk;
    paused.reason = command.reason;
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
