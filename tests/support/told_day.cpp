#include "tests/support/told_day.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace support {

using model::Event;
using model::EventKind;
using model::TicketId;

namespace {

bool is_live(ToldDay::Place place) {
    return place != ToldDay::Place::Finished && place != ToldDay::Place::Gone;
}

} // namespace

std::string ToldDay::take(const Event& event) {
    switch (event.kind) {
    case EventKind::DayBegan:
        return begin_day(event);
    case EventKind::TicketIssued:
        return issue(event);
    case EventKind::TicketCalled:
        return call(event);
    case EventKind::TicketRecalled:
        return at_counter(event, {Place::Called}, Place::Called);
    case EventKind::ServiceStarted:
        return at_counter(event, {Place::Called}, Place::Serving);
    case EventKind::ServiceFinished:
        return at_counter(event, {Place::Serving}, Place::Finished);
    case EventKind::TicketNoShow:
        return at_counter(event, {Place::Called}, Place::Missed);
    case EventKind::TicketParked:
        return at_counter(event, {Place::Called, Place::Serving}, Place::Parked);
    case EventKind::TicketReturned:
        return elsewhere(event, {Place::Parked, Place::Missed}, Place::Waiting);
    case EventKind::TicketCancelled:
        return elsewhere(event, {Place::Waiting, Place::Parked, Place::Missed}, Place::Gone);
    case EventKind::TicketExpired:
        return elsewhere(event, {Place::Waiting, Place::Called, Place::Serving, Place::Parked, Place::Missed},
                         Place::Gone);
    case EventKind::TicketRated: {
        const auto found = visitors_.find(event.ticket);
        if (found == visitors_.end() || found->second.place != Place::Finished || found->second.rated)
            return "was rated and cannot be";
        found->second.rated = true;
        return {};
    }
    case EventKind::CounterOpened:
        return open_.insert(event.counter).second ? "" : "opens a counter that is open";
    case EventKind::CounterClosed:
        if (seats_.contains(event.counter))
            return "closes a counter with a visitor";
        return open_.erase(event.counter) == 1 ? "" : "closes a counter that is closed";
    default:
        return {};
    }
}

const ToldDay::Visitor* ToldDay::visitor(TicketId ticket) const {
    const auto found = visitors_.find(ticket);
    return found == visitors_.end() ? nullptr : &found->second;
}

std::optional<TicketId> ToldDay::at(model::CounterId counter) const {
    const auto found = seats_.find(counter);
    return found == seats_.end() ? std::nullopt : std::optional(found->second);
}

std::string ToldDay::begin_day(const Event& event) {
    if (event.day <= day_)
        return "is a day that was before";
    if (!open_.empty() ||
        std::ranges::any_of(visitors_, [](const auto& entry) { return is_live(entry.second.place); }))
        return "begins while the day before is not over";
    day_ = event.day;
    visitors_.clear();
    waiting_.clear();
    numbers_.clear();
    return {};
}

std::string ToldDay::issue(const Event& event) {
    if (event.ticket.value != last_.value + 1)
        return fmt::format("issues ticket {} after {}", event.ticket.value, last_.value);
    last_ = event.ticket;
    const std::string letter = event.number.substr(0, 1);
    const std::string next = fmt::format("{}{:03}", letter, ++numbers_[letter]);
    visitors_[event.ticket] = {event.number, Place::Waiting, {}, false, false};
    waiting_.insert(event.ticket);
    return event.number == next ? "" : fmt::format("gives {} where {} is next", event.number, next);
}

std::string ToldDay::call(const Event& event) {
    const auto found = visitors_.find(event.ticket);
    if (found == visitors_.end() || found->second.place != Place::Waiting)
        return "calls somebody who does not wait";
    if (!open_.contains(event.counter))
        return "calls to a counter that is closed";
    if (!seats_.emplace(event.counter, event.ticket).second)
        return "calls to a counter with a visitor";
    Visitor& called = found->second;
    const auto first =
        std::ranges::find_if(waiting_, [&](TicketId waiting) { return !visitors_.at(waiting).returned; });
    const bool in_turn = called.returned || first == waiting_.end() || *first == event.ticket;
    const std::string passed = in_turn ? "" : visitors_.at(*first).number;
    waiting_.erase(event.ticket);
    called.place = Place::Called;
    called.counter = event.counter;
    return in_turn ? "" : fmt::format("calls {} before {}", called.number, passed);
}

std::string ToldDay::at_counter(const Event& event, std::set<Place> from, Place to) {
    const auto found = visitors_.find(event.ticket);
    if (found == visitors_.end() || !from.contains(found->second.place) ||
        found->second.counter != event.counter || at(event.counter) != event.ticket)
        return "is of a visitor who is not there";
    if (to == Place::Called || to == Place::Serving)
        found->second.place = to;
    else
        leave(event.ticket, found->second, to);
    return {};
}

std::string ToldDay::elsewhere(const Event& event, std::set<Place> from, Place to) {
    const auto found = visitors_.find(event.ticket);
    if (found == visitors_.end() || !from.contains(found->second.place))
        return "is of a visitor with whom that cannot be done";
    leave(event.ticket, found->second, to);
    if (to != Place::Waiting)
        return {};
    found->second.returned = true;
    waiting_.insert(event.ticket);
    return {};
}

void ToldDay::leave(TicketId ticket, Visitor& visitor, Place to) {
    if (visitor.place == Place::Called || visitor.place == Place::Serving)
        seats_.erase(visitor.counter);
    waiting_.erase(ticket);
    visitor.place = to;
    visitor.counter = {};
}

} // namespace support
