#include "shared/config/units.h"

#include "shared/base/text.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace config {

using namespace std::chrono_literals;

namespace {

constexpr base::Duration kLongest = 366 * 24h;

constexpr std::array<std::pair<std::string_view, base::Duration>, 4> kUnits{
    {{"h", 1h}, {"min", 1min}, {"s", 1s}, {"ms", 1ms}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes the leading characters that are digits, or those that are not.
std::string_view take(std::string_view& text, bool digits) {
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length]) == digits)
        ++length;
    const std::string_view taken = text.substr(0, length);
    text.remove_prefix(length);
    return base::trim(taken);
}

std::optional<base::Duration> unit(std::string_view name) {
    for (const auto& [known, duration] : kUnits)
        if (known == name)
            return duration;
    return std::nullopt;
}

} // namespace

std::optional<base::Duration> parse_duration(std::string_view text) {
    text = base::trim(text);
    if (text.empty())
        return std::nullopt;
    base::Duration sum{};
    while (!text.empty()) {
        const auto count = base::parse_number<int>(take(text, true));
        const auto of = unit(take(text, false));
        if (!count || !of || *count > kLongest / *of)
            return std::nullopt;
        sum += *count * *of;
    }
    return sum > kLongest ? std::nullopt : std::optional(sum);
}

std::string write_duration(base::Duration duration) {
    if (duration == base::Duration::zero())
        return "0 min";
    std::string out;
    for (const auto& [name, length] : kUnits) {
        if (const auto count = duration / length; count != 0)
            out += fmt::format("{}{} {}", out.empty() ? "" : " ", count, name);
        duration %= length;
    }
    return out;
}

std::optional<model::MinuteOfDay> parse_time_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    const auto hour = base::parse_number<unsigned>(text.substr(0, 2));
    const auto minute = base::parse_number<unsigned>(text.substr(3));
    if (!hour || !minute || *hour > 24 || *minute > 59 || (*hour == 24 && *minute != 0))
        return std::nullopt;
    return static_cast<model::MinuteOfDay>(*hour * 60 + *minute);
}

std::string write_time_of_day(model::MinuteOfDay minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

} // namespace config
