#pragma once

#include "shared/base/clock.h"

namespace model {

/// What was foreseen of a wait: eighty of a hundred should end between `low` and `high`, half before `point`.
/// People are never shown the point (see Forecast in board.h).
struct Foreseen {
    base::Duration low{};
    base::Duration point{};
    base::Duration high{};

    bool operator==(const Foreseen&) const = default;
};

} // namespace model
