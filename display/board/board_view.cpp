#include "display/board/board_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <ranges>

namespace display {

namespace {

using model::TicketState;

bool was_called_here(const model::Ticket& ticket) {
    return ticket.counter && (ticket.state == TicketState::Called || ticket.state == TicketState::Serving);
}

base::LocalTime local_time(std::optional<base::Zone>& zone, const std::string& name, base::WallTime time) {
    try {
        if (!zone || zone->name() != name)
            zone.emplace(name);
        return zone->local(time);
    } catch (const std::exception&) {
        return base::Zone("UTC").local(time); // the hall checked its zone; this machine may not know it
    }
}

} // namespace

bool Contents::has_new_call() const {
    return std::ranges::any_of(large,
                               [](const ShownCall& call) { return call.attention != Attention::Steady; });
}

void BoardView::replaced(const model::Board& board) {
    std::vector<const model::Ticket*> called;
    for (const auto& [id, ticket] : board.tickets)
        if (was_called_here(ticket))
            called.push_back(&ticket);
    std::ranges::sort(called, [](const model::Ticket* a, const model::Ticket* b) {
        return std::pair(a->since, a->id) > std::pair(b->since, b->id);
    });
    std::map<model::TicketId, std::optional<base::SteadyTime>> rung;
    for (const Past& call : past_)
        rung[call.ticket] = call.rung;
    past_.clear();
    for (const model::Ticket* ticket : called | std::views::take(kMostRecent))
        past_.push_back({ticket->id, ticket->number, *ticket->counter, ticket->state == TicketState::Called,
                         rung[ticket->id]});
}

void BoardView::updated(const model::Update& update, const model::Board& board, base::SteadyTime now) {
    const model::Event& event = update.event;
    const auto found = std::ranges::find(past_, event.ticket, &Past::ticket);
    switch (event.kind) {
    case model::EventKind::TicketCalled:
    case model::EventKind::TicketRecalled:
        ring(event, board, now);
        break;
    case model::EventKind::ServiceStarted:
    case model::EventKind::ServiceFinished:
        if (found != past_.end()) {
            found->coming = false;
            found->rung.reset();
        }
        break;
    case model::EventKind::TicketNoShow:
    case model::EventKind::TicketParked:
    case model::EventKind::TicketReturned:
    case model::EventKind::TicketTransferred:
    case model::EventKind::TicketCancelled:
    case model::EventKind::TicketExpired:
        forget(event.ticket);
        break;
    case model::EventKind::DayBegan:
        past_.clear();
        break;
    default:
        break;
    }
}

void BoardView::ring(const model::Event& event, const model::Board& board, base::SteadyTime now) {
    forget(event.ticket);
    const auto ticket = board.tickets.find(event.ticket);
    const std::string& number = ticket != board.tickets.end() ? ticket->second.number : event.number;
    past_.push_front({event.ticket, number, event.counter, true, now});
    if (past_.size() > kMostRecent)
        past_.pop_back();
}

void BoardView::forget(model::TicketId ticket) {
    std::erase_if(past_, [&](const Past& call) { return call.ticket == ticket; });
}

void BoardView::out_of_touch() {
    if (currency_ == Currency::Current)
        currency_ = Currency::NotCurrent;
}

Attention BoardView::attention(const Past& call, base::SteadyTime now) const {
    if (!call.coming || !call.rung || now >= *call.rung + kNew)
        return Attention::Steady;
    const auto age = now - *call.rung;
    if (age >= kFlash)
        return Attention::New;
    return age / kHalfPeriod % 2 == 0 ? Attention::Lit : Attention::Dimmed;
}

ShownCall BoardView::shown(const Past& call, const model::Board& board, base::SteadyTime now) const {
    ShownCall shown{call.number, call.counter, {}, false, attention(call, now)};
    if (const auto* counter = model::find(board.hall.counters, call.counter))
        shown.location = counter->location;
    if (const auto ticket = board.tickets.find(call.ticket); ticket != board.tickets.end()) {
        const auto* channel = model::find(board.hall.channels, ticket->second.channel);
        shown.green = channel != nullptr && channel->green;
    }
    return shown;
}

ShownCounter BoardView::shown(const model::CounterStatus& status, const model::Counter& counter,
                              const model::Board& board, base::WallTime hall_time,
                              base::SteadyTime now) const {
    ShownCounter shown{.id = counter.id, .state = status.state, .location = counter.location};
    const auto ticket = status.ticket ? board.tickets.find(*status.ticket) : board.tickets.end();
    if (ticket != board.tickets.end()) {
        shown.number = ticket->second.number;
        shown.coming = ticket->second.state == TicketState::Called;
    }
    for (const Past& call : past_)
        if (status.ticket == call.ticket && call.counter == counter.id)
            shown.attention = attention(call, now);
    if (status.state == model::CounterState::Closed)
        return shown;
    shown.clerk.staff_number = status.clerk.value;
    if (const auto* staff = model::find(board.hall.staff, status.clerk))
        shown.clerk.name = staff->name;
    if (status.state == model::CounterState::Paused && status.until && *status.until > hall_time) {
        const auto back = local_time(zone_, board.hall.zone, *status.until);
        shown.until = fmt::format("{:02}:{:02}", back.hour, back.minute);
    }
    return shown;
}

Contents BoardView::contents(const model::Board* board, base::WallTime hall_time,
                             base::SteadyTime now) const {
    Contents contents;
    if (board == nullptr)
        return contents;
    contents.currency = currency_;
    contents.hall = board->hall.name;
    contents.time = local_time(zone_, board->hall.zone, hall_time);
    contents.accepting = board->accepting;
    contents.notices = board->notices;
    const bool current = currency_ == Currency::Current;

    for (const Past& call : past_) {
        if (!current)
            break;
        const bool young = call.rung && now < *call.rung + kNew;
        if (call.coming && contents.large.size() < kMostLarge && (contents.large.empty() || young))
            contents.large.push_back(shown(call, *board, now));
        else
            contents.recent.push_back(shown(call, *board, now));
    }
    for (const model::Counter& counter : board->hall.counters) {
        const auto status = board->counters.find(counter.id);
        const bool known = current && status != board->counters.end();
        contents.counters.push_back(known ? shown(status->second, counter, *board, hall_time, now)
                                          : ShownCounter{.id = counter.id, .location = counter.location});
    }
    for (const model::Service& service : board->hall.services) {
        ShownService line{service.letter, service.name, std::nullopt, {}};
        if (current) {
            line.waiting = model::waiting_for(*board, service.id);
            const auto outlook = std::ranges::find(board->outlooks, service.id, &model::Outlook::service);
            if (outlook != board->outlooks.end())
                line.wait = model::rounded(outlook->forecast);
        }
        contents.services.push_back(std::move(line));
    }
    return contents;
}

base::SteadyTime BoardView::next_deadline(base::WallTime hall_time, base::SteadyTime now) const {
    const auto into_minute = hall_time.time_since_epoch() % std::chrono::minutes(1);
    base::SteadyTime next = now + std::chrono::minutes(1) - into_minute;
    for (const Past& call : past_) {
        if (!call.coming || !call.rung || now >= *call.rung + kNew)
            continue;
        const auto age = now - *call.rung;
        const base::Duration change = age < kFlash ? (age / kHalfPeriod + 1) * kHalfPeriod : kNew;
        next = std::min(next, *call.rung + change);
    }
    return next;
}

} // namespace display
