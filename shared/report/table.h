#pragma once

#include "shared/base/clock.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace report {

/// So many of so many. Of none there is no share.
struct Share {
    std::int64_t part = 0;
    std::int64_t whole = 0;

    bool operator==(const Share&) const = default;
};

/// A mean of marks; of none there is none.
struct Mean {
    std::int64_t sum = 0;
    std::int64_t count = 0;

    bool operator==(const Mean&) const = default;
};

/// Nothing; a text; a count; a time that something took; a share; a mean mark; a moment.
using Cell =
    std::variant<std::monostate, std::string, std::int64_t, base::Duration, Share, Mean, base::WallTime>;

/// How a column is set.
enum class Look {
    Text,
    Group, ///< the word of a `By`: rows of one stand together under its title
    Said,  ///< a text that a person or a program gave: shown in the reader's language where it is one of ours
    Date,  ///< a text that is not broken
    Id,    ///< for programs: not on paper
    Number,  ///< counts, shares, marks
    Minutes, ///< a duration, in minutes with one decimal
    Hours,   ///< a duration as h:mm
    Moment,  ///< a date and time of the day
};

struct Column {
    std::string key;   ///< stable; ends with its unit: wait_p90_s, over_target_share
    std::string title; ///< in the report's language
    Look look = Look::Text;
};

/// The part of a report that a table belongs to, in the order in which they stand.
enum class Chapter {
    Overview,
    Visitors,
    Waits,
    Service,
    Fairness,
    Outcomes,
    Satisfaction,
    Staff,
    Records,
    Equipment
};

/// What all three forms of a report are made from.
struct Table {
    std::string id; ///< stable: the name of the CSV file and the key of the JSON
    std::string title;
    Chapter chapter = Chapter::Overview;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows; ///< each as long as `columns`
    std::string empty;                   ///< said in the place of a table without rows
    bool on_paper = true;                ///< false: a chart shows it
};

/// Seconds with three decimals: 754.25 s is "754.250".
std::string seconds_text(base::Duration duration);
/// Four decimals: "0.2143"; empty of none.
std::string share_text(const Share& share);
/// Three decimals: "4.250"; empty of none.
std::string mean_text(const Mean& mean);

} // namespace report
