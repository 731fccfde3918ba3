#include "shared/queue/reach.h"

#include <algorithm>

namespace queue {

bool helped_out(const State& state, std::size_t service, base::WallTime now) {
    if (state.staffed()[service] == 0)
        return true;
    for (std::size_t channel = 0; channel < state.lines().channels(); ++channel)
        if (const Place* oldest = state.lines().head(service, channel);
            oldest != nullptr && now - oldest->entry > state.hall().rules.backup_after)
            return true;
    return false;
}

bool may_call(const State& state, model::CounterId counter, const model::Ticket& ticket, base::WallTime now) {
    const auto desk = state.layout().desks.find(counter);
    const auto service = state.layout().services.find(ticket.service);
    if (desk == state.layout().desks.end() || service == state.layout().services.end())
        return false;
    if (ticket.state != model::TicketState::Waiting || ticket.entry > now)
        return false;
    const auto among = [&](const std::vector<std::size_t>& services) {
        return std::ranges::find(services, service->second) != services.end();
    };
    if (ticket.counter)
        return *ticket.counter == counter && (among(desk->second.services) || among(desk->second.backup));
    return among(desk->second.services) ||
           (among(desk->second.backup) && helped_out(state, service->second, now));
}

const model::Channel& channel_of(const State& state, const model::Ticket& ticket) {
    const model::Channel* channel = model::find(state.hall().channels, ticket.channel);
    return channel == nullptr ? state.hall().channels.front() : *channel;
}

} // namespace queue
