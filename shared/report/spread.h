#pragma once

#include "shared/base/clock.h"

#include <vector>

namespace report {

/// How some times are spread.
///
/// A percentile is by nearest rank: the smallest of the times that at least so many of a hundred do not
/// exceed. It is always a time that somebody had. The mean is rounded to a millisecond, halves up.
struct Spread {
    int count = 0;
    base::Duration sum{};
    base::Duration mean{};
    base::Duration p50{};
    base::Duration p90{};
    base::Duration longest{};
    int with_target = 0; ///< of them, those for which a target is set …
    int over_target = 0; ///< … and that were longer than it

    bool operator==(const Spread&) const = default;
};

/// Times as they come, and what they come to.
class Times {
  public:
    /// `target` zero: none is set.
    void add(base::Duration time, base::Duration target);
    Spread spread() const;

  private:
    std::vector<base::Duration> times_;
    int with_target_ = 0;
    int over_target_ = 0;
};

} // namespace report
