#pragma once

#include "shared/base/zone.h"
#include "shared/forecast/forecast.h"
#include "shared/hall/moment.h"
#include "shared/model/ahead.h"
#include "shared/model/hall.h"
#include "shared/model/refusal.h"
#include "shared/queue/state.h"

#include <condition_variable>
#include <expected>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace hall {

/// How long people will wait: learned from each event, told to each new ticket at once, and for everybody
/// every few seconds by a thread of its own, so that the deciding thread never waits for it.
///
/// The border between the two threads is one job and one result under one mutex. All calls come from the
/// deciding thread.
class Foresight {
  public:
    explicit Foresight(const model::Hall& hall);
    Foresight(const Foresight&) = delete;
    Foresight& operator=(const Foresight&) = delete;
    ~Foresight();

    /// Forgets everything: the journal is about to be replayed.
    void begin_anew();

    /// To be told of every event, with the state before it is applied.
    void observe(const queue::State& before, const model::Event& event);

    /// Of a ticket that waits; below a millisecond.
    forecast::Prospect of(const queue::State& state, model::TicketId ticket, base::WallTime now) const;

    /// Lets the thread look ahead from here, unless it is still busy with the last time. The first time it is
    /// done at once, so that nobody is told of an empty hall.
    void look_ahead(const queue::State& state, base::WallTime now);

    /// What was found last, for an ordinary ticket of each service.
    const std::vector<model::Outlook>& outlooks();
    std::optional<model::Outlook> outlook(const model::ServiceId& service);

    /// This moment with something done that is only wondered about. UnknownCounter; BadRequest: no such
    /// preset.
    std::expected<std::unique_ptr<Moment>, model::Refusal>
    imagined(const queue::State& state, base::WallTime now, const model::WhatIf& what_if) const;

  private:
    std::unique_ptr<Moment> moment_from(const queue::State& state, base::WallTime now,
                                        forecast::Experience learned) const;
    void work(const std::stop_token& stop);

    base::Zone zone_;
    int roll_over_hour_;
    forecast::SharedPremises premises_;
    forecast::Experience experience_;
    int day_ = 0;
    base::WallTime midnight_; ///< of that day
    std::vector<model::Outlook> outlooks_;

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::unique_ptr<Moment> job_;                       ///< guarded by mutex_
    bool busy_ = false;                                 ///< guarded by mutex_
    std::optional<std::vector<model::Outlook>> result_; ///< guarded by mutex_
    std::jthread thread_;
};

} // namespace hall
