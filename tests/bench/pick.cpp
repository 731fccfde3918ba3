#include "tests/bench/benchmarks.h"
#include "tests/bench/large_hall.h"

#include <algorithm>
#include <random>

namespace bench {

namespace {

/// The least that any rule must do: look at one number for each line and keep the smallest.
Times raw_scan(std::size_t lines) {
    std::vector<std::int64_t> heads(lines);
    std::mt19937 random(2);
    std::ranges::generate(heads, random);
    return time_rounds(2000, 1000, [&](std::size_t call) {
        heads[call % lines] ^= static_cast<std::int64_t>(call);
        keep(*std::ranges::min_element(heads));
    });
}

} // namespace

Figures pick() {
    const HallSize size;
    const queue::State state = large_hall(size);
    const auto ours = time_rounds(2000, 1000, [&](std::size_t call) {
        const model::CounterId counter{1 + static_cast<int>(call) % size.counters};
        keep(state.next_for(counter, state.now()));
    });
    const Times raw = raw_scan(state.hall().services.size() * state.hall().channels.size());
    return {{"counters", size.counters},
            {"services", size.services},
            {"channels", state.hall().channels.size()},
            {"waiting", size.waiting},
            {"pick_p50_ns", ours.quantile(0.5)},
            {"pick_p99_ns", ours.quantile(0.99)},
            {"raw_scan_p50_ns", raw.quantile(0.5)},
            {"ratio_to_raw", ours.quantile(0.5) / raw.quantile(0.5)}};
}

} // namespace bench
