#include "shared/queue/rule.h"

namespace queue {

Weight::Weight(const model::Channel& channel)
    : head_start(channel.head_start.count() * 1000), multiplier(channel.multiplier),
      cap(channel.cap ? channel.cap->count() * 1000 : kNoCap), emergency(channel.emergency) {}

std::int64_t credit(const model::Channel& channel, base::WallTime entry, base::WallTime now) {
    return Weight(channel).credit(entry, now);
}

Rank rank(const model::Channel& channel, const Place& place, base::WallTime now) {
    return rank(Weight(channel), place, now);
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
