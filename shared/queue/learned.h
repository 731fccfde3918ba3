#pragma once

#include "shared/base/clock.h"

#include <cstdint>

namespace queue {

/// What the hall has learned of one service's time at the counter, from call to end.
///
/// The mean starts as `kPseudo` observations of the configured value and runs on, capped at `kCap`
/// observations so that it follows changes. Observations beyond `kWinsor` means are cut: somebody forgot to
/// press "finish". Integers, so that every replay learns the same.
class Learned {
  public:
    explicit Learned(base::Duration configured);

    void observe(base::Duration stay);

    base::Duration mean() const;

    /// Variance over squared mean, in thousandths; begins as an exponential service's 1000.
    std::int64_t variation() const { return variation_ / 1000; }
    std::int64_t count() const { return count_; }

    bool operator==(const Learned&) const = default;

    static constexpr std::int64_t kPseudo = 4;
    static constexpr std::int64_t kCap = 300;
    static constexpr std::int64_t kWinsor = 6;

  private:
    std::int64_t mean_;                  ///< microseconds
    std::int64_t variation_ = 1'000'000; ///< millionths: thousandths would stop moving at the cap
    std::int64_t count_ = kPseudo;
};

} // namespace queue
