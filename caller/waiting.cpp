#include "caller/waiting.h"

#include <algorithm>
#include <tuple>

namespace caller {

namespace {

bool serves(const model::Counter& counter, const model::ServiceId& service) {
    return std::ranges::find(counter.services, service) != counter.services.end();
}

template <typename Wanted>
std::vector<const model::Ticket*> those(const model::Board& board, const model::CounterId& id,
                                        Wanted wanted) {
    std::vector<const model::Ticket*> tickets;
    const model::Counter* counter = find(board.hall.counters, id);
    if (counter == nullptr)
        return tickets;
    for (const auto& [ticket_id, ticket] : board.tickets)
        if (serves(*counter, ticket.service) && wanted(ticket))
            tickets.push_back(&ticket);
    return tickets;
}

/// Where a ticket stands in the line: the smallest is next.
using Turn = std::tuple<bool, base::WallTime, base::Duration, base::WallTime, model::TicketId>;

Turn turn(const model::Board& board, const model::Ticket& ticket, base::WallTime now) {
    const model::Channel* channel = find(board.hall.channels, ticket.channel);
    const base::Duration wait = now - ticket.entry;
    const bool emergency = channel != nullptr && channel->emergency && ticket.approved;
    if (emergency)
        return {false, *ticket.approved, {}, ticket.entry, ticket.id};
    base::Duration credit = wait;
    if (channel != nullptr) {
        credit = channel->head_start + wait * channel->multiplier / 1000;
        if (channel->cap)
            credit = std::min(credit, wait + *channel->cap);
    }
    return {true, {}, -credit, ticket.entry, ticket.id};
}

} // namespace

std::vector<const model::Ticket*> in_order(const model::Board& board, const model::CounterId& counter,
                                           base::WallTime now) {
    auto tickets = those(board, counter, [&](const model::Ticket& ticket) {
        return ticket.state == model::TicketState::Waiting && ticket.entry <= now &&
               (!ticket.counter || *ticket.counter == counter);
    });
    std::ranges::sort(tickets, {}, [&](const model::Ticket* ticket) { return turn(board, *ticket, now); });
    return tickets;
}

std::vector<const model::Ticket*> to_approve(const model::Board& board, const model::CounterId& counter) {
    auto tickets = those(board, counter, [](const model::Ticket& ticket) {
        return ticket.state == model::TicketState::Waiting && ticket.approval == model::Approval::Pending;
    });
    std::ranges::sort(tickets, {}, [](const model::Ticket* t) { return std::pair(t->entry, t->id); });
    return tickets;
}

std::vector<const model::Ticket*> set_aside(const model::Board& board, const model::CounterId& counter) {
    auto tickets = those(board, counter, [&](const model::Ticket& ticket) {
        if (ticket.state == model::TicketState::Parked)
            return !ticket.counter || *ticket.counter == counter;
        return ticket.state == model::TicketState::NoShow;
    });
    std::ranges::sort(tickets, std::greater{},
                      [](const model::Ticket* t) { return std::pair(t->since, t->id); });
    return tickets;
}

} // namespace caller
