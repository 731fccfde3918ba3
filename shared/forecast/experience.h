#pragma once

#include "shared/forecast/arrivals.h"
#include "shared/forecast/calibration.h"
#include "shared/forecast/pauses.h"
#include "shared/forecast/premises.h"
#include "shared/forecast/speeds.h"
#include "shared/forecast/visits.h"
#include "shared/model/event.h"
#include "shared/queue/state.h"

#include <map>
#include <set>

namespace forecast {

/// What the hall has learned of itself, from its events alone: replaying the journal learns the same. Memory
/// is bounded whatever happens.
///
/// Belongs to one thread; copies are independent, so that another thread can foresee with one.
class Experience {
  public:
    explicit Experience(SharedPremises premises);

    /// To be told of every event, with the state just before it is applied. `midnight` is when the event's
    /// service day showed 00:00. A TicketIssued brings what was foreseen for it, if anything was.
    void observe(const queue::State& before, const model::Event& event, base::WallTime midnight);

    /// The same experience of a hall whose channels weigh otherwise; all else has to be alike.
    Experience under(SharedPremises premises) const;

    const Premises& premises() const { return *premises_; }
    const Speeds& speeds() const { return speeds_; }
    const Visits& visits() const { return visits_; }
    const Pauses& pauses() const { return pauses_; }
    const Arrivals& arrivals() const { return arrivals_; }
    const Calibration& calibration() const { return calibration_; }

    bool moved_before(model::TicketId ticket) const { return moved_.contains(ticket); }
    /// Today's who missed their call or were set aside and may come back.
    const std::set<model::TicketId>& away() const { return away_; }

    /// Why a counter is free: the clerk's next press takes another time after each.
    enum class Free { AfterOpening, AfterService, AfterMissed };
    struct Desk {
        Free why = Free::AfterOpening;
        base::WallTime since;
    };
    Desk desk(model::CounterId counter) const;
    /// From being free to the next call, while somebody waits who may be called; `elapsed` of it are over.
    std::int64_t draw_gap_ms(Random& random, Free why, std::int64_t elapsed) const;
    /// From somebody's coming to the call, at a counter that had nobody to call.
    std::int64_t draw_reaction_ms(Random& random) const;

    /// Under whose name a counter's speed is learned.
    static std::string clerk_at(const model::CounterStatus& status);

  private:
    void observe_day(const model::Event& event);
    void observe_counter(const queue::State& before, const model::Event& event);
    void observe_issue(const model::Event& event);
    void observe_call(const queue::State& before, const model::Event& event);
    void observe_end(const queue::State& before, const model::Event& event, const Onward& onward);
    void observe_missed(const queue::State& before, const model::Event& event);
    void observe_alarm(const queue::State& before, const model::Event& event);
    void observe_return(const queue::State& before, const model::Event& event);
    void become_free(model::CounterId counter, Free why, base::WallTime at) { desks_[counter] = {why, at}; }
    std::optional<std::size_t> position(const model::ServiceId& service) const;
    base::Duration since_midnight(base::WallTime at) const { return at - midnight_; }

    SharedPremises premises_;
    base::WallTime midnight_;
    Speeds speeds_;
    Visits visits_;
    Pauses pauses_;
    Arrivals arrivals_;
    Calibration calibration_;
    std::array<Sample, 3> gaps_{Sample(100), Sample(400), Sample(100)};
    Sample reactions_{200};
    std::map<model::CounterId, Desk> desks_;
    base::WallTime evacuated_{};      ///< when the last evacuation began, or ended
    std::set<model::TicketId> moved_; ///< today's that were sent on
    std::set<model::TicketId> away_;
    struct Promise {
        base::WallTime at;
        model::Foreseen raw;
    };
    std::map<model::TicketId, Promise> promises_; ///< of those who wait for their first call
};

} // namespace forecast
