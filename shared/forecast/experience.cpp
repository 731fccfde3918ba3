#include "shared/forecast/experience.h"

#include "shared/queue/decide.h"

#include <fmt/format.h>

#include <algorithm>

namespace forecast {

using model::CounterState;
using model::Event;
using model::EventKind;
using model::Ticket;
using model::TicketState;

namespace {

std::vector<base::Duration> configured_times(const model::Hall& hall) {
    std::vector<base::Duration> times;
    times.reserve(hall.services.size());
    for (const model::Service& service : hall.services)
        times.push_back(service.typical);
    return times;
}

base::Duration waited(const Ticket& ticket, base::WallTime at) {
    return std::max(base::Duration::zero(), at - ticket.issued);
}

} // namespace

Experience::Experience(SharedPremises premises)
    : premises_(std::move(premises)), speeds_(configured_times(premises_->hall)),
      visits_(premises_->hall.services.size()), pauses_(premises_), arrivals_(*premises_) {}

std::optional<std::size_t> Experience::position(const model::ServiceId& service) const {
    const auto found = premises_->layout.services.find(service);
    return found == premises_->layout.services.end() ? std::nullopt : std::optional(found->second);
}

std::string Experience::clerk_at(const model::CounterStatus& status) {
    return status.clerk.value.empty() ? fmt::format("#{}", status.id.value) : status.clerk.value;
}

Experience::Desk Experience::desk(model::CounterId counter) const {
    const auto found = desks_.find(counter);
    return found == desks_.end() ? Desk{} : found->second;
}

std::int64_t Experience::draw_gap_ms(Random& random, Free why, std::int64_t elapsed) const {
    const Sample& gaps = gaps_[static_cast<std::size_t>(why)];
    if (gaps.empty())
        return 0;
    // Longer than ever: the clerk is away from the button, and may be back at any moment.
    return gaps.draw_beyond(random, elapsed).value_or(elapsed + gaps.draw(random)) - elapsed;
}

std::int64_t Experience::draw_reaction_ms(Random& random) const {
    return reactions_.empty() ? 0 : reactions_.draw(random);
}

void Experience::observe(const queue::State& before, const Event& event, base::WallTime midnight) {
    midnight_ = midnight;
    switch (event.kind) {
    case EventKind::DayBegan:
        return observe_day(event);
    case EventKind::CounterOpened:
    case EventKind::CounterResumed:
    case EventKind::CounterPaused:
    case EventKind::CounterClosed:
        return observe_counter(before, event);
    case EventKind::TicketIssued:
        return observe_issue(event);
    case EventKind::TicketCalled:
        return observe_call(before, event);
    case EventKind::ServiceFinished:
        return observe_end(before, event, {});
    case EventKind::TicketParked:
        away_.insert(event.ticket);
        return observe_end(before, event, {Onward::Kind::Parks, 0});
    case EventKind::TicketTransferred:
        if (const auto service = position(event.service))
            observe_end(before, event, {Onward::Kind::Moves, *service});
        moved_.insert(event.ticket);
        return;
    case EventKind::TicketNoShow:
        return observe_missed(before, event);
    case EventKind::TicketReturned:
        return observe_return(before, event);
    case EventKind::StepUndone:
        away_.erase(event.ticket);
        moved_.erase(event.ticket);
        return;
    case EventKind::PlaceYielded: // what was promised was promised without it
        promises_.erase(event.ticket);
        return;
    case EventKind::AlarmRaised:
    case EventKind::AlarmWithdrawn:
        return observe_alarm(before, event);
    case EventKind::TicketCancelled:
        visits_.gave_up();
        [[fallthrough]];
    case EventKind::TicketExpired:
        promises_.erase(event.ticket);
        away_.erase(event.ticket);
        return;
    default:
        return;
    }
}

Experience Experience::under(SharedPremises premises) const {
    Experience other = *this;
    other.premises_ = std::move(premises);
    return other;
}

void Experience::observe_day(const Event&) {
    pauses_.begin_day();
    arrivals_.begin_day();
    moved_.clear();
    away_.clear();
    promises_.clear();
}

void Experience::observe_counter(const queue::State& before, const Event& event) {
    const queue::Desk* desk = before.desk(event.counter);
    if (desk == nullptr || event.reason == queue::kDayEnded)
        return;
    const model::CounterStatus& status = desk->status;
    if (status.state == CounterState::Open)
        pauses_.was_open(since_midnight(status.since), since_midnight(event.at));
    if (event.kind == EventKind::CounterOpened)
        pauses_.opened(event.counter, since_midnight(event.at));
    if (event.kind == EventKind::CounterClosed)
        pauses_.closed(event.counter, since_midnight(event.at));
    if (event.kind == EventKind::CounterPaused)
        pauses_.paused(event.counter, since_midnight(event.at));
    if (status.state == CounterState::Paused && event.kind == EventKind::CounterResumed)
        pauses_.resumed(event.counter, since_midnight(status.since), since_midnight(event.at));
    become_free(event.counter, Free::AfterOpening, event.at);
}

void Experience::observe_issue(const Event& event) {
    visits_.came();
    if (event.foreseen && event.foreseen->point < kHorizon) // beyond it nothing was foreseen
        promises_[event.ticket] = {event.at, *event.foreseen};
    const auto service = position(event.service);
    const auto channel = premises_->layout.channels.find(event.channel);
    if (service && channel != premises_->layout.channels.end())
        arrivals_.came(channel->second, *service, since_midnight(event.at), event.entry - event.at);
}

void Experience::observe_call(const queue::State& before, const Event& event) {
    if (const auto promise = promises_.find(event.ticket); promise != promises_.end()) {
        calibration_.observe(promise->second.raw, event.at - promise->second.at);
        promises_.erase(promise);
    }
    const Ticket* ticket = before.ticket(event.ticket);
    if (ticket == nullptr)
        return;
    visits_.called(waited(*ticket, event.at));
    const auto free = desks_.find(event.counter);
    if (free == desks_.end())
        return;
    const base::WallTime callable = std::max(ticket->since, ticket->entry);
    if (callable <= free->second.since)
        gaps_[static_cast<std::size_t>(free->second.why)].add(event.at - free->second.since);
    else
        reactions_.add(event.at - callable);
}

void Experience::observe_end(const queue::State& before, const Event& event, const Onward& onward) {
    const Ticket* ticket = before.ticket(event.ticket);
    const queue::Desk* desk = before.desk(event.counter);
    if (ticket == nullptr || desk == nullptr)
        return;
    const auto service = position(ticket->service);
    const bool at_counter = ticket->state == TicketState::Called || ticket->state == TicketState::Serving;
    if (!service || !at_counter)
        return;
    if (desk->called >= evacuated_)
        speeds_.observe(*service, clerk_at(desk->status), event.at - desk->called);
    visits_.ended(*service, moved_before(event.ticket), onward);
    become_free(event.counter, Free::AfterService, event.at);
}

void Experience::observe_missed(const queue::State& before, const Event& event) {
    const Ticket* ticket = before.ticket(event.ticket);
    const queue::Desk* desk = before.desk(event.counter);
    if (ticket == nullptr || desk == nullptr)
        return;
    visits_.missed(waited(*ticket, desk->called), event.at - desk->called);
    away_.insert(event.ticket);
    become_free(event.counter, Free::AfterMissed, event.at);
}

/// What an evacuation interrupts says nothing of other days: neither how long a visit takes, nor a gap, nor
/// whether a promise was good.
void Experience::observe_alarm(const queue::State& before, const Event& event) {
    const bool evacuates =
        event.kind == EventKind::AlarmRaised && event.value == static_cast<int>(model::AlarmKind::Evacuation);
    if (!evacuates && !before.evacuated())
        return;
    evacuated_ = event.at;
    desks_.clear();
    promises_.clear();
}

void Experience::observe_return(const queue::State& before, const Event& event) {
    away_.erase(event.ticket);
    if (const Ticket* ticket = before.ticket(event.ticket))
        visits_.returned(event.at - ticket->since, ticket->state == TicketState::NoShow);
}

} // namespace forecast
