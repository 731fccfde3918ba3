#include "display/lamps/signals.h"

#include <algorithm>

namespace display {

void Signals::called(model::CounterId counter, bool ring, base::SteadyTime now) {
    calls_[counter] = {now, ring};
}

void Signals::follow(const model::Board& board, base::SteadyTime now) {
    const bool evacuated = board.alarm && board.alarm->kind == model::AlarmKind::Evacuation;
    const auto calls = [&](model::CounterId counter) {
        if (evacuated)
            return false;
        const auto status = board.counters.find(counter);
        if (status == board.counters.end() || !status->second.ticket)
            return false;
        const auto ticket = board.tickets.find(*status->second.ticket);
        return ticket != board.tickets.end() && ticket->second.state == model::TicketState::Called;
    };
    std::erase_if(calls_, [&](const auto& call) { return !calls(call.first); });
    for (const auto& [counter, status] : board.counters)
        if (calls(counter))
            calls_.try_emplace(counter, Call{now - kFlashing, false});
}

bool Signals::is_on(SignalOptions::Kind kind, model::CounterId counter, base::SteadyTime now) const {
    const auto call = calls_.find(counter);
    if (call == calls_.end())
        return false;
    const base::Duration age = now - call->second.at;
    if (kind == SignalOptions::Kind::Bell)
        return call->second.rings && age < kRing;
    return age >= kFlashing || age / kHalfFlash % 2 == 0;
}

std::optional<base::SteadyTime> Signals::next_change(base::SteadyTime now) const {
    std::optional<base::SteadyTime> next;
    const auto take = [&](base::SteadyTime time) {
        if (time > now && (!next || time < *next))
            next = time;
    };
    for (const auto& [counter, call] : calls_) {
        const base::Duration age = now - call.at;
        if (age < kFlashing)
            take(call.at + (age / kHalfFlash + 1) * kHalfFlash);
        if (call.rings)
            take(call.at + kRing);
    }
    return next;
}

} // namespace display
