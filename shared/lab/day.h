#pragma once

#include "shared/lab/scenario.h"

#include <cstddef>
#include <functional>
#include <string_view>

namespace lab {

/// What happens in a simulated day, in the order of processing: a line of the trace.
struct DayEvent {
    enum class Kind { Issue, Requeue, Transfer, Call, End, NoShow, Counter } kind = Kind::Issue;
    DayTime at;
    std::size_t visitor = 0; ///< index in Scenario::visitors; not of Counter
    std::size_t counter = 0; ///< index in Scenario::counters; of Call, End, NoShow, Counter
    std::size_t service = 0; ///< of Issue, Requeue, Transfer
    std::size_t channel = 0;
    DayTime entry{};
    DeskState state = DeskState::Closed; ///< of Counter
};

/// Runs one day exactly: who is called where and when follows from the scenario alone, so that two correct
/// implementations agree on every call. The calling rule is the hall's own (queue::pick). Throws InputError
/// if the day goes on for more than a year.
void run_day(const Scenario& scenario, const std::function<void(const DayEvent&)>& happened);

/// A line of the trace, without its line end.
std::string trace_line(const Scenario& scenario, const DayEvent& event);

} // namespace lab
