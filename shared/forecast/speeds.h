#pragma once

#include "shared/base/clock.h"
#include "shared/forecast/sample.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace forecast {

/// How long services take from call to end: a mean for each service, a factor for each clerk and service, and
/// the shape of what is left when both are taken out.
///
/// The configured times are believed for four observations: real halls' configured times were found wrong by
/// factors of two to eight. A clerk's factor is shrunk towards 1 with the weight of eight observations and
/// follows changes. Observations beyond six means are cut: somebody forgot to press "finish".
class Speeds {
  public:
    explicit Speeds(const std::vector<base::Duration>& configured);

    /// One clerk's factors by service; valid until the next observe().
    struct Factor {
        double sum = 0;
        double count = 0;
        double value() const { return (kPseudoServed + sum) / (kPseudoServed + count); }
    };
    using Factors = std::vector<Factor>;

    void observe(std::size_t service, const std::string& clerk, base::Duration lasted);

    /// Null for a clerk who was never seen.
    const Factors* factors(const std::string& clerk) const;
    double mean_ms(std::size_t service) const { return services_[service].mean; }
    base::Duration mean(std::size_t service) const;

    /// How long a service lasts whose expected time is `expected_ms`.
    std::int64_t draw_ms(Random& random, std::size_t service, double expected_ms) const;
    /// How long it lasts from now on, when it has lasted `elapsed` already.
    std::int64_t draw_rest_ms(Random& random, std::size_t service, double expected_ms,
                              std::int64_t elapsed) const;

    static constexpr double kPseudoConfigured = 4;
    static constexpr double kPseudoServed = 8;
    static constexpr double kMostCounted = 300;
    static constexpr double kCut = 6;
    static constexpr double kHalveAfter = 60;
    static constexpr std::size_t kClerks = 5000;

  private:
    struct Service {
        double mean = 0;
        double count = kPseudoConfigured;
        Sample shape{256}; ///< time over expected time, per mille
    };
    std::vector<Service> services_;
    std::unordered_map<std::string, Factors> clerks_;
};

} // namespace forecast
