#include "caller/buttons/strokes.h"

#include <algorithm>
#include <set>

namespace caller {

namespace {

constexpr bool is_modifier(Usage usage) {
    return usage >= key::kFirstModifier && usage <= key::kLast;
}

} // namespace

std::optional<Usage> Strokes::take(int part, const usb::KeysDown& keys, base::SteadyTime now) {
    std::set<Usage> wanted;
    for (const Usage usage : keys.usages)
        if (usage != key::kNumLock)
            wanted.insert(canonical(usage));

    auto& held = down_[part];
    std::erase_if(let_go_, [&](const auto& one) { return now - one.second.at >= bounce_; });
    std::erase_if(held, [&](const auto& one) {
        if (wanted.contains(one.first))
            return false;
        let_go_[one.first] = {now, one.second};
        return true;
    });

    std::vector<Usage> fresh;
    for (const Usage usage : wanted) {
        if (held.contains(usage))
            continue;
        const auto bounced = let_go_.find(usage);
        const bool bounces = bounced != let_go_.end() && usage != key::kZero;
        if (!bounces && !is_down(usage) && !is_modifier(usage))
            fresh.push_back(usage);
        held.emplace(usage, bounces ? bounced->second.held : Held{now});
    }
    if (fresh.size() != 1 || modified())
        return std::nullopt;
    return fresh.front();
}

bool Strokes::is_down(Usage usage) const {
    return std::ranges::any_of(down_, [&](const auto& part) { return part.second.contains(usage); });
}

bool Strokes::modified() const {
    for (const auto& [part, held] : down_)
        for (const auto& [usage, how] : held)
            if (is_modifier(usage) && !how.stuck)
                return true;
    return false;
}

std::optional<Usage> Strokes::tick(base::SteadyTime now) {
    for (auto& [part, held] : down_)
        for (auto& [usage, how] : held)
            if (!how.stuck && now - how.since >= kStuck) {
                how.stuck = true;
                return usage;
            }
    return std::nullopt;
}

std::optional<base::SteadyTime> Strokes::next_deadline() const {
    std::optional<base::SteadyTime> next;
    for (const auto& [part, held] : down_)
        for (const auto& [usage, how] : held)
            if (!how.stuck)
                next = std::min(next.value_or(how.since + kStuck), how.since + kStuck);
    return next;
}

bool Strokes::stuck() const {
    for (const auto& [part, held] : down_)
        for (const auto& [usage, how] : held)
            if (how.stuck)
                return true;
    return false;
}

void Strokes::forget() {
    down_.clear();
    let_go_.clear();
}

} // namespace caller
