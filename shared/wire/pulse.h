#pragma once

#include "shared/base/clock.h"

namespace wire {

/// The hall publishes something at least so often, and before it begins work that may take long.
inline constexpr base::Duration kPulse{250};

/// Who has heard nothing from the hall for so long is out of touch: a dead, hung or cut-off hall is told of
/// within a second. Three pulses; a hall that waits for a slow disk is silent for the time of one commit.
inline constexpr base::Duration kSilence{800};

} // namespace wire
