#include "shared/forecast/speeds.h"

#include <algorithm>
#include <array>

namespace forecast {

namespace {

/// Before anything is seen: the middles of twelfths of a gamma distribution of mean 1 and deviation 0.7.
constexpr std::array<std::int32_t, 12> kFirstShape{140, 270,  390,  500,  620,  740,
                                                   880, 1030, 1220, 1460, 1830, 2920};
constexpr double kShortest = 10'000; ///< milliseconds: no service is expected to be shorter

} // namespace

Speeds::Speeds(const std::vector<base::Duration>& configured) {
    for (const base::Duration typical : configured) {
        Service& service = services_.emplace_back();
        service.mean = std::max(static_cast<double>(typical.count()), kShortest);
        for (const std::int32_t value : kFirstShape)
            service.shape.add(value);
    }
}

void Speeds::observe(std::size_t service, const std::string& clerk, base::Duration lasted) {
    Service& learned = services_[service];
    const double cut = std::clamp(static_cast<double>(lasted.count()), 0.0, kCut * learned.mean);
    auto known = clerks_.find(clerk);
    if (known == clerks_.end() && clerks_.size() < kClerks)
        known = clerks_.emplace(clerk, Factors(services_.size())).first;
    double factor_before = 1;
    if (known != clerks_.end()) {
        Factor& factor = known->second[service];
        factor_before = factor.value();
        factor.sum += cut / learned.mean;
        factor.count += 1;
        if (factor.count >= kHalveAfter) {
            factor.sum /= 2;
            factor.count /= 2;
        }
    }
    learned.shape.add(static_cast<std::int32_t>(1000 * cut / (learned.mean * factor_before)));
    learned.count = std::min(learned.count + 1, kMostCounted);
    learned.mean = std::max(learned.mean + (cut - learned.mean) / learned.count, kShortest);
}

const Speeds::Factors* Speeds::factors(const std::string& clerk) const {
    const auto known = clerks_.find(clerk);
    return known == clerks_.end() ? nullptr : &known->second;
}

base::Duration Speeds::mean(std::size_t service) const {
    return base::Duration(static_cast<std::int64_t>(services_[service].mean));
}

std::int64_t Speeds::draw_ms(Random& random, std::size_t service, double expected_ms) const {
    return static_cast<std::int64_t>(expected_ms * services_[service].shape.draw(random) / 1000);
}

std::int64_t Speeds::draw_rest_ms(Random& random, std::size_t service, double expected_ms,
                                  std::int64_t elapsed) const {
    const auto so_far = static_cast<std::int64_t>(1000 * static_cast<double>(elapsed) / expected_ms);
    if (const auto whole = services_[service].shape.draw_beyond(random, so_far))
        return static_cast<std::int64_t>(expected_ms * *whole / 1000) - elapsed;
    // Longer than any known one: nobody knows, and the longer it was the longer it may be.
    return static_cast<std::int64_t>(random.exponential(1 / (0.3 * expected_ms)));
}

} // namespace forecast
