#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace report {

/// The service days of one report: a day, a week from Monday to Sunday (ISO 8601), or a month of the
/// calendar.
struct Period {
    enum class Kind { Day, Week, Month } kind = Kind::Day;
    int first = 0; ///< YYYYMMDD
    int last = 0;  ///< the last day that belongs to it

    bool covers(int day) const { return first <= day && day <= last; }
    int days() const;

    bool operator==(const Period&) const = default;
};

// What a person types: "2026-11-26", "today", "yesterday"; "2026-W48"; "2026-11". Empty when it is none, or
// no day of the calendar. `today` is YYYYMMDD.
std::optional<Period> day_named(std::string_view text, int today);
std::optional<Period> week_named(std::string_view text);
std::optional<Period> month_named(std::string_view text);

/// The name that reads back as the same period: "2026-11-26", "2026-W48", "2026-11".
std::string name_of(const Period& period);

/// 20261126 is "2026-11-26".
std::string date_text(int day);

} // namespace report
