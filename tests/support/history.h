#pragma once

#include "shared/base/clock.h"
#include "shared/model/command.h"
#include "shared/model/event.h"

#include <optional>
#include <string>
#include <vector>

namespace support {

/// One take or call as its client saw it.
struct Operation {
    enum class Kind { Take, Call } kind = Kind::Take;
    base::SteadyTime invoked;
    std::optional<base::SteadyTime> returned; ///< empty: never answered, it may have happened or not
    model::Answer answer;
};

/// Judges whether what clients saw and what the journal holds is one story, whatever died in between:
///
/// - every acknowledged ticket and call is in the journal, as it was acknowledged, and acknowledged to one
/// only;
/// - a ticket is issued once and called at most once; numbers run without holes from 001, letter by letter;
/// - what no client knows of is explained by a request that was never answered;
/// - the journal's order is a possible one: nothing stands before something that had ended before it began;
/// - of one service, tickets are called in the order of issue, and nobody was told "nobody waits" while
///   somebody surely waited.
///
/// Exact for the case it is made for: one channel, every counter serves all services of the history, tickets
/// neither return nor move. O(n log n). Returns what is wrong, a sentence each; empty: right.
std::vector<std::string> judge(const std::vector<Operation>& history,
                               const std::vector<model::Event>& journal);

} // namespace support
