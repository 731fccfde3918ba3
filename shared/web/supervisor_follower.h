#pragma once

#include "shared/base/clock.h"
#include "shared/web/bulletin.h"
#include "shared/web/courier.h"
#include "shared/web/supervisor_record.h"

#include <cstdint>
#include <memory>
#include <mutex>

namespace web {

/// Keeps the supervisor's record in step with the board: asks the hall for the events that it has not seen,
/// some pages at a time, and only while somebody looks at the page. Safe from every thread.
class SupervisorFollower {
  public:
    SupervisorFollower(Courier& courier, const base::Clock& clock) : courier_(courier), clock_(clock) {}

    enum class Hurry { No, Yes }; ///< Yes: asks at once, and waits for another thread that is asking

    /// May take as long as an answer of the hall does. Never null.
    std::shared_ptr<const SupervisorRecord> at(const State& state, Hurry hurry = Hurry::No);

    /// Follow-ups older than this are not seen here; they are due after three days.
    static constexpr int kDaysBack = 14;
    static constexpr base::Duration kPace = std::chrono::seconds(1);
    static constexpr int kPagesAtOnce = 12;

  private:
    bool is_behind(const State& state, Hurry hurry) const;
    void read_on(const State& state);
    void publish();

    Courier& courier_;
    const base::Clock& clock_;
    std::mutex asking_; ///< whoever holds it reads on; guards all below but `published_`
    SupervisorRecord record_;
    std::uint64_t store_ = 0;
    int day_ = 0;
    std::uint64_t next_ = 0; ///< the first event that is not in the record; 0: the oldest
    bool complete_ = false;  ///< it has come to the journal's end once
    base::SteadyTime asked_;
    mutable std::mutex mutex_;
    std::shared_ptr<const SupervisorRecord> published_ = std::make_shared<const SupervisorRecord>();
};

} // namespace web
