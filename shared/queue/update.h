#pragma once

#include "shared/model/board.h"
#include "shared/model/event.h"
#include "shared/queue/state.h"

namespace queue {

/// What followers are told of an event: call it after apply(state, event). Public: notes are removed.
model::Update after(const State& state, const model::Event& event);

/// The snapshot for those who join: live tickets and the last model::kRememberFinished ended ones, without
/// notes and appointments. Following updates from any snapshot on gives exactly the board of a later
/// snapshot.
///
/// The caller fills in store, boot, now (when sent), accepting and outlooks, which no update carries.
model::Board board(const State& state);

} // namespace queue
