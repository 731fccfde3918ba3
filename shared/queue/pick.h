#pragma once

#include "shared/queue/lines.h"
#include "shared/queue/rule.h"

#include <optional>
#include <vector>

namespace queue {

/// A ticket that is next, and the line it heads.
struct Pick {
    Place place;
    std::size_t service = 0;
    std::size_t channel = 0;
    bool own = false; ///< of the counter's own lines
};

/// Who is next at one counter. Written once and used for real calls (on Lines) and for the forecast (on its
/// copy of them): `lines` has head(service, channel), head_at(counter, service, channel) and
/// has_own(counter).
///
/// `staffed[service]` counts the open counters that have the service as their own; only where there is none,
/// or the oldest of it has waited longer than `backup_after`, do backup services count.
/// Costs O(services × channels), however many wait.
template <typename SomeLines>
std::optional<Pick> pick(const Layout& layout, const Layout::Desk& desk, model::CounterId counter,
                         const std::vector<int>& staffed, const SomeLines& lines, base::WallTime now) {
    const Place* best = nullptr;
    std::int64_t best_credit = 0; // negative, as in Rank; compared first, for it nearly always decides
    Pick found;
    const auto consider = [&](const Place* place, std::size_t service, std::size_t channel, bool own) {
        if (place == nullptr || place->entry > now)
            return;
        const std::int64_t minus_credit = layout.weights[channel].minus_credit(place->entry, now);
        if (best != nullptr &&
            (minus_credit > best_credit || (minus_credit == best_credit && *best < *place)))
            return;
        best = place;
        best_credit = minus_credit;
        found = {*place, service, channel, own};
    };
    const auto consider_service = [&](std::size_t service) {
        for (std::size_t channel = 0; channel < layout.weights.size(); ++channel)
            consider(lines.head(service, channel), service, channel, false);
    };
    const auto needs_backup = [&](std::size_t service) {
        if (staffed[service] == 0)
            return true;
        for (std::size_t channel = 0; channel < layout.weights.size(); ++channel)
            if (const Place* oldest = lines.head(service, channel))
                if (now - oldest->entry > layout.backup_after)
                    return true;
        return false;
    };

    for (const std::size_t service : desk.services)
        consider_service(service);
    for (const std::size_t service : desk.backup)
        if (needs_backup(service))
            consider_service(service);
    if (lines.has_own(counter))
        for (const auto* services : {&desk.services, &desk.backup})
            for (const std::size_t service : *services)
                for (std::size_t channel = 0; channel < layout.weights.size(); ++channel)
                    consider(lines.head_at(counter, service, channel), service, channel, true);
    if (best == nullptr)
        return std::nullopt;
    return found;
}

} // namespace queue
