#include "shared/web/meter.h"

#include "shared/model/command.h"

#include <algorithm>

namespace web {

using model::Event;
using model::EventKind;

namespace {

/// A hall may have outcomes of its own, as many as it likes; a label must not.
std::string label_of(const std::string& outcome) {
    if (outcome.empty())
        return std::string(model::kDone);
    const bool known = outcome == model::kDone || outcome == model::kAccepted ||
                       outcome == model::kReturned || outcome == model::kReferred;
    return known ? outcome : "other";
}

} // namespace

void Histogram::add(base::Duration time) {
    for (std::size_t i = 0; i < kBounds.size(); ++i)
        if (time <= std::chrono::seconds(kBounds.at(i)))
            ++below.at(i);
    ++count;
    sum += time;
}

void Meter::put(const Event& event) {
    follow_ups_.put(event);
    if (event.kind == EventKind::DayBegan)
        live_.clear();
    if (event.kind == EventKind::TicketIssued)
        live_[event.ticket] = {event.service.value, event.channel.value, event.entry, {}, {}};
    const auto found = live_.find(event.ticket);
    if (found != live_.end() && event.seq > counted_after_)
        count(event, found->second);
    follow(event);
}

void Meter::count(const Event& event, const Live& live) {
    switch (event.kind) {
    case EventKind::TicketIssued:
        ++tally_.issued[{live.service, live.channel}];
        return;
    case EventKind::TicketCalled:
        ++tally_.called[{live.service, live.channel}];
        tally_.waits[live.service].add(std::max(base::Duration::zero(), event.at - live.joined));
        return;
    case EventKind::ServiceFinished:
        ++tally_.served[{live.service, label_of(event.reason)}];
        end_stay(event, live);
        return;
    case EventKind::TicketParked:
    case EventKind::TicketTransferred:
        end_stay(event, live);
        return;
    case EventKind::TicketNoShow:
        ++tally_.no_shows[live.service];
        return;
    case EventKind::TicketCancelled:
        ++tally_.cancelled[live.service];
        return;
    case EventKind::TicketExpired:
        ++tally_.expired[live.service];
        return;
    case EventKind::TicketRated:
        if (event.value >= 1 && event.value <= static_cast<int>(tally_.ratings.size()))
            ++tally_.ratings.at(static_cast<std::size_t>(event.value - 1));
        return;
    default:
        return;
    }
}

void Meter::end_stay(const Event& event, const Live& live) {
    const bool pressed = live.began >= live.called && live.began < event.at;
    tally_.services[live.service].add(
        std::max(base::Duration::zero(), event.at - (pressed ? live.began : live.called)));
}

/// What the ticket's next event will need.
void Meter::follow(const Event& event) {
    const auto found = live_.find(event.ticket);
    if (found == live_.end())
        return;
    Live& live = found->second;
    switch (event.kind) {
    case EventKind::TicketCalled:
        live.called = event.at;
        live.began = {};
        return;
    case EventKind::ServiceStarted:
        live.began = event.at;
        return;
    case EventKind::TicketTransferred:
        live.service = event.service.value;
        live.joined = event.at;
        return;
    case EventKind::TicketReturned:
        live.joined = event.at;
        return;
    case EventKind::TicketApproved:
    case EventKind::TicketReclassed:
        live.channel = event.channel.value;
        return;
    default:
        return;
    }
}

} // namespace web
