#pragma once

#include "tests/bench/measure.h"

namespace bench {

/// A million events of many days: read from a journal, and applied to a state.
Figures hall_replay();

} // namespace bench
