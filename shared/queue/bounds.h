#pragma once

#include "shared/model/event.h"
#include "shared/queue/state.h"

#include <optional>
#include <string>

namespace queue {

/// What the rule promises those who wait.
enum class Bound {
    Fifo,   ///< F1: within a service and channel, in the order of entry
    Cap,    ///< F3: passed by nobody who entered more than its channel's cap later
    Window, ///< F2: passed only by the head start and by what the multiplier has gained since
    Work,   ///< F7: a counter that calls gets somebody whom it may serve, when there is one
    Order,  ///< the largest credit first, emergencies before all
};

/// A promise that was not kept.
struct Violation {
    Bound bound = Bound::Order;
    model::TicketId called;
    model::TicketId passed;                ///< should have been called
    base::Duration later{};                ///< by which the called one entered later
    std::optional<base::Duration> allowed; ///< F2, F3: how much later it might have entered

    bool operator==(const Violation&) const = default;
};

/// Whether a call keeps the promises to all who wait; `before` is the state in which it was decided. A ticket
/// that staff picked out of turn breaks none: that is recorded instead.
///
/// Looks at the head of every line that the counter may call from, never at pick(): a second opinion on each
/// call for O(services × channels), whatever the length of the queues.
std::optional<Violation> check_call(const State& before, const model::Event& call);

/// F7 for a counter that was told that nobody waits.
std::optional<Violation> check_idle(const State& state, model::CounterId counter, base::WallTime now);

/// One line for the log: "F3: B007 was called before A001 and had entered 3000 s later; 2700 s are allowed".
std::string describe(const State& state, const Violation& violation);

} // namespace queue
