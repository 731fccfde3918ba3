#pragma once

#include "caller/buttons/usage.h"
#include "caller/press.h"
#include "shared/base/clock.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace caller {

/// What the keys of a box mean: data, so that a box with other keys needs no other program.
struct KeyMap {
    std::map<Usage, Action> actions;
    bool numbers = false; ///< digits and ENTER enter a number; a digit with an action of its own is none

    /// "five": keys 1–5, a–e or F13–F17 are next, recall, no-show, transfer, pause (what programmable boxes
    /// are sold with). "numeric": a number pad; + next, - recall, * no-show, / pause, . start, digits and
    /// ENTER a ticket's number. Empty for any other name.
    static std::optional<KeyMap> preset(std::string_view name);
};

/// "next", "recall", "start", "finish", "no-show", "park", "transfer", "pause", "open".
std::optional<Action> parse_action(std::string_view name);

/// Turns the keys of one box into presses.
///
/// A key is dead for a while after it acted: 800 ms for next, where one press too many skips a person, and
/// 250 ms for the others. Digits are never dead (a 00-key sends two within 10 ms); they are forgotten after
/// five seconds without ENTER, and a number has four digits at most.
///
/// Pure: the time comes in.
class Keys {
  public:
    explicit Keys(KeyMap map) : map_(std::move(map)) {}

    std::optional<Press> take(Usage usage, base::SteadyTime now);

    /// What was typed so far, for the pad to show.
    const std::string& typed() const { return typed_; }
    void forget() { typed_.clear(); }

  private:
    std::optional<Press> enter();

    KeyMap map_;
    std::string typed_;
    base::SteadyTime last_digit_{};
    std::map<Usage, base::SteadyTime> dead_until_;
};

} // namespace caller
