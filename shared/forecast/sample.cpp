#include "shared/forecast/sample.h"

#include <algorithm>

namespace forecast {

void Sample::add(std::int32_t value) {
    if (in_order_.size() < most_) {
        in_order_.push_back(value);
    } else {
        sorted_.erase(std::ranges::lower_bound(sorted_, in_order_[oldest_]));
        in_order_[oldest_] = value;
        oldest_ = (oldest_ + 1) % most_;
    }
    sorted_.insert(std::ranges::upper_bound(sorted_, value), value);
}

void Sample::add(base::Duration lasted) {
    add(static_cast<std::int32_t>(std::clamp<std::int64_t>(lasted.count(), 0, INT32_MAX)));
}

std::optional<std::int32_t> Sample::draw_beyond(Random& random, std::int64_t least) const {
    const auto first = std::ranges::upper_bound(sorted_, least);
    const auto count = static_cast<std::size_t>(sorted_.end() - first);
    if (count == 0)
        return std::nullopt;
    return *(first + static_cast<std::ptrdiff_t>(random.below(count)));
}

std::int32_t Sample::quantile(double share) const {
    const double place = share * static_cast<double>(sorted_.size() - 1);
    return sorted_[static_cast<std::size_t>(place + 0.5)];
}

} // namespace forecast
