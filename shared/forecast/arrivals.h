#pragma once

#include "shared/forecast/pauses.h"
#include "shared/forecast/premises.h"
#include "shared/forecast/sample.h"

#include <array>
#include <vector>

namespace forecast {

/// Who will come, by channel, half hour of the day and service. Only the favoured channels' visitors may pass
/// those who wait.
class Arrivals {
  public:
    explicit Arrivals(const Premises& premises);

    void begin_day();
    /// `at` is since midnight; `ahead` is how much later the clock of the visitor starts (early
    /// appointments).
    void came(std::size_t channel, std::size_t service, base::Duration at, base::Duration ahead);

    bool favoured(std::size_t channel) const { return favoured_[channel]; }
    std::size_t channels() const { return favoured_.size(); }

    /// Visitors expected in this half hour, of a day that is at `now`.
    double expected(std::size_t channel, std::size_t slot, base::Duration now) const;
    /// How much busier the rest of a day at `now` may turn out than expected: about 1, by how little is
    /// known.
    double draw_busier(Random& random, base::Duration now) const;
    std::size_t draw_service(Random& random, std::size_t channel) const;
    std::int64_t draw_ahead_ms(Random& random, std::size_t channel) const;
    /// How many earlier days that rests on.
    double days() const { return days_; }

  private:
    struct Channel {
        std::array<double, kHalfHours> past{};
        std::array<double, kHalfHours> today{};
        std::vector<double> services;
        Sample ahead{200};
    };
    std::vector<bool> favoured_;
    std::vector<Channel> channels_;
    double days_ = 0;
};

} // namespace forecast
