#pragma once

#include "caller/buttons/usage.h"
#include "shared/base/clock.h"
#include "shared/usb/keys_down.h"

#include <map>
#include <optional>
#include <vector>

namespace caller {

/// Makes strokes of what a box says is down.
///
/// One report gives at most one stroke: the key that was not down in the report before. Safety first, as a
/// false press skips a person. No stroke is
///   - two new keys at once, or any with a modifier: they count as held;
///   - a repeated report (a box that ignores SET_IDLE);
///   - a key that was up for less than `bounce`: a worn contact. But for zero, whose key is often a 00-key.
/// A key that is held for kStuck is told once, by tick(), and then is as if it were not there until it is
/// let go: a stuck modifier does not silence the box. NumLock is no key: some pads wrap every digit in it.
///
/// A box may have several reports (`part`), each of which speaks of its own keys only.
///
/// Pure: the time comes in.
class Strokes {
  public:
    static constexpr base::Duration kBounce{30}, kStuck{30000};

    /// `bounce` 0: the box sees to that itself, and what it tells may have waited.
    explicit Strokes(base::Duration bounce = kBounce) : bounce_(bounce) {}

    std::optional<Usage> take(int part, const usb::KeysDown& keys, base::SteadyTime now);

    /// The key that has been down for kStuck by now, if there is a new one.
    std::optional<Usage> tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const;

    /// Whether any key that was told as stuck still is.
    bool stuck() const;

    /// Everything is up, without a stroke: the box was away.
    void forget();

  private:
    struct Held {
        base::SteadyTime since;
        bool stuck = false;
    };
    struct LetGo {
        base::SteadyTime at;
        Held held;
    };

    bool is_down(Usage usage) const;
    bool modified() const;

    base::Duration bounce_;
    std::map<int, std::map<Usage, Held>> down_;
    std::map<Usage, LetGo> let_go_; ///< a moment ago
};

} // namespace caller
