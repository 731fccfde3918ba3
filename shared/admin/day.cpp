#include "shared/admin/day.h"

#include "shared/base/text.h"

#include <fmt/core.h>

#include <chrono>

namespace admin {

std::optional<int> day_of(std::string_view text) {
    const char mark = text.find('/') == std::string_view::npos ? '-' : '/';
    auto parts = base::split(text, mark);
    if (parts.size() == 1 && text.size() == 8)
        parts = {text.substr(0, 4), text.substr(4, 2), text.substr(6)};
    if (parts.size() != 3 || parts[0].size() != 4 || parts[1].size() > 2 || parts[2].size() > 2)
        return std::nullopt;
    const auto year = base::parse_number<unsigned>(parts[0]);
    const auto month = base::parse_number<unsigned>(parts[1]);
    const auto day = base::parse_number<unsigned>(parts[2]);
    if (!year || *year < 1000 || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok())
        return std::nullopt;
    return static_cast<int>(*year * 10000 + *month * 100 + *day);
}

std::string text_of_day(int day) {
    return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

} // namespace admin
