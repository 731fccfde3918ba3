#include "shared/report/spread.h"

#include <algorithm>
#include <numeric>

namespace report {

namespace {

base::Duration percentile(const std::vector<base::Duration>& sorted, std::size_t hundredths) {
    const std::size_t rank = (sorted.size() * hundredths + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

void Times::add(base::Duration time, base::Duration target) {
    times_.push_back(time);
    if (target <= base::Duration::zero())
        return;
    ++with_target_;
    if (time > target)
        ++over_target_;
}

Spread Times::spread() const {
    Spread spread;
    if (times_.empty())
        return spread;
    std::vector<base::Duration> sorted = times_;
    std::ranges::sort(sorted);
    spread.count = static_cast<int>(sorted.size());
    spread.sum = std::accumulate(sorted.begin(), sorted.end(), base::Duration::zero());
    spread.mean = base::Duration((2 * spread.sum.count() + spread.count) / (2 * spread.count));
    spread.p50 = percentile(sorted, 50);
    spread.p90 = percentile(sorted, 90);
    spread.longest = sorted.back();
    spread.with_target = with_target_;
    spread.over_target = over_target_;
    return spread;
}

} // namespace report
