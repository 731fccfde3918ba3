#include "shared/report/period.h"

#include "shared/base/day.h"
#include "shared/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace report {

namespace {

constexpr int kDaysOfWeek = 7;

bool is_day(int year, int month, int day) {
    using namespace std::chrono;
    return year >= 1970 && year <= 9999 && month >= 0 && day >= 0 &&
           year_month_day{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                          std::chrono::day(static_cast<unsigned>(day))}
               .ok();
}

constexpr int whole(int year, int month, int day) {
    return year * 10000 + month * 100 + day;
}

/// So many decimal digits, no sign.
std::optional<int> digits(std::string_view text, std::size_t count) {
    if (text.size() != count || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return base::parse_number<int>(text);
}

/// The Monday of ISO week 1: the week that holds 4 January.
int first_monday(int year) {
    const int fourth = whole(year, 1, 4);
    return base::add_days(fourth, -base::weekday(fourth));
}

int days_between(int from, int to) {
    int count = 0;
    for (int day = from; day < to; day = base::add_days(day, 1))
        ++count;
    return count;
}

} // namespace

int Period::days() const {
    return days_between(first, last) + 1;
}

std::optional<Period> day_named(std::string_view text, int today) {
    if (text == "today")
        return Period{Period::Kind::Day, today, today};
    if (text == "yesterday") {
        const int day = base::add_days(today, -1);
        return Period{Period::Kind::Day, day, day};
    }
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = digits(text.substr(0, 4), 4);
    const auto month = digits(text.substr(5, 2), 2);
    const auto day = digits(text.substr(8), 2);
    if (!year || !month || !day || !is_day(*year, *month, *day))
        return std::nullopt;
    const int named = whole(*year, *month, *day);
    return Period{Period::Kind::Day, named, named};
}

std::optional<Period> week_named(std::string_view text) {
    if (text.size() != 8 || text.substr(4, 2) != "-W")
        return std::nullopt;
    const auto year = digits(text.substr(0, 4), 4);
    const auto week = digits(text.substr(6), 2);
    if (!year || !week || *year < 1970 || *year > 9998 || *week < 1)
        return std::nullopt;
    const int monday = base::add_days(first_monday(*year), (*week - 1) * kDaysOfWeek);
    if (monday >= first_monday(*year + 1)) // most years have 52 weeks
        return std::nullopt;
    return Period{Period::Kind::Week, monday, base::add_days(monday, kDaysOfWeek - 1)};
}

std::optional<Period> month_named(std::string_view text) {
    if (text.size() != 7 || text[4] != '-')
        return std::nullopt;
    const auto year = digits(text.substr(0, 4), 4);
    const auto month = digits(text.substr(5), 2);
    if (!year || !month || *year > 9998 || !is_day(*year, *month, 1))
        return std::nullopt;
    const int next = *month == 12 ? whole(*year + 1, 1, 1) : whole(*year, *month + 1, 1);
    return Period{Period::Kind::Month, whole(*year, *month, 1), base::add_days(next, -1)};
}

std::string name_of(const Period& period) {
    switch (period.kind) {
    case Period::Kind::Day:
        return date_text(period.first);
    case Period::Kind::Week: {
        // Thursday is in the year that the week belongs to.
        const int year = base::add_days(period.first, 3) / 10000;
        const int week = days_between(first_monday(year), period.first) / kDaysOfWeek + 1;
        return fmt::format("{:04}-W{:02}", year, week);
    }
    case Period::Kind::Month:
        return date_text(period.first).substr(0, 7);
    }
    return {};
}

std::string date_text(int day) {
    return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

} // namespace report
