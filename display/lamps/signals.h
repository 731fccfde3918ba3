#pragma once

#include "shared/base/clock.h"
#include "shared/model/board.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace display {

/// A lamp or a bell above a counter, on a relay.
struct SignalOptions {
    enum class Kind { Lamp, Bell } kind = Kind::Lamp;
    model::CounterId counter;
    std::filesystem::path port; ///< of the relay board
    int relay = 1;              ///< as it is numbered on the board

    bool operator==(const SignalOptions&) const = default;
};

/// Which lamps and bells are on.
///
///     the counter's ticket      lamp                               bell
///     called, called again      1 Hz for four seconds, then on     on for 0.6 s
///     comes, is given up, gone  dark                               -
///     hall out of touch         dark: it may call nobody any more  -
///
/// Pure.
class Signals {
  public:
    static constexpr base::Duration kHalfFlash{500}, kFlashing{4000}, kRing{600};

    /// Somebody is called to this counter, or called again. `ring`: sounds may be made now.
    void called(model::CounterId counter, bool ring, base::SteadyTime now);
    /// What the board says: a counter that calls nobody is dark; one that does so since before is lit.
    void follow(const model::Board& board, base::SteadyTime now);
    void all_dark() { calls_.clear(); }

    bool is_on(SignalOptions::Kind kind, model::CounterId counter, base::SteadyTime now) const;

    /// When one of them changes by itself.
    std::optional<base::SteadyTime> next_change(base::SteadyTime now) const;

  private:
    struct Call {
        base::SteadyTime at;
        bool rings = false;
    };
    std::map<model::CounterId, Call> calls_;
};

} // namespace display
