#include "shared/queue/rule.h"

#include <algorithm>

namespace queue {

std::int64_t credit(const model::Channel& channel, base::WallTime entry, base::WallTime now) {
    const std::int64_t wait = (now - entry).count();
    const std::int64_t earned = channel.head_start.count() * 1000 + channel.multiplier * wait;
    if (!channel.cap)
        return earned;
    return std::min(earned, (wait + channel.cap->count()) * 1000);
}

Rank rank(const model::Channel& channel, const Place& place, base::WallTime now) {
    if (channel.emergency)
        return {0, 0, place};
    return {1, -credit(channel, place.entry, now), place};
}

std::optional<base::Duration> guarantee(const model::Hall& hall) {
    base::Duration widest{};
    for (const model::Channel& channel : hall.channels) {
        if (channel.emergency)
            continue;
        const bool only_head_start = channel.multiplier <= 1000;
        if (!channel.cap && !only_head_start)
            return std::nullopt;
        const base::Duration most = only_head_start ? channel.head_start : *channel.cap;
        widest = std::max(widest, channel.cap ? std::min(most, *channel.cap) : most);
    }
    return widest;
}

} // namespace queue
