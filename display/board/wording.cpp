#include "display/board/wording.h"

#include "shared/language/catalogue.h"

#include <algorithm>
#include <array>

namespace display {

namespace {

constexpr std::array kWeekdays = {
    screen::msgid("Sunday"),   screen::msgid("Monday"), screen::msgid("Tuesday"), screen::msgid("Wednesday"),
    screen::msgid("Thursday"), screen::msgid("Friday"), screen::msgid("Saturday")};
constexpr std::array kMonths = {
    screen::msgid("January"), screen::msgid("February"), screen::msgid("March"),
    screen::msgid("April"),   screen::msgid("May"),      screen::msgid("June"),
    screen::msgid("July"),    screen::msgid("August"),   screen::msgid("September"),
    screen::msgid("October"), screen::msgid("November"), screen::msgid("December")};

std::string said_wait(const screen::Catalogue& catalogue, const model::RoundedWait& wait) {
    switch (wait.kind) {
    case model::RoundedWait::Kind::RightAway:
        return catalogue.tr("no wait");
    case model::RoundedWait::Kind::Between:
        if (wait.low == 0)
            return catalogue.tr("within {1} min", long{wait.high});
        return catalogue.tr("{1}–{2} min", long{wait.low}, long{wait.high});
    case model::RoundedWait::Kind::MoreThan:
        return catalogue.tr("over {1} min", long{wait.low});
    case model::RoundedWait::Kind::Unknown:
        break;
    }
    return {};
}

} // namespace

Wording::Wording(const std::vector<std::string>& languages) {
    for (const std::string& tag : languages) {
        if (tags_.size() == 2)
            break;
        tags_.push_back(tag);
        catalogues_.emplace_back(language::catalogue_name(tag));
    }
    if (tags_.empty()) {
        tags_.emplace_back("en");
        catalogues_.emplace_back("en");
    }
}

Both Wording::names(const model::Names& names) const {
    Both both{std::string(names.in(tags_.front())),
              tags_.size() > 1 ? std::string(names.in(tags_.back())) : std::string()};
    if (both.second == both.first)
        both.second.clear(); // the configuration has one language only
    return both;
}

Both Wording::wait(const model::RoundedWait& wait) const {
    return each([&](const screen::Catalogue& catalogue) { return said_wait(catalogue, wait); });
}

Both Wording::date(const base::LocalTime& time) const {
    return each([&](const screen::Catalogue& catalogue) {
        const auto month = static_cast<std::size_t>(std::clamp(time.month, 1, 12) - 1);
        const auto weekday = static_cast<std::size_t>(std::clamp(time.weekday, 0, 6));
        return catalogue.tr("{3}, {1} {2}", long{time.day}, catalogue.tr(kMonths.at(month)),
                            catalogue.tr(kWeekdays.at(weekday)));
    });
}

} // namespace display
