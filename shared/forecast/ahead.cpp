#include "shared/forecast/ahead.h"

#include "shared/forecast/roll.h"
#include "shared/model/preset.h"

#include <algorithm>
#include <cmath>

namespace forecast {

using base::Duration;
using model::Estimate;

namespace {

/// Of sorted values, between the two nearest.
template <typename Value>
double quantile(const std::vector<Value>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double part = place - static_cast<double>(below);
    return static_cast<double>(sorted[below]) * (1 - part) + static_cast<double>(sorted[above]) * part;
}

Duration duration(double milliseconds) {
    return Duration(std::llround(milliseconds));
}

Estimate estimate(std::vector<int> counts) {
    std::ranges::sort(counts);
    const auto at = [&](double share) { return static_cast<int>(std::lround(quantile(counts, share))); };
    return {at(0.1), at(0.5), at(0.9)};
}

Estimate estimate(const std::vector<Diary>& diaries, std::size_t place, int Diary::Mark::* count) {
    std::vector<int> counts;
    counts.reserve(diaries.size());
    for (const Diary& diary : diaries)
        counts.push_back(diary.marks[place].*count);
    return estimate(std::move(counts));
}

model::Foreseen wait_between(const std::vector<Diary>& diaries, base::WallTime from, base::WallTime to) {
    std::vector<std::int64_t> waits;
    for (const Diary& diary : diaries)
        for (const Diary::Wait& wait : diary.waits)
            if (from <= wait.called && wait.called < to)
                waits.push_back(wait.lasted.count());
    if (waits.empty())
        return {};
    std::ranges::sort(waits);
    return {duration(quantile(waits, 0.1)), duration(quantile(waits, 0.5)), duration(quantile(waits, 0.9))};
}

/// The half hours that all diaries tell of to their end.
std::size_t complete_half_hours(const std::vector<Diary>& diaries) {
    const auto fewest =
        std::ranges::min_element(diaries, {}, [](const Diary& diary) { return diary.marks.size(); });
    return fewest->marks.size();
}

model::WaitsAhead waits_of(const std::vector<Diary>& diaries, const model::Hall& hall, bool green) {
    std::vector<std::int64_t> waits;
    std::size_t promised = 0;
    std::size_t over = 0;
    double sum = 0;
    for (const Diary& diary : diaries)
        for (const Diary::Wait& wait : diary.waits) {
            if (wait.green != green)
                continue;
            waits.push_back(wait.lasted.count());
            sum += static_cast<double>(wait.lasted.count());
            const Duration target = hall.services[wait.service].wait_target;
            promised += target > Duration::zero() ? 1 : 0;
            over += target > Duration::zero() && wait.lasted > target ? 1 : 0;
        }
    if (waits.empty())
        return {};
    std::ranges::sort(waits);
    model::WaitsAhead all;
    const auto each = static_cast<double>(waits.size());
    all.visitors = static_cast<int>(std::lround(each / static_cast<double>(diaries.size())));
    all.mean = duration(sum / each);
    all.p90 = duration(quantile(waits, 0.9));
    if (promised > 0)
        all.over_target = static_cast<int>((over * 1000 + promised / 2) / promised);
    return all;
}

void open(Scene& scene, SceneDesk& desk) {
    const bool was_closed = desk.state == SceneDesk::State::Closed || desk.state == SceneDesk::State::Paused;
    if (!was_closed)
        return;
    desk.state = SceneDesk::State::Free;
    desk.since = scene.now;
    desk.why = Experience::Free::AfterOpening;
    desk.stays = true;
    for (const std::size_t service : desk.layout.services)
        ++scene.staffed[service];
    for (const auto* services : {&desk.layout.services, &desk.layout.backup})
        for (const std::size_t service : *services)
            scene.served[service] = true;
}

void close(Scene& scene, SceneDesk& desk) {
    const bool was_open = desk.state == SceneDesk::State::Free || desk.state == SceneDesk::State::Busy;
    if (was_open)
        for (const std::size_t service : desk.layout.services)
            --scene.staffed[service];
    desk.state = SceneDesk::State::Closed;
    desk.stays = true;
}

} // namespace

std::optional<Experience> with_preset(const Experience& experience, std::string_view name) {
    if (name.empty())
        return experience;
    const model::Preset* preset = model::find_preset(name);
    if (preset == nullptr)
        return std::nullopt;
    model::Hall hall = experience.premises().hall;
    for (model::Channel& channel : hall.channels) {
        const model::Weights weights = model::weights(*preset, channel);
        channel.head_start = weights.head_start;
        channel.multiplier = weights.multiplier;
        channel.cap = weights.cap;
    }
    return experience.under(std::make_shared<const Premises>(std::move(hall), experience.premises().lunches));
}

void change(Scene& scene, const model::WhatIf& what_if) {
    for (SceneDesk& desk : scene.desks) {
        if (std::ranges::find(what_if.open, desk.id) != what_if.open.end())
            open(scene, desk);
        if (std::ranges::find(what_if.close, desk.id) != what_if.close.end())
            close(scene, desk);
    }
}

model::HoursAhead look_hours_ahead(const Scene& scene, const Experience& experience) {
    std::vector<Diary> diaries;
    diaries.reserve(kDiaries);
    Roll roll(scene, experience);
    for (std::size_t future = 0; future < kDiaries; ++future)
        diaries.push_back(roll.keep_diary(future));

    model::HoursAhead ahead;
    ahead.at = scene.now;
    ahead.days = static_cast<int>(std::lround(experience.arrivals().days()));
    base::WallTime from = scene.now;
    for (std::size_t place = 0; place < complete_half_hours(diaries); ++place) {
        model::HalfHourAhead& half_hour = ahead.half_hours.emplace_back();
        half_hour.from = from;
        half_hour.to = diaries.front().marks[place].at;
        half_hour.visitors = estimate(diaries, place, &Diary::Mark::came);
        half_hour.waiting = estimate(diaries, place, &Diary::Mark::waiting);
        half_hour.counters = estimate(diaries, place, &Diary::Mark::open);
        half_hour.wait = wait_between(diaries, from, half_hour.to);
        from = half_hour.to;
    }
    const model::Hall& hall = experience.premises().hall;
    ahead.green = waits_of(diaries, hall, true);
    ahead.others = waits_of(diaries, hall, false);
    return ahead;
}

} // namespace forecast
