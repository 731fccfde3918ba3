#pragma once

#include "shared/base/clock.h"
#include "shared/model/board.h"
#include "shared/model/command.h"
#include "shared/model/event.h"
#include "shared/wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace support {

/// One command as its client saw it. Asked again under the same request it is another Operation.
struct Operation {
    std::string client; ///< one run of one device
    std::uint64_t request = 0;
    model::Command command;
    base::SteadyTime invoked;
    std::optional<base::SteadyTime> returned{}; ///< empty: never answered, it may have happened or not
    model::Answer answer{};
};

/// What the hall has told everybody.
struct Heard {
    wire::StreamPosition position;
    std::optional<model::Event> event{}; ///< of an update; a sign of life has none
};

/// What is wrong, a sentence each; empty: all is right.
using Complaints = std::vector<std::string>;

/// Judges whether what clients saw and what the journal holds is one story, whatever died in between:
///
/// - the journal's numbers have no holes, and each event follows from those before: a ticket is issued once,
///   with the next number of its letter and day; it is at one counter at most, and a counter has one visitor
///   at most; it is called in its turn;
/// - every acknowledged command is in the journal as it was acknowledged, and no two requests share an event;
/// - a request that was repeated got the same answer every time;
/// - what no client knows of is explained by a request that was never answered, one event each;
/// - the journal's order is a possible one: nothing stands before something that had ended before it began;
/// - every refusal was true at some moment between question and answer.
///
/// So the history is linearizable, with the journal as the witness. For halls in which every counter serves
/// all services, with one channel and no staff's picks. O(n log n).
Complaints judge(const std::vector<Operation>& history, const std::vector<model::Event>& journal);

/// Nothing was told to everybody that is not in the journal, as it stands there and in its order; nor did a
/// sign of life speak of more than the next start of the hall found there.
Complaints judge_published(const std::vector<Heard>& heard, const std::vector<model::Event>& journal,
                           std::uint64_t store);

/// A display's board is what the journal's day has come to: who waits, who is called and where.
Complaints judge_board(const model::Board& board, const std::vector<model::Event>& journal);

} // namespace support
