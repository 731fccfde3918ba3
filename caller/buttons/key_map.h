#pragma once

#include "caller/buttons/usage.h"
#include "caller/press.h"
#include "shared/base/clock.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caller {

/// What the keys of a box mean: data, so that a box with other keys needs no other program.
struct KeyMap {
    std::map<Usage, Press> presses;
    std::map<Usage, Usage> same_as; ///< keys that are digits or ENTER on this box
    bool numbers = false; ///< digits and ENTER enter a number; a digit with a press of its own is none

    /// By its name; empty for any other.
    ///
    ///     numeric  a number pad: + next, - recall, * no-show, / pause, . start, = finish, Tab transfer, Esc
    ///              closes a question; digits and ENTER are a ticket's number
    ///     four     next, recall, no-show, pause
    ///     five     next, recall, no-show, transfer, pause
    ///     eight    next, recall, start, finish, no-show, park, transfer, pause
    ///     ten      those, open, and one that closes a question
    ///     twenty   the first eight, open, then 1 to 9, 0 and ENTER
    ///     rating   the visitor's: very satisfied to not satisfied at all
    ///
    /// The keys of all but the first are in this order: 1, 2 …, or a, b …, or F13, F14 …, or the buttons 1,
    /// 2 … (what programmable boxes are sold with); of "twenty" letters or buttons. While a question is open,
    /// the keys of four, five, eight and ten are its answers in this order.
    static std::optional<KeyMap> preset(std::string_view name);
    static const std::vector<std::string>& preset_names();
};

/// "next", "recall", "start", "finish", "no-show", "park", "transfer", "pause", "open".
std::optional<Action> parse_action(std::string_view name);

/// Turns the keys of one box into presses.
///
/// A key is dead for a while after it acted: 800 ms for next, where one press too many skips a person, and
/// 250 ms for the others. Digits are never dead (a 00-key sends two within 10 ms); they are forgotten after
/// five seconds without ENTER, and a number has four digits at most. 0 and ENTER close a question.
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
