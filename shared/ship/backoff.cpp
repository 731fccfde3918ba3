#include "shared/ship/backoff.h"

#include <algorithm>

namespace ship {

base::Duration Backoff::next(double chance) {
    const double part = 0.5 + std::clamp(chance, 0.0, 1.0) / 2;
    const auto wait =
        base::Duration(static_cast<base::Duration::rep>(static_cast<double>(longest_.count()) * part));
    longest_ = std::min(longest_ * 2, kMost);
    return wait;
}

} // namespace ship
