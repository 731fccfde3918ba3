#pragma once

#include "shared/base/clock.h"
#include "shared/model/ids.h"

#include <deque>

namespace kiosk {

/// Holds back whoever plays with the kiosk: within a minute it gives eight numbers of one service and twenty
/// in all. Nobody who reads a page before the next touch is that quick, so everybody else never notices it.
///
/// Pure: no clock. Remembers the last minute only.
class Brake {
  public:
    /// How long until this kiosk gives another number of this service; zero: at once.
    base::Duration wait(const model::ServiceId& service, base::SteadyTime now) const;

    /// A number was asked for.
    void note(const model::ServiceId& service, base::SteadyTime now);

    static constexpr base::Duration kBrakeSpan = std::chrono::minutes(1);
    static constexpr std::size_t kMostOfService = 8;
    static constexpr std::size_t kMostInAll = 20;

  private:
    struct Taken {
        model::ServiceId service;
        base::SteadyTime at;
    };
    std::deque<Taken> taken_; ///< oldest first
};

} // namespace kiosk
