#include "shared/queue/update.h"

#include <iterator>

namespace queue {

using model::EventKind;
using model::Ticket;

namespace {

Ticket public_part(Ticket ticket) {
    ticket.note.clear();
    ticket.person.clear();
    ticket.token.clear();
    ticket.words = 0;
    ticket.score = 0; // no clerk learns before the shift's end how he was rated
    return ticket;
}

model::Hall public_part(model::Hall hall) {
    hall.appointments.clear();
    hall.retention = {};
    for (model::Staff& one : hall.staff) {
        one.pin.clear();
        one.card.clear();
    }
    return hall;
}

/// Counters that serve something else since the event. A new day's are all told: what was before is not known
/// any more.
std::vector<model::Counter> assigned_by(const State& state, const model::Event& event) {
    if (event.kind == EventKind::DayBegan)
        return state.hall().counters;
    if (event.kind == EventKind::ServicesAssigned)
        if (const model::Counter* counter = model::find(state.hall().counters, event.counter))
            return {*counter};
    return {};
}

} // namespace

model::Update after(const State& state, const model::Event& event) {
    model::Update update;
    update.event = event;
    update.event.note.clear();
    update.event.person.clear();
    update.event.token.clear();
    update.event.foreseen.reset();
    if (event.kind == EventKind::WordLeft || event.kind == EventKind::FollowUpOpened)
        update.event.value = 0; // nobody at a counter learns of it from a screen
    if (event.kind == EventKind::TicketRated) {
        update.event.value = 0;
        update.event.count = 0;
        update.event.reason.clear();
    }
    if (const Ticket* ticket = state.ticket(event.ticket))
        update.tickets.push_back(public_part(*ticket));
    if (event.kind == EventKind::DayBegan) {
        for (const auto& [id, desk] : state.desks())
            update.counters.push_back(desk.status);
    } else if (event.kind == EventKind::TicketExpired) {
        if (const Ticket* ticket = state.ticket(event.ticket); ticket != nullptr && ticket->counter)
            if (const Desk* desk = state.desk(*ticket->counter))
                update.counters.push_back(desk->status);
    } else if (const Desk* desk = state.desk(event.counter)) {
        update.counters.push_back(desk->status);
    }
    if (const auto device = state.devices().find(event.device); device != state.devices().end())
        update.device = device->second;
    update.assigned = assigned_by(state, event);
    if (event.kind == EventKind::NoticesPosted)
        update.notices = state.notices();
    if (event.kind == EventKind::AlarmRaised)
        update.alarm = state.alarm();
    if (event.kind == EventKind::AlarmWithdrawn)
        for (const auto& [id, desk] : state.desks()) // whoever is called there is called for the first time
            if (const Ticket* present = desk.status.ticket ? state.ticket(*desk.status.ticket) : nullptr)
                update.tickets.push_back(public_part(*present));
    return update;
}

model::Board board(const State& state) {
    model::Board board;
    board.seq = state.seq();
    board.day = state.day();
    board.now = state.now();
    board.hall = public_part(state.hall());
    for (const auto& [id, ticket] : state.tickets())
        if (model::is_live(ticket.state))
            board.tickets[id] = public_part(ticket);
    auto ended = state.ended().rbegin();
    for (std::size_t count = 0; count < model::kRememberFinished && ended != state.ended().rend();
         ++count, ++ended)
        board.tickets[ended->second] = public_part(*state.ticket(ended->second));
    for (const auto& [id, desk] : state.desks())
        board.counters[id] = desk.status;
    board.devices = state.devices();
    board.notices = state.notices();
    board.alarm = state.alarm();
    board.pauses = state.service_pauses();
    return board;
}

} // namespace queue
