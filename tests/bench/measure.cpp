#include "tests/bench/measure.h"

#include <algorithm>
#include <numeric>

namespace bench {

Times::Times(std::vector<double> nanoseconds) : sorted_(std::move(nanoseconds)) {
    std::ranges::sort(sorted_);
}

double Times::quantile(double share) const {
    const auto place = static_cast<std::size_t>(share * static_cast<double>(sorted_.size()));
    return sorted_[std::min(place, sorted_.size() - 1)];
}

double Times::mean() const {
    return std::accumulate(sorted_.begin(), sorted_.end(), 0.0) / static_cast<double>(sorted_.size());
}

Times time_each(std::size_t calls, const std::function<void(std::size_t)>& work) {
    std::vector<double> times;
    times.reserve(calls);
    for (std::size_t call = 0; call < calls; ++call) {
        const Stopwatch watch;
        work(call);
        times.push_back(watch.nanoseconds());
    }
    return Times(std::move(times));
}

Times time_rounds(std::size_t rounds, std::size_t calls, const std::function<void(std::size_t)>& work) {
    std::vector<double> times;
    times.reserve(rounds);
    for (std::size_t round = 0; round < rounds; ++round) {
        const Stopwatch watch;
        for (std::size_t call = 0; call < calls; ++call)
            work(call);
        times.push_back(watch.nanoseconds() / static_cast<double>(calls));
    }
    return Times(std::move(times));
}

} // namespace bench
