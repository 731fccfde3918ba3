#include "shared/lab/as_it_was.h"

#include "shared/model/preset.h"
#include "shared/queue/decide.h"

#include <algorithm>
#include <map>
#include <set>

namespace lab {

using model::Event;
using model::EventKind;

namespace {

/// The counters that called that day, each with the services it called; what `hall` has as a backup stays
/// one.
std::vector<model::Counter> counters_seen(const model::Hall& hall, std::span<const Event> events) {
    std::map<model::CounterId, std::set<model::ServiceId>> seen;
    for (const Event& event : events)
        if (event.kind == EventKind::TicketCalled)
            seen[event.counter].insert(event.service);
    std::vector<model::Counter> counters;
    for (const auto& [id, services] : seen) {
        const model::Counter* known = model::find(hall.counters, id);
        model::Counter counter;
        counter.id = id;
        for (const model::ServiceId& service : services) {
            const bool backup =
                known != nullptr && std::ranges::find(known->backup, service) != known->backup.end();
            (backup ? counter.backup : counter.services).push_back(service);
        }
        counters.push_back(std::move(counter));
    }
    return counters;
}

model::Hall with_preset(model::Hall hall, const model::Preset& preset) {
    const model::Preset* present = model::find_preset(hall.preset);
    for (model::Channel& channel : hall.channels) {
        const model::Weights now{channel.head_start, channel.multiplier, channel.cap};
        if (present != nullptr && now != model::weights(*present, channel))
            continue; // a number of its own, whatever the preset
        const model::Weights weights = model::weights(preset, channel);
        channel.head_start = weights.head_start;
        channel.multiplier = weights.multiplier;
        channel.cap = weights.cap;
    }
    return hall;
}

} // namespace

Agreement agreement(const model::Hall& hall, std::span<const Event> events) {
    queue::State state(hall);
    Agreement agreement;
    for (const Event& event : events) {
        if (event.kind == EventKind::TicketCalled && !queue::is_out_of_turn(event.reason)) {
            ++agreement.calls;
            if (state.next_for(event.counter, event.at) == event.ticket)
                ++agreement.explained;
        }
        queue::apply(state, event);
    }
    return agreement;
}

Likely as_it_was(const model::Hall& hall, std::span<const Event> events) {
    std::vector<Likely> candidates{{hall, hall.preset, false, {}}};
    for (const model::Preset& preset : model::presets())
        candidates.push_back({with_preset(hall, preset), std::string(preset.id), false, {}});
    const auto seen = counters_seen(hall, events);
    for (std::size_t i = 0, count = candidates.size(); i < count; ++i) {
        candidates.push_back(candidates[i]);
        candidates.back().hall.counters = seen;
        candidates.back().own_counters = true;
    }
    for (Likely& candidate : candidates)
        candidate.agreement = agreement(candidate.hall, events);
    return *std::ranges::max_element(candidates, {},
                                     [](const Likely& likely) { return likely.agreement.explained; });
}

} // namespace lab
