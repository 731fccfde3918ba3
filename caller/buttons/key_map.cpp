#include "caller/buttons/key_map.h"

#include "shared/base/text.h"

#include <array>
#include <span>
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

using enum Action;
constexpr std::array kFour{Next, Recall, NoShow, Pause};
constexpr std::array kFive{Next, Recall, NoShow, Transfer, Pause};
constexpr std::array kNine{Next, Recall, Start, Finish, NoShow, Park, Transfer, Pause, Open};
constexpr std::size_t kEight = 8;
constexpr int kBest = 5;

/// The first key of each row that programmable boxes send, and how many keys the row has.
struct Row {
    Usage first;
    std::size_t length;
};
constexpr std::array<Row, 4> kRows{{{key::kOne, 10}, {key::kLetterA, 26}, {key::kF13, 12}, {button(1), 99}}};

/// The keys at this place, from 0, of all rows that have `length` keys.
std::vector<Usage> keys_at(std::size_t place, std::size_t length) {
    std::vector<Usage> keys;
    for (const Row& row : kRows)
        if (row.length >= length)
            keys.push_back(row.first + static_cast<Usage>(place));
    return keys;
}

/// A box without digits: its keys answer too.
KeyMap answering(std::span<const Action> actions, std::size_t length) {
    KeyMap map;
    for (std::size_t place = 0; place < actions.size(); ++place)
        for (const Usage usage : keys_at(place, length))
            map.presses[usage] = Keyed{actions[place], place};
    return map;
}

KeyMap ten_keys() {
    auto map = answering(kNine, kNine.size() + 1);
    for (const Usage usage : keys_at(kNine.size(), kNine.size() + 1))
        map.presses[usage] = Dismiss{};
    return map;
}

KeyMap twenty_keys() {
    constexpr std::size_t kAll = 20, kDigits = 10;
    KeyMap map;
    map.numbers = true;
    for (std::size_t place = 0; place < kAll; ++place)
        for (const Usage usage : keys_at(place, kAll))
            if (place < kNine.size())
                map.presses[usage] = kNine[place];
            else if (place < kNine.size() + kDigits)
                map.same_as[usage] = key::kOne + static_cast<Usage>(place - kNine.size());
            else
                map.same_as[usage] = key::kEnter;
    return map;
}

KeyMap rating_keys() {
    KeyMap map;
    for (int score = kBest; score >= 1; --score)
        for (const Usage usage : keys_at(static_cast<std::size_t>(kBest - score), kBest))
            map.presses[usage] = Rate{score};
    return map;
}

KeyMap number_pad() {
    KeyMap map;
    map.numbers = true;
    map.presses = {{key::kPlus, Next},    {key::kMinus, Recall},    {key::kStar, NoShow},
                   {key::kSlash, Pause},  {key::kDot, Start},       {key::kEquals, Finish},
                   {key::kTab, Transfer}, {key::kEscape, Dismiss{}}};
    return map;
}

struct Preset {
    std::string_view name;
    KeyMap (*make)();
};
constexpr std::array<Preset, 7> kPresets{
    {{"numeric", number_pad},
     {"four", [] { return answering(kFour, kFour.size()); }},
     {"five", [] { return answering(kFive, kFive.size()); }},
     {"eight", [] { return answering(std::span(kNine).first(kEight), kEight); }},
     {"ten", ten_keys},
     {"twenty", twenty_keys},
     {"rating", rating_keys}}};

bool is_next(const Press& press) {
    const auto* keyed = std::get_if<Keyed>(&press);
    return press == Press(Next) || (keyed != nullptr && keyed->action == Next);
}

} // namespace

std::optional<KeyMap> KeyMap::preset(std::string_view name) {
    for (const Preset& one : kPresets)
        if (one.name == name)
            return one.make();
    return std::nullopt;
}

const std::vector<std::string>& KeyMap::preset_names() {
    static const auto names = [] {
        std::vector<std::string> all;
        all.reserve(std::size(kPresets));
        for (const Preset& one : kPresets)
            all.emplace_back(one.name);
        return all;
    }();
    return names;
}

std::optional<Action> parse_action(std::string_view name) {
    for (const auto& [known, action] : kActions)
        if (known == name)
            return action;
    return std::nullopt;
}

std::optional<Press> Keys::take(Usage raw, base::SteadyTime now) {
    Usage usage = canonical(raw);
    if (const auto same = map_.same_as.find(usage); same != map_.same_as.end())
        usage = same->second;
    if (now - last_digit_ > kDigitsKept)
        typed_.clear();
    if (const auto found = map_.presses.find(usage); found != map_.presses.end()) {
        typed_.clear();
        auto& dead_until = dead_until_[usage];
        if (now < dead_until)
            return std::nullopt;
        dead_until = now + (is_next(found->second) ? kDeadAfterNext : kDeadAfterOthers);
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
    if (!number)
        return std::nullopt;
    if (*number == 0)
        return Dismiss{};
    return EnterNumber{*number};
}

} // namespace caller
