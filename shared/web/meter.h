#pragma once

#include "shared/model/event.h"
#include "shared/report/follow_ups.h"

#include <array>
#include <map>
#include <string>
#include <utility>

namespace web {

/// How many times lasted how long, in the classes that Prometheus asks for.
struct Histogram {
    /// Upper ends in seconds; what is longer is counted in `count` alone.
    static constexpr std::array<int, 10> kBounds{60, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 7200};

    std::array<std::uint64_t, kBounds.size()> below{}; ///< each class holds those before it, too
    std::uint64_t count = 0;
    base::Duration sum{};

    void add(base::Duration time);
    bool operator==(const Histogram&) const = default;
};

/// What has happened since this process began to look. Only grows: a step that was taken back stays counted.
struct Tally {
    using OfService = std::map<std::string, std::uint64_t>;
    using OfPair = std::map<std::pair<std::string, std::string>, std::uint64_t>;

    OfPair issued;      ///< by service and channel
    OfPair called;      ///< by service and channel
    OfPair served;      ///< by service and outcome; one of the hall's own is "other"
    OfService no_shows; ///< by service, with those that follow
    OfService cancelled;
    OfService expired;
    std::map<std::string, Histogram> waits; ///< from joining a line to the call
    std::map<std::string, Histogram>
        services;                           ///< from Start, or the call where it was not pressed, to the end
    std::array<std::uint64_t, 5> ratings{}; ///< of score 1 … 5
};

/// Counts a journal's events, fed oldest first. Times and follow-ups need what was before: feed some days
/// more, and say from where on to count. Pure; belongs to one thread.
class Meter {
  public:
    /// Events numbered up to `seq` are known but not counted.
    void count_after(std::uint64_t seq) { counted_after_ = seq; }

    void put(const model::Event& event);

    const Tally& tally() const { return tally_; }
    const report::FollowUps& follow_ups() const { return follow_ups_; }

  private:
    struct Live {
        std::string service;
        std::string channel;
        base::WallTime joined;
        base::WallTime called;
        base::WallTime began;
    };

    void count(const model::Event& event, const Live& live);
    void follow(const model::Event& event);
    void end_stay(const model::Event& event, const Live& live);

    std::uint64_t counted_after_ = 0;
    Tally tally_;
    report::FollowUps follow_ups_;
    std::map<model::TicketId, Live> live_;
};

} // namespace web
