#include "shared/report/facts.h"

#include <algorithm>

namespace report {

std::optional<base::Duration> Visit::waited() const {
    if (turn == Turn::Woken)
        return std::nullopt;
    return std::max(base::Duration::zero(), called - joined);
}

std::optional<base::Duration> Visit::served() const {
    if (!ended || ending == Ending::Missed)
        return std::nullopt;
    // A clerk who only presses Next never says when the visitor came: the hall writes both steps at once.
    const bool pressed = began && *began < *ended;
    return *ended - (pressed ? *began : called);
}

} // namespace report
