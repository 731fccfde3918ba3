#pragma once

#include "shared/model/board.h"

namespace support {

/// A busy morning in a hall with eight services and six counters, at 10:26 in Shanghai on Monday 2 March
/// 2026: counter 4 is paused until 10:45, counter 6 closed. Counters 1, 2 and 5 serve A019, B011 and A020.
model::Board sample_board();

/// Tells `board` that a counter called, recalled, started or gave up a ticket; answers the update that a
/// follower would get. An unknown ticket is issued on the way.
model::Update happen(model::Board& board, model::EventKind kind, std::uint64_t ticket, int counter,
                     std::string number = {});

} // namespace support
