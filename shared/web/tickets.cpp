#include "shared/web/tickets.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace web {

namespace {

constexpr int kAsksAMinute = 1800, kAsksAtOnce = 60;

const model::Ticket* on_board(const State& state, const model::TicketId& id) {
    const auto found = state.board.tickets.find(id);
    return found == state.board.tickets.end() ? nullptr : &found->second;
}

/// Whether something has happened to it that a visitor has to know at once.
bool is_other(const model::Ticket& now, const model::Ticket& before) {
    const auto seen = [](const model::Ticket& ticket) {
        return std::tie(ticket.state, ticket.counter, ticket.calls, ticket.entry, ticket.returns,
                        ticket.rated, ticket.service, ticket.channel, ticket.approval, ticket.parking);
    };
    return seen(now) != seen(before);
}

} // namespace

Tickets::Tickets(Courier& courier, const base::Clock& clock)
    : courier_(courier), clock_(clock), asking_(kAsksAMinute, kAsksAtOnce) {}

bool Tickets::is_known(const std::string& token) const {
    const std::lock_guard lock(mutex_);
    return entries_.contains(token);
}

Tickets::Need Tickets::need(const Entry& entry, const State& state, base::SteadyTime now) const {
    if (!state.fresh)
        return Need::None;
    const model::Ticket& before = entry.found.ticket;
    const model::Ticket* ticket = on_board(state, before.id);
    const bool has_news = state.board.seq > entry.seq;
    if (has_news && (ticket == nullptr ? model::is_live(before.state) : is_other(*ticket, before)))
        return Need::Must;
    const bool is_near = has_news && entry.found.ahead <= kNearAhead;
    return now - entry.asked >= (is_near ? kNear : kFar) ? Need::Some : Need::None;
}

std::expected<Found, Tickets::Missing> Tickets::find(const std::string& token, const State& state,
                                                     bool anew) {
    const auto now = clock_.steady();
    std::optional<Found> before;
    Need need = Need::Must;
    {
        const std::lock_guard lock(mutex_);
        const auto entry = entries_.find(token);
        const bool yesterday = entry != entries_.end() && state.fresh && entry->second.day != state.board.day;
        if (yesterday)
            entries_.erase(entry);
        else if (entry != entries_.end()) {
            entry->second.used = now;
            before = entry->second.found;
            need = anew && state.fresh ? Need::Must : this->need(entry->second, state, now);
        }
    }
    if (before && (need == Need::None || (need == Need::Some && !asking_.allow("", now))))
        return *before;
    auto found = ask(token, state);
    if (!found && found.error() == Missing::OutOfReach && before)
        return *before;
    return found;
}

std::expected<Found, Tickets::Missing> Tickets::ask(const std::string& token, const State& state) {
    const auto answer = courier_.find_ticket(token);
    if (!answer)
        return std::unexpected(Missing::OutOfReach);
    if (!answer->ok() || !answer->ticket) {
        const std::lock_guard lock(mutex_);
        entries_.erase(token);
        return std::unexpected(answer->refusal == model::Refusal::UnknownTicket ? Missing::Unknown
                                                                                : Missing::OutOfReach);
    }
    Found found{*answer->ticket, answer->ahead, answer->forecast};
    keep(token, {found, state.board.day, answer->seq, clock_.steady(), clock_.steady()});
    return found;
}

void Tickets::keep(const std::string& token, Entry entry) {
    const std::lock_guard lock(mutex_);
    if (entries_.size() >= kMost && !entries_.contains(token))
        entries_.erase(
            std::ranges::min_element(entries_, {}, [](const auto& one) { return one.second.used; }));
    entries_.insert_or_assign(token, std::move(entry));
}

} // namespace web
