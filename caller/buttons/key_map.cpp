#include "caller/buttons/key_map.h"

#include "shared/base/text.h"

#include <array>
#include <utility>

namespace caller {

namespace {

constexpr base::Duration kDeadAfterNext{800}, kDeadAfterOthers{250}, kDigitsKept{5000};
constexpr std::size_t kMostDigits = 4;

constexpr std::array<std::pair<std::string_view, Action>, 9> kActions{{
    {"next", Action::Next},
    {"recall", Action::Recall},
    {"start", Action::Start},
    {"finish", Action::Finish},
    {"no-show", Action::NoShow},
    {"park", Action::Park},
    {"transfer", Action::Transfer},
    {"pause", Action::Pause},
    {"open", Action::Open},
}};

KeyMap five_keys() {
    constexpr std::array kInOrder{Action::Next, Action::Recall, Action::NoShow, Action::Transfer,
                                  Action::Pause};
    constexpr std::array<Usage, 3> kFirstKeys{key::kOne, 0x04 /* a */, 0x68 /* F13 */};
    KeyMap map;
    for (const Usage first : kFirstKeys)
        for (std::size_t i = 0; i < kInOrder.size(); ++i)
            map.actions[static_cast<Usage>(first + i)] = kInOrder[i];
    return map;
}

KeyMap number_pad() {
    KeyMap map;
    map.numbers = true;
    map.actions = {{key::kPlus, Action::Next},
                   {key::kMinus, Action::Recall},
                   {key::kStar, Action::NoShow},
                   {key::kSlash, Action::Pause},
                   {key::kDot, Action::Start}};
    return map;
}

} // namespace

std::optional<KeyMap> KeyMap::preset(std::string_view name) {
    if (name == "five")
        return five_keys();
    if (name == "numeric")
        return number_pad();
    return std::nullopt;
}

std::optional<Action> parse_action(std::string_view name) {
    for (const auto& [known, action] : kActions)
        if (known == name)
            return action;
    return std::nullopt;
}

std::optional<Press> Keys::take(Usage raw, base::SteadyTime now) {
    const Usage usage = canonical(raw);
    if (now - last_digit_ > kDigitsKept)
        typed_.clear();
    if (const auto found = map_.actions.find(usage); found != map_.actions.end()) {
        typed_.clear();
        auto& dead_until = dead_until_[usage];
        if (now < dead_until)
            return std::nullopt;
        dead_until = now + (found->second == Action::Next ? kDeadAfterNext : kDeadAfterOthers);
        return found->second;
    }
    if (!map_.numbers)
        return std::nullopt;
    if (const auto digit = digit_of(usage)) {
        last_digit_ = now;
        if (typed_.size() == kMostDigits)
            typed_.clear(); // nobody means a number of five digits: begin again
        typed_ += static_cast<char>('0' + *digit);
    } else if (usage == key::kBackspace && !typed_.empty()) {
        typed_.pop_back();
    } else if (usage == key::kEnter) {
        return enter();
    }
    return std::nullopt;
}

std::optional<Press> Keys::enter() {
    const auto number = base::parse_number<int>(std::exchange(typed_, {}));
    if (!number || *number == 0)
        return std::nullopt;
    return EnterNumber{*number};
}

} // namespace caller
