#include "shared/model/board.h"

#include <algorithm>

namespace model {

namespace {

bool may_be_called(const Board& board, const Ticket& ticket) {
    return ticket.state == TicketState::Waiting && ticket.entry <= board.now;
}

/// Forgets the ended tickets that ended first, so that a follower's memory does not grow with the day.
void forget_oldest_ended(Board& board) {
    std::vector<const Ticket*> ended;
    for (const auto& [id, ticket] : board.tickets)
        if (!is_live(ticket.state))
            ended.push_back(&ticket);
    if (ended.size() <= kRememberFinished)
        return;
    const auto oldest = std::ranges::min_element(ended, [](const Ticket* a, const Ticket* b) {
        return std::pair(a->since, a->id) < std::pair(b->since, b->id);
    });
    board.tickets.erase((*oldest)->id);
}

} // namespace

void apply(Board& board, const Update& update) {
    board.seq = update.event.seq;
    board.now = std::max(board.now, update.event.at);
    if (update.event.kind == EventKind::DayBegan) {
        board.day = update.event.day;
        board.tickets.clear();
        board.pauses.clear();
    }
    for (const Ticket& ticket : update.tickets) {
        board.tickets[ticket.id] = ticket;
        forget_oldest_ended(board);
    }
    for (const CounterStatus& counter : update.counters)
        board.counters[counter.id] = counter;
    if (update.device)
        board.devices[update.device->id] = *update.device;
    if (update.notices)
        board.notices = *update.notices;
    for (const Counter& counter : update.assigned)
        if (const auto found = std::ranges::find(board.hall.counters, counter.id, &Counter::id);
            found != board.hall.counters.end())
            *found = counter;
    if (update.event.kind == EventKind::ServicePaused)
        board.pauses[update.event.service] = pause_of(update.event);
    if (update.event.kind == EventKind::ServiceResumed)
        board.pauses.erase(update.event.service);
    if (update.event.kind == EventKind::AlarmRaised || update.event.kind == EventKind::AlarmWithdrawn)
        board.alarm = update.alarm;
}

ServicePause pause_of(const Event& event) {
    ServicePause pause{event.reason, event.at, std::nullopt};
    if (event.entry > event.at)
        pause.until = event.entry;
    return pause;
}

bool is_paused(const Board& board, const ServiceId& service) {
    const auto found = board.pauses.find(service);
    return found != board.pauses.end() && (!found->second.until || board.now < *found->second.until);
}

int waiting_for(const Board& board, const CounterId& counter) {
    const Counter* found = find(board.hall.counters, counter);
    if (found == nullptr)
        return 0;
    const auto status = board.counters.find(counter);
    const Duties duty =
        duties(board.hall, *found, status == board.counters.end() ? ClerkId{} : status->second.clerk);
    const auto serves = [&](const Ticket& ticket) {
        if (ticket.counter && *ticket.counter != counter)
            return false;
        return std::ranges::find(duty.services, ticket.service) != duty.services.end();
    };
    return static_cast<int>(std::ranges::count_if(board.tickets, [&](const auto& entry) {
        return may_be_called(board, entry.second) && serves(entry.second);
    }));
}

int waiting_for(const Board& board, const ServiceId& service) {
    return static_cast<int>(std::ranges::count_if(board.tickets, [&](const auto& entry) {
        return may_be_called(board, entry.second) && entry.second.service == service;
    }));
}

} // namespace model
