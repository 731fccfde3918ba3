#pragma once

#include "shared/lab/scenario.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

/// A line of a trace: what was seen to happen in a hall.
struct TraceLine {
    enum class Kind { Issue, Requeue, Transfer, Call, End, NoShow, Abandon, Counter } kind = Kind::Issue;
    DayTime at;
    std::string ticket;      ///< of all but Counter
    std::size_t counter = 0; ///< index in Scenario::counters; of Call, End, NoShow, Counter
    std::size_t service = 0; ///< of Issue, Requeue, Transfer
    std::size_t channel = 0;
    DayTime entry{};
    DeskState state = DeskState::Closed; ///< of Counter
};

/// Reads a day's trace, a JSON object a line; `forecast` lines in it are left out. Throws InputError with the
/// line's number and what is wrong.
std::vector<TraceLine> read_trace(std::string_view text, const Scenario& config, std::string_view name);

} // namespace lab
