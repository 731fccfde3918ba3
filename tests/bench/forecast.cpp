#include "shared/forecast/forecast.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/large_hall.h"

#include <queue>

namespace bench {

namespace {

constexpr std::size_t kRuns = 300;

/// The least that one future costs: as many times the next free counter is found and put back.
void free_counters(int counters, int calls) {
    std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> free;
    for (int counter = 0; counter < counters; ++counter)
        free.push(counter);
    for (int call = 0; call < calls; ++call) {
        const std::int64_t time = free.top();
        free.pop();
        free.push(time + 480'000 + call);
    }
    keep(free.top());
}

} // namespace

Figures forecast() {
    const HallSize size{30, 8, 500};
    const queue::State state = large_hall(size);
    const auto premises = std::make_shared<const forecast::Premises>(state.hall());
    const forecast::Experience experience(premises);
    const base::WallTime midnight = std::chrono::floor<std::chrono::days>(state.now());
    const auto scene = [&] { return forecast::scene_of(state, experience, state.now(), midnight); };

    const auto scenes = time_each(kRuns, [&](std::size_t) { keep(scene()); });
    const auto one = time_each(
        kRuns, [&](std::size_t) { keep(forecast::foresee(scene(), experience, state.last_ticket())); });
    const auto all = time_each(kRuns, [&](std::size_t) { keep(forecast::foresee_all(scene(), experience)); });
    const auto raw = time_each(kRuns, [&](std::size_t) {
        for (std::size_t future = 0; future < forecast::kFutures; ++future)
            free_counters(size.counters, size.waiting);
    });
    return {{"counters", size.counters},
            {"services", size.services},
            {"waiting", size.waiting},
            {"futures", forecast::kFutures},
            {"scene_p50_us", scenes.quantile(0.5) / 1000},
            {"new_ticket_p50_us", one.quantile(0.5) / 1000},
            {"new_ticket_p99_us", one.quantile(0.99) / 1000},
            {"everybody_p50_us", all.quantile(0.5) / 1000},
            {"everybody_p99_us", all.quantile(0.99) / 1000},
            {"raw_heap_p50_us", raw.quantile(0.5) / 1000},
            {"ratio_to_raw", all.quantile(0.5) / raw.quantile(0.5)}};
}

} // namespace bench
