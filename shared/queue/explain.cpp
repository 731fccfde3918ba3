#include "shared/queue/explain.h"

#include "shared/queue/decide.h"
#include "shared/queue/reach.h"
#include "shared/queue/rule.h"

#include <algorithm>

namespace queue {

using model::ClockChange;
using model::ClockEvent;
using model::Event;
using model::EventKind;
using model::Explanation;
using model::Overtook;
using model::Ticket;
using model::TicketState;

namespace {

Overtook how(const State& state, const Event& call, const Ticket& other, const Ticket& own) {
    if (is_out_of_turn(call.reason))
        return Overtook::Picked;
    if (channel_of(state, other).emergency)
        return Overtook::Emergency;
    return other.entry < own.entry ? Overtook::EarlierEntry : Overtook::Credit;
}

/// As it stands at `at`: all that is told of the ticket itself.
void describe(Explanation& explanation, const State& state, const Ticket& own, base::WallTime at) {
    const model::Channel& channel = channel_of(state, own);
    explanation.number = own.number;
    explanation.channel = own.channel;
    explanation.entry = own.entry;
    explanation.emergency = channel.emergency;
    explanation.waited = std::max(base::Duration::zero(), at - own.entry);
    explanation.credit = credit(channel, own.entry, at);
    explanation.as_of = at;
    explanation.weights = {channel.head_start, channel.multiplier, channel.cap};
    explanation.capped =
        channel.cap && explanation.credit == ((at - own.entry) + *channel.cap).count() * 1000;
}

/// What the event did to a ticket's clock; nothing, mostly.
std::optional<ClockChange> change_of(const Event& event, const Ticket& before, const Ticket& after) {
    ClockChange change{ClockEvent::Reclassed, event.at, after.entry, {}, event.channel, event.service};
    switch (event.kind) {
    case EventKind::TicketIssued:
        change.how = ClockEvent::Appointment;
        return event.entry > event.at ? std::optional(change) : std::nullopt;
    case EventKind::TicketTransferred:
        change.how = ClockEvent::Transferred;
        change.by = event.at - event.entry;
        return change;
    case EventKind::TicketReturned:
        change.how = before.state == TicketState::NoShow ? ClockEvent::Missed : ClockEvent::SetAside;
        change.by = change.how == ClockEvent::Missed ? event.entry - before.entry : event.at - event.entry;
        return change;
    case EventKind::TicketApproved:
        change.how = ClockEvent::Approved;
        return change;
    case EventKind::PlaceYielded:
        change.how = ClockEvent::Yielded;
        change.by = event.entry - before.entry;
        return change;
    case EventKind::TicketReclassed:
        return change;
    default:
        return std::nullopt;
    }
}

} // namespace

Explainer::Explainer(model::Hall hall, model::TicketId ticket) : state_(std::move(hall)) {
    told_.ticket = ticket;
    told_.guarantee = guarantee(state_.hall());
}

void Explainer::see(const Event& event) {
    const Ticket* known = state_.ticket(told_.ticket);
    if (known != nullptr && event.kind == EventKind::TicketCalled)
        see_call(event, *known);
    if (event.ticket != told_.ticket)
        return apply(state_, event);
    const Ticket before = known == nullptr ? Ticket() : *known;
    apply(state_, event);
    see_own(event, before);
}

void Explainer::see_call(const Event& call, const Ticket& own) {
    if (call.ticket == told_.ticket) {
        describe(told_, state_, own, call.at);
        told_.called_at = call.at;
        told_.counter = call.counter;
        told_.picked = is_out_of_turn(call.reason);
        return;
    }
    const Ticket* other = state_.ticket(call.ticket);
    if (other == nullptr || other->id < own.id || !may_call(state_, call.counter, own, call.at))
        return;
    told_.passed_by.push_back({other->number, how(state_, call, *other, own), call.at,
                               credit(channel_of(state_, *other), other->entry, call.at),
                               credit(channel_of(state_, own), own.entry, call.at), other->entry - own.entry,
                               other->channel});
}

void Explainer::see_own(const Event& event, const Ticket& before) {
    const Ticket* own = state_.ticket(told_.ticket);
    if (own == nullptr)
        return; // it was issued on another day
    if (event.kind == EventKind::StepUndone) {
        told_ = before_;
        return;
    }
    before_ = told_;
    if (const auto change = change_of(event, before, *own))
        told_.clock.push_back(*change);
    const bool waits_again =
        event.kind == EventKind::TicketReturned || event.kind == EventKind::TicketTransferred;
    if (waits_again || event.kind == EventKind::TicketIssued) {
        told_.called_at.reset();
        told_.counter.reset();
        told_.picked = false;
    }
    if (!model::is_live(own->state) && !told_.called_at)
        describe(told_, state_, *own, event.at);
}

bool Explainer::complete() const {
    const Ticket* own = state_.ticket(told_.ticket);
    // A finish may still be taken back.
    return own != nullptr && !model::is_live(own->state) &&
           std::ranges::none_of(state_.desks(), [&](const auto& entry) {
               return entry.second.step && entry.second.step->before.id == told_.ticket;
           });
}

std::optional<Explanation> Explainer::explanation(base::WallTime now) const {
    const Ticket* own = state_.ticket(told_.ticket);
    if (own == nullptr)
        return std::nullopt;
    Explanation explanation = told_;
    explanation.state = own->state;
    if (own->state == TicketState::Waiting)
        describe(explanation, state_, *own, std::max(now, state_.now()));
    return explanation;
}

std::optional<Explanation> explain(const model::Hall& hall, std::span<const Event> events,
                                   model::TicketId ticket, base::WallTime now) {
    if (hall.channels.empty())
        return std::nullopt;
    Explainer explainer(hall, ticket);
    for (const Event& event : events) {
        if (explainer.complete())
            break;
        explainer.see(event);
    }
    return explainer.explanation(now);
}

} // namespace queue
