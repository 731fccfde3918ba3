#pragma once

#include "shared/base/clock.h"
#include "shared/screen/geometry.h"

#include <optional>

namespace kiosk {

/// The kiosk while nobody is there: pages that take turns, so that it is seen from afar that it works, and a
/// panel on which nothing burns in.
///
///     state     somebody         nobody, at the beginning   at a visit   time
///     Awake     waits anew       `after`: Showing           -            -
///     Showing   Awake            -                          Awake        10 s: the next page
///                                                                        1 min: drifts, the other layout
///                                                                        10 min: dimmed
///
/// Pure: the time comes from outside.
class Attract {
  public:
    /// `after`: how long nobody has touched anything; 0: never.
    explicit Attract(base::Duration after) : after_(after) {}

    /// Any touch, any key.
    void sign(base::SteadyTime now);
    /// `at_beginning`: on the page where visits begin, and nobody has begun one.
    void tick(base::SteadyTime now, bool at_beginning);
    std::optional<base::SteadyTime> next_deadline() const;

    bool shows() const { return began_.has_value(); }
    /// Counts the pages that were shown, from 0.
    int turn() const { return turn_; }
    base::SteadyTime turned_at() const;
    bool dimmed() const;
    /// How far everything is moved, in steps of −1 … 1 each way.
    screen::Point drift() const;
    bool other_layout() const { return minute() % 2 == 1; }

    static constexpr base::Duration kTurn = std::chrono::seconds(10);
    static constexpr base::Duration kDrift = std::chrono::minutes(1);
    static constexpr base::Duration kDim = std::chrono::minutes(10);

  private:
    int minute() const { return static_cast<int>(turn_ * kTurn / kDrift); }

    base::Duration after_;
    bool at_beginning_ = false;
    std::optional<base::SteadyTime> last_sign_;
    std::optional<base::SteadyTime> began_;
    int turn_ = 0;
};

} // namespace kiosk
