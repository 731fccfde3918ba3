#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace admin {

/// A day of the calendar as people and spreadsheets write it, as YYYYMMDD: 2026-03-02, 2026/3/2 or 20260302.
std::optional<int> day_of(std::string_view text);

/// 20260302 is 2026-03-02.
std::string text_of_day(int day);

} // namespace admin
