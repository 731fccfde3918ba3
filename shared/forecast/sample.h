#pragma once

#include "shared/base/clock.h"
#include "shared/forecast/random.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace forecast {

/// The last so many observations of something, to be drawn from (the bootstrap): no shape is assumed, and
/// what has changed is forgotten. Memory is bounded by `most`.
class Sample {
  public:
    explicit Sample(std::size_t most) : most_(most) {}

    void add(std::int32_t value);
    /// How long something lasted, in milliseconds; never below zero.
    void add(base::Duration lasted);

    bool empty() const { return sorted_.empty(); }
    std::size_t size() const { return sorted_.size(); }

    /// One of them. The sample must not be empty.
    std::int32_t draw(Random& random) const { return sorted_[random.below(sorted_.size())]; }

    /// One of those that are larger than `least`: how long something lasts that has lasted so long already.
    /// Empty when nothing ever lasted longer.
    std::optional<std::int32_t> draw_beyond(Random& random, std::int64_t least) const;

    /// The value below which `share` of all lie.
    std::int32_t quantile(double share) const;

  private:
    std::size_t most_;
    std::size_t oldest_ = 0;
    std::vector<std::int32_t> in_order_; ///< a ring, as they came
    std::vector<std::int32_t> sorted_;
};

} // namespace forecast
