#include "shared/forecast/visits.h"

#include <algorithm>
#include <numeric>

namespace forecast {

namespace {

// Beliefs before anything is seen: two in a hundred miss their call, a half of them come back in ten minutes.
constexpr double kMissedBefore = 0.02;
constexpr double kMissedWeight = 25;
constexpr double kReturnsBefore = 0.5;
constexpr double kReturnsWeight = 2;
constexpr std::int64_t kHoldBefore = 60'000;
constexpr std::int64_t kAwayBefore = 600'000;
constexpr double kHalveAfter = 400;

} // namespace

Visits::Visits(std::size_t services) : ways_(services) {
    for (auto& of_service : ways_)
        for (Ways& ways : of_service)
            ways.moved.resize(services);
}

std::size_t Visits::bucket(base::Duration waited) {
    constexpr std::array<std::int64_t, kBuckets - 1> kEdges{10, 20, 40, 60};
    const auto minutes = std::chrono::floor<std::chrono::minutes>(waited).count();
    return static_cast<std::size_t>(std::ranges::upper_bound(kEdges, minutes) - kEdges.begin());
}

void Visits::came() {
    if (++came_ < kHalveAfter)
        return;
    came_ /= 2;
    gave_up_ /= 2;
}

void Visits::missed(base::Duration waited, base::Duration held) {
    ++missed_[bucket(waited)];
    ++all_missed_;
    holds_.add(held);
}

void Visits::returned(base::Duration away, bool from_missed) {
    if (from_missed)
        ++all_returned_;
    (from_missed ? away_missed_ : away_parked_).add(away);
}

void Visits::ended(std::size_t service, bool moved_before, const Onward& onward) {
    Ways& ways = ways_[service][moved_before ? 1 : 0];
    ++ways.ended;
    if (onward.kind == Onward::Kind::Parks)
        ++ways.parked;
    if (onward.kind == Onward::Kind::Moves) {
        ++ways.moved[onward.service];
        ++ways.all_moved;
    }
    if (ways.ended < kHalveAfter)
        return;
    ways.ended /= 2;
    ways.parked /= 2;
    ways.all_moved /= 2;
    for (double& count : ways.moved)
        count /= 2;
}

bool Visits::gives_up(Random& random) const {
    return random.chance(gave_up_ / (came_ + kMissedWeight));
}

bool Visits::is_missed(Random& random, base::Duration waited) const {
    const std::size_t place = bucket(waited);
    return random.chance((missed_[place] + kMissedBefore * kMissedWeight) / (calls_[place] + kMissedWeight));
}

std::int64_t Visits::draw_hold_ms(Random& random) const {
    return holds_.empty() ? kHoldBefore : holds_.draw(random);
}

bool Visits::comes_back(Random& random) const {
    return random.chance((all_returned_ + kReturnsBefore * kReturnsWeight) / (all_missed_ + kReturnsWeight));
}

std::int64_t Visits::draw_away_ms(Random& random, bool from_missed, std::int64_t elapsed) const {
    const Sample& away = from_missed ? away_missed_ : away_parked_;
    if (away.empty())
        return std::max(kAwayBefore, elapsed + kAwayBefore / 2);
    return away.draw_beyond(random, elapsed).value_or(elapsed + kAwayBefore / 2);
}

Onward Visits::draw_onward(Random& random, std::size_t service, bool moved_before) const {
    const Ways& ways = ways_[service][moved_before ? 1 : 0];
    double place = random.share() * (ways.ended + 1); // one more that leaves: the first is no proof
    if (place >= ways.parked + ways.all_moved)
        return {};
    if ((place -= ways.parked) < 0)
        return {Onward::Kind::Parks, service};
    for (std::size_t other = 0; other < ways.moved.size(); ++other)
        if ((place -= ways.moved[other]) < 0)
            return {Onward::Kind::Moves, other};
    return {};
}

} // namespace forecast
