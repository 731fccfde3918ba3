#include "shared/queue/decider.h"

#include "shared/base/text.h"
#include "shared/model/hours.h"
#include "shared/model/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace queue {

using model::Event;
using model::EventKind;
using model::Refusal;
using model::Ticket;

std::unexpected<Refused> refuse(Refusal refusal, std::string detail) {
    return std::unexpected(Refused{refusal, std::move(detail)});
}

bool acceptable(std::string_view text, std::size_t limit) {
    return text.size() <= limit && base::is_utf8(text) && base::one_line(text) == text;
}

std::string ticket_number(const std::string& letter, int number) {
    return fmt::format("{}{:03}", letter, number);
}

std::optional<int> document_bits(const std::vector<int>& documents, std::size_t of) {
    constexpr std::size_t kMostBits = 31;
    unsigned bits = 0;
    for (const int document : documents) {
        const auto position = static_cast<std::size_t>(document);
        if (document < 0 || position >= std::min(of, kMostBits) || (bits >> position & 1U) != 0)
            return std::nullopt;
        bits |= 1U << position;
    }
    return static_cast<int>(bits);
}

std::vector<int> documents_of(int bits) {
    std::vector<int> documents;
    for (int document = 0; document < 31; ++document)
        if ((static_cast<unsigned>(bits) >> static_cast<unsigned>(document) & 1U) != 0)
            documents.push_back(document);
    return documents;
}

bool can_serve(const State& state, model::CounterId counter, const model::ServiceId& service) {
    const auto desk = state.layout().desks.find(counter);
    const auto position = state.layout().services.find(service);
    if (desk == state.layout().desks.end() || position == state.layout().services.end())
        return false;
    const auto has = [&](const std::vector<std::size_t>& services) {
        return std::ranges::find(services, position->second) != services.end();
    };
    return has(desk->second.services) || has(desk->second.backup);
}

Decider::Decider(const State& state, const Now& now) : state_(state), hall_(state.hall()), now_(now) {
    now_.time = std::max(now.time, state.now());
}

Event& Decider::add(EventKind kind) {
    Event event;
    event.seq = state_.seq() + events_.size() + 1;
    event.at = now_.time;
    event.kind = kind;
    event.day = state_.day();
    return events_.emplace_back(std::move(event));
}

Event& Decider::add(EventKind kind, const Ticket& ticket) {
    Event& event = add(kind);
    event.ticket = ticket.id;
    event.number = ticket.number;
    return event;
}

namespace {

/// After closing time somebody new is taken in only where somebody is there to serve.
bool is_staffed(const State& state, const model::ServiceId& service) {
    return std::ranges::any_of(state.desks(), [&](const auto& entry) {
        return entry.second.status.state != model::CounterState::Closed &&
               can_serve(state, entry.first, service);
    });
}

} // namespace

bool Decider::served_after_hours(const model::ServiceId& service) const {
    if (now_.minute() < hall_.closes)
        return true;
    return hall_.rules.late_arrivals == model::LateArrivals::Serve && is_staffed(state_, service);
}

/// Whoever comes while the last hour of the service's day runs is still taken in.
bool Decider::in_hours(const model::Service& service) const {
    return model::is_offered(service.hours, now_.day, now_.minute());
}

Decision decide(const State& state, const model::Command& command, const Now& now) {
    if (state.day() == 0)
        return refuse(Refusal::HallClosed, "the day has not begun");
    return std::visit(Decider(state, now), command);
}

namespace {

/// These say themselves who did it.
bool names_its_doer(EventKind kind) {
    return kind == EventKind::FollowUpStepped || kind == EventKind::AlertAcknowledged ||
           kind == EventKind::AccessRecorded;
}

void name_doer(Event& event, const model::ClerkId& by) {
    if (event.kind == EventKind::FollowUpStepped)
        event.declared = {by.value};
    else
        event.clerk = by;
}

Event order_event(const Order& order, const model::Command& command, const Event& first) {
    Event ordered;
    ordered.seq = first.seq;
    ordered.at = first.at;
    ordered.kind = EventKind::ActionOrdered;
    ordered.day = first.day;
    ordered.ticket = first.ticket;
    ordered.counter = first.counter;
    ordered.service = first.service;
    ordered.clerk = order.by;
    ordered.device = order.device;
    ordered.reason = model::word(command);
    return ordered;
}

} // namespace

Decision decide_ordered(const State& state, model::Command command, const Order& order, const Now& now) {
    if (!acceptable(order.by.value, kIdLimit))
        return refuse(Refusal::BadRequest, "the supervisor's number is too long or not plain text");
    const model::Staff* staff = model::find(state.hall().staff, order.by);
    if (!order.trusted && (staff == nullptr || !state.is_signed_in(order.by, order.device, now.time)))
        return refuse(Refusal::NotSignedIn);
    if (!order.trusted && !staff->supervisor)
        return refuse(Refusal::NotSupervisor);
    std::visit(
        [](auto& kind) {
            if constexpr (requires { kind.pass; })
                kind.pass.proof = model::Proof::Trusted;
        },
        command);
    Decision decision = decide(state, command, now);
    if (!decision || decision->empty())
        return decision;
    std::vector<Event>& events = *decision;
    if (names_its_doer(events.front().kind)) {
        name_doer(events.front(), order.by);
        return decision;
    }
    const Event ordered = order_event(order, command, events.front());
    for (Event& event : events)
        ++event.seq;
    events.insert(events.begin(), ordered);
    return decision;
}

bool accepting(const State& state, const Now& now) {
    if (state.day_ended())
        return false;
    if (now.minute() < state.hall().closes)
        return true;
    return state.hall().rules.late_arrivals == model::LateArrivals::Serve &&
           std::ranges::any_of(state.hall().services,
                               [&](const model::Service& service) { return is_staffed(state, service.id); });
}

} // namespace queue
