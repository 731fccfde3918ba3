#pragma once

#include "shared/forecast/premises.h"
#include "shared/forecast/sample.h"

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace forecast {

inline constexpr std::size_t kHalfHours = 48;

/// Half hours since local midnight; what is beyond the day counts to its last one.
std::size_t half_hour(base::Duration since_midnight);
base::Duration half_hour_end(base::Duration since_midnight);

/// How soon an open counter pauses, from a moment on.
class PauseRates {
  public:
    /// When the next unplanned pause of a counter begins that is open at `from`, if it does within the
    /// horizon.
    std::optional<base::Duration> draw(Random& random, base::Duration from) const;

  private:
    friend class Pauses;
    static constexpr std::size_t kSlots = 10; ///< half hours: a little more than a forecast looks ahead
    std::size_t first_ = 0;                   ///< half hour of the first rate
    std::array<double, kSlots> rates_{};      ///< per millisecond
};

/// When counters open, pause, return and close. Times are durations since local midnight.
///
/// Pauses come at a rate that is learned for each half hour, so that a lunch that no roster tells of is
/// learned as well; where a roster is known its lunches are kept apart.
class Pauses {
  public:
    explicit Pauses(SharedPremises premises);

    void begin_day();
    void opened(model::CounterId counter, base::Duration at);
    void closed(model::CounterId counter, base::Duration at);
    void paused(model::CounterId counter, base::Duration at);
    /// Back from a pause that began at `began`.
    void resumed(model::CounterId counter, base::Duration began, base::Duration at);
    /// The counter has been open for so long.
    void was_open(base::Duration from, base::Duration to);

    /// When a counter that has not been open today opens, if it is expected to.
    std::optional<base::Duration> draw_opening(Random& random, model::CounterId counter,
                                               base::Duration now) const;
    std::optional<base::Duration> draw_closing(Random& random, model::CounterId counter,
                                               base::Duration now) const;
    PauseRates rates(base::Duration now) const;
    /// The lunch still to be taken today.
    std::optional<base::Duration> lunch_ahead(model::CounterId counter, base::Duration now) const;

    std::int64_t draw_pause_ms(Random& random, base::Duration began, std::int64_t elapsed) const;
    std::int64_t draw_lunch_ms(Random& random, std::int64_t elapsed) const;
    bool is_lunch(model::CounterId counter, base::Duration began) const;

  private:
    struct Today {
        std::optional<base::Duration> opened;
        std::optional<base::Duration> closed;
        bool lunch_taken = false;
    };
    struct Days {
        Sample openings{10};
        Sample closings{10};
    };
    std::optional<base::Duration> guess_opening(Random& random, base::Duration now) const;
    bool looks_like_lunch(base::Duration began, base::Duration lasted) const;

    SharedPremises premises_;
    int days_seen_ = 0;                          ///< with a counter open
    std::optional<base::Duration> first_opened_; ///< today's first counter
    std::map<model::CounterId, Today> today_;
    std::map<model::CounterId, Days> days_;
    std::array<double, kHalfHours> begun_{};
    std::array<double, kHalfHours> open_ms_{};
    std::array<Sample, kHalfHours> lasted_; ///< by the half hour in which they began
    Sample all_lasted_{200};
    Sample lunches_{100};
};

} // namespace forecast
