#include "shared/queue/decide.h"
#include "shared/queue/reach.h"

#include <algorithm>

namespace queue {

using model::CounterState;

namespace {

/// Somebody whom it may call has waited as long as it has called nobody.
bool is_idle(const State& state, const Desk& desk, base::WallTime now) {
    const base::Duration limit = state.hall().rules.idle_alert;
    if (state.evacuated() || desk.status.state != CounterState::Open || desk.status.ticket ||
        now - desk.free < limit)
        return false;
    return std::ranges::any_of(state.tickets(), [&](const auto& entry) {
        const model::Ticket& ticket = entry.second;
        return now - std::max(ticket.since, ticket.entry) >= limit &&
               may_call(state, desk.status.id, ticket, now);
    });
}

bool is_overworked(const State& state, const Desk& desk, base::WallTime now) {
    if (desk.status.state != CounterState::Open)
        return false;
    const Duty* duty = state.duty(desk.status.clerk);
    return duty != nullptr && now - duty->since >= state.hall().rules.duty_alert;
}

} // namespace

std::vector<model::Event> watch(const State& state, const Now& now) {
    std::vector<model::Event> events;
    const base::WallTime time = std::max(now.time, state.now());
    const auto alert = [&](const Desk& desk, std::string_view what, bool is, bool was) {
        if (is == was)
            return;
        model::Event event;
        event.seq = state.seq() + events.size() + 1;
        event.at = time;
        event.kind = model::EventKind::CounterAlerted;
        event.day = state.day();
        event.counter = desk.status.id;
        event.clerk = desk.status.clerk;
        event.reason = what;
        event.value = is ? 1 : 0;
        events.push_back(std::move(event));
    };
    for (const auto& [id, desk] : state.desks()) {
        alert(desk, kIdleAlert, is_idle(state, desk, time), desk.status.idle_alert);
        if (desk.status.state == CounterState::Open)
            alert(desk, kDutyAlert, is_overworked(state, desk, time), desk.status.duty_alert);
    }
    return events;
}

} // namespace queue
