#include "shared/queue/explain.h"

#include "shared/queue/decide.h"
#include "shared/queue/decider.h"
#include "shared/queue/rule.h"

#include <algorithm>

namespace queue {

using model::Event;
using model::EventKind;
using model::Explanation;
using model::Overtook;
using model::Ticket;
using model::TicketState;

namespace {

const model::Channel& channel_of(const model::Hall& hall, const Ticket& ticket) {
    const model::Channel* channel = model::find(hall.channels, ticket.channel);
    return channel == nullptr ? hall.channels.front() : *channel;
}

Overtook how(const model::Hall& hall, const Event& call, const Ticket& other, const Ticket& own) {
    if (call.reason == kPicked)
        return Overtook::Picked;
    if (channel_of(hall, other).emergency)
        return Overtook::Emergency;
    return other.entry < own.entry ? Overtook::EarlierEntry : Overtook::Credit;
}

/// Whether the counter that called somebody else could have called this ticket instead.
bool could_call(const State& state, const Event& call, const Ticket& own) {
    if (own.state != TicketState::Waiting || own.entry > call.at)
        return false;
    if (own.counter)
        return *own.counter == call.counter;
    return can_serve(state, call.counter, own.service);
}

void note_overtaking(Explanation& explanation, const State& before, const Event& call, const Ticket& own) {
    const Ticket* other = before.ticket(call.ticket);
    if (other == nullptr || other->id < own.id || !could_call(before, call, own))
        return;
    const model::Hall& hall = before.hall();
    explanation.passed_by.push_back({other->number, how(hall, call, *other, own), call.at,
                                     credit(channel_of(hall, *other), other->entry, call.at),
                                     credit(channel_of(hall, own), own.entry, call.at),
                                     other->entry - own.entry});
}

void describe(Explanation& explanation, const State& state, const Ticket& own, base::WallTime at) {
    const model::Channel& channel = channel_of(state.hall(), own);
    explanation.number = own.number;
    explanation.channel = own.channel;
    explanation.entry = own.entry;
    explanation.emergency = channel.emergency;
    explanation.waited = std::max(base::Duration::zero(), at - own.entry);
    explanation.credit = credit(channel, own.entry, at);
}

} // namespace

std::optional<Explanation> explain(const model::Hall& hall, std::span<const Event> events,
                                   model::TicketId ticket, base::WallTime now) {
    if (hall.channels.empty())
        return std::nullopt;
    State state(hall);
    Explanation explanation;
    explanation.ticket = ticket;
    explanation.guarantee = guarantee(hall);
    for (const Event& event : events) {
        const Ticket* own = state.ticket(ticket);
        if (own != nullptr && event.kind == EventKind::TicketCalled) {
            if (event.ticket == ticket) {
                describe(explanation, state, *own, event.at);
                explanation.called_at = event.at;
                explanation.counter = event.counter;
                explanation.picked = event.reason == kPicked;
                return explanation;
            }
            note_overtaking(explanation, state, event, *own);
        }
        apply(state, event);
    }
    const Ticket* own = state.ticket(ticket);
    if (own == nullptr)
        return std::nullopt;
    describe(explanation, state, *own, std::max(now, state.now()));
    return explanation;
}

} // namespace queue
