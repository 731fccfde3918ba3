#pragma once

#include "shared/model/event.h"
#include "shared/model/explain.h"
#include "shared/queue/state.h"

#include <optional>
#include <span>

namespace queue {

/// Why a ticket was called when it was last, who passed it, and what changed its waiting clock: the day's
/// events are played again under `hall`, in as many pieces as one likes.
class Explainer {
  public:
    Explainer(model::Hall hall, model::TicketId ticket);

    /// The next event, from the day's DayBegan on.
    void see(const model::Event& event);

    /// True once nothing more can happen that matters: the ticket has ended.
    bool complete() const;

    /// A ticket that waits is explained as of `now`. Empty when the ticket was not among the events.
    std::optional<model::Explanation> explanation(base::WallTime now) const;

  private:
    void see_call(const model::Event& call, const model::Ticket& own);
    void see_own(const model::Event& event, const model::Ticket& before);

    State state_;
    model::Explanation told_;
    model::Explanation before_; ///< as it was told before the ticket's last event: a step may be taken back
};

/// All at once.
std::optional<model::Explanation> explain(const model::Hall& hall, std::span<const model::Event> events,
                                          model::TicketId ticket, base::WallTime now);

} // namespace queue
