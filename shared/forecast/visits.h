#pragma once

#include "shared/base/clock.h"
#include "shared/forecast/sample.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace forecast {

/// What becomes of a visitor after a visit to a counter.
struct Onward {
    enum class Kind { Leaves, Moves, Parks } kind = Kind::Leaves;
    std::size_t service = 0; ///< of Moves
};

/// What visitors do beside being served: whether they are there when called and come back, whether they are
/// sent on or set aside, and how long they stay away.
class Visits {
  public:
    explicit Visits(std::size_t services);

    void came();
    void gave_up() { ++gave_up_; } ///< gave the ticket back while waiting
    void called(base::Duration waited) { ++calls_[bucket(waited)]; }
    void missed(base::Duration waited, base::Duration held);
    void returned(base::Duration away, bool from_missed);
    /// `moved_before`: who was sent on once is seldom sent on again.
    void ended(std::size_t service, bool moved_before, const Onward& onward);

    bool gives_up(Random& random) const;
    bool is_missed(Random& random, base::Duration waited) const;
    std::int64_t draw_hold_ms(Random& random) const;
    bool comes_back(Random& random) const;
    /// How long somebody stays away who has been away for `elapsed`; as from the beginning of it.
    std::int64_t draw_away_ms(Random& random, bool from_missed, std::int64_t elapsed) const;
    Onward draw_onward(Random& random, std::size_t service, bool moved_before) const;

  private:
    static constexpr std::size_t kBuckets = 5; ///< by wait: up to 10, 20, 40, 60 minutes, longer
    static std::size_t bucket(base::Duration waited);

    struct Ways {
        double ended = 0;
        double parked = 0;
        double all_moved = 0;
        std::vector<double> moved; ///< by service
    };
    std::vector<std::array<Ways, 2>> ways_; ///< by service, and whether moved before
    std::array<double, kBuckets> calls_{};
    std::array<double, kBuckets> missed_{};
    double came_ = 0;
    double gave_up_ = 0;
    double all_missed_ = 0;
    double all_returned_ = 0;
    Sample holds_{100};
    Sample away_missed_{200};
    Sample away_parked_{200};
};

} // namespace forecast
