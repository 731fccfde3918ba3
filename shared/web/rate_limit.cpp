#include "shared/web/rate_limit.h"

#include <algorithm>

namespace web {

RateLimit::RateLimit(int a_minute, int burst, std::size_t most_keys)
    : a_minute_(a_minute), full_(kParts * burst), most_keys_(most_keys), shared_{full_, {}} {}

bool RateLimit::allow(std::string_view key, base::SteadyTime now) {
    const std::lock_guard lock(mutex_);
    Bucket& bucket = bucket_of(key, now);
    fill(bucket, now);
    if (bucket.level < kParts)
        return false;
    bucket.level -= kParts;
    return true;
}

void RateLimit::give_back(std::string_view key) {
    const std::lock_guard lock(mutex_);
    if (const auto found = buckets_.find(std::string(key)); found != buckets_.end())
        found->second.level = std::min(full_, found->second.level + kParts);
}

void RateLimit::fill(Bucket& bucket, base::SteadyTime now) const {
    const std::int64_t passed = std::max<std::int64_t>(0, (now - bucket.at).count());
    const bool long_ago = passed >= full_ / a_minute_; // and the product below stays small
    bucket.level = long_ago ? full_ : std::min(full_, bucket.level + passed * a_minute_);
    bucket.at = now;
}

RateLimit::Bucket& RateLimit::bucket_of(std::string_view key, base::SteadyTime now) {
    const std::string name(key);
    if (const auto found = buckets_.find(name); found != buckets_.end())
        return found->second;
    if (buckets_.size() >= most_keys_)
        forget_idle(now);
    if (buckets_.size() >= most_keys_)
        return shared_;
    return buckets_.emplace(name, Bucket{full_, now}).first->second;
}

/// Whose bucket is full again is as good as unknown.
void RateLimit::forget_idle(base::SteadyTime now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        Bucket bucket = entry.second;
        fill(bucket, now);
        return bucket.level >= full_;
    });
}

} // namespace web
