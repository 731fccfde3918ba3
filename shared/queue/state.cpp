#include "shared/queue/state.h"

#include "shared/queue/pick.h"

#include <algorithm>

namespace queue {

State::State(model::Hall hall)
    : hall_(std::move(hall)), layout_(hall_), notices_(hall_.notices), lines_(layout_),
      staffed_(hall_.services.size()) {
    for (const model::Counter& counter : hall_.counters)
        desks_[counter.id].status.id = counter.id;
}

const model::Ticket* State::ticket(model::TicketId id) const {
    const auto found = tickets_.find(id);
    return found == tickets_.end() ? nullptr : &found->second;
}

const Desk* State::desk(model::CounterId id) const {
    const auto found = desks_.find(id);
    return found == desks_.end() ? nullptr : &found->second;
}

int State::last_number(const std::string& letter) const {
    const auto found = numbers_.find(letter);
    return found == numbers_.end() ? 0 : found->second;
}

int State::emergencies_waiting() const {
    std::size_t count = 0;
    for (std::size_t channel = 0; channel < hall_.channels.size(); ++channel) {
        if (!hall_.channels[channel].emergency)
            continue;
        for (std::size_t service = 0; service < hall_.services.size(); ++service) {
            count += lines_.line(service, channel).size();
            for (const auto& [counter, own] : lines_.own())
                count += own[service * lines_.channels() + channel].size();
        }
    }
    return static_cast<int>(count);
}

std::optional<model::TicketId> State::next_for(model::CounterId counter, base::WallTime now) const {
    const auto desk = layout_.desks.find(counter);
    if (desk == layout_.desks.end())
        return std::nullopt;
    const auto next = pick(layout_, desk->second, counter, staffed_, lines_, now);
    return next ? std::optional(next->place.id) : std::nullopt;
}

} // namespace queue
