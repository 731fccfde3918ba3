#include "caller/waiting.h"

#include <algorithm>
#include <tuple>

namespace caller {

namespace {

bool serves(const model::Duties& duties, const model::ServiceId& service) {
    return std::ranges::find(duties.services, service) != duties.services.end();
}

template <typename Wanted>
std::vector<const model::Ticket*> those(const model::Board& board, const model::CounterId& id,
                                        Wanted wanted) {
    std::vector<const model::Ticket*> tickets;
    const model::Counter* counter = find(board.hall.counters, id);
    if (counter == nullptr)
        return tickets;
    const auto status = board.counters.find(id);
    const auto duties = model::duties(
        board.hall, *counter, status == board.counters.end() ? model::ClerkId{} : status->second.clerk);
    for (const auto& [ticket_id, ticket] : board.tickets)
        if (serves(duties, ticket.service) && wanted(ticket))
            tickets.push_back(&ticket);
    return tickets;
}

/// Where a ticket stands in the line: the smallest is next.
using Turn = std::tuple<bool, base::WallTime, base::Duration, base::WallTime, model::TicketId>;

Turn turn(const model::Board& board, const model::Ticket& ticket, base::WallTime now) {
    const Credit credit = credit_of(board, ticket, now);
    if (credit.emergency)
        return {false, *ticket.approved, {}, ticket.entry, ticket.id};
    return {true, {}, -credit.credit, ticket.entry, ticket.id};
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

Credit credit_of(const model::Board& board, const model::Ticket& ticket, base::WallTime now) {
    const model::Channel* channel = find(board.hall.channels, ticket.channel);
    Credit credit;
    credit.wait = credit.credit = now - ticket.entry;
    if (channel == nullptr)
        return credit;
    credit.emergency = channel->emergency && ticket.approved;
    credit.head_start = channel->head_start;
    credit.multiplier = channel->multiplier;
    credit.credit = channel->head_start + credit.wait * channel->multiplier / 1000;
    credit.capped = channel->cap && credit.credit > credit.wait + *channel->cap;
    if (credit.capped)
        credit.credit = credit.wait + *channel->cap;
    return credit;
}

bool is_overdue(const model::Board& board, const model::Ticket& ticket, base::WallTime now) {
    return ticket.state == model::TicketState::Parked && ticket.parking != model::Parking::WithoutPapers &&
           now - ticket.since > board.hall.rules.park_reminder;
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
            return ticket.parking == model::Parking::WithoutPapers || !ticket.counter ||
                   *ticket.counter == counter;
        return ticket.state == model::TicketState::NoShow;
    });
    std::ranges::sort(tickets, std::greater{},
                      [](const model::Ticket* t) { return std::pair(t->since, t->id); });
    return tickets;
}

} // namespace caller
