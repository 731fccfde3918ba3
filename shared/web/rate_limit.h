#pragma once

#include "shared/base/clock.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace web {

/// Token buckets: each key (an address, a ticket) may do `burst` things at once and `a_minute` of them in the
/// long run. Remembers a bounded number of keys, the busy ones; those that are too many share one bucket.
/// Safe from every thread; reads no clock.
class RateLimit {
  public:
    RateLimit(int a_minute, int burst, std::size_t most_keys = 8192);

    /// Counts one thing; false when it is too much.
    [[nodiscard]] bool allow(std::string_view key, base::SteadyTime now);

    /// Takes one thing back: it turned out to be none that is limited.
    void give_back(std::string_view key);

  private:
    struct Bucket {
        std::int64_t level = 0; ///< what is left, in parts: a minute has as many milliseconds
        base::SteadyTime at;
    };
    static constexpr std::int64_t kParts = 60'000; ///< of one thing

    void fill(Bucket& bucket, base::SteadyTime now) const;
    Bucket& bucket_of(std::string_view key, base::SteadyTime now);
    void forget_idle(base::SteadyTime now);

    const std::int64_t a_minute_;
    const std::int64_t full_;
    const std::size_t most_keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
    Bucket shared_;
};

} // namespace web
