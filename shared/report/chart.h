#pragma once

#include "shared/report/facts.h"
#include "shared/report/tables.h"

#include <string>
#include <string_view>

namespace report {

/// For HTML and SVG: text and attribute values alike.
std::string escaped(std::string_view text);

// Pictures of a report, each a <figure> with an SVG inside: its title, a drawing and a legend. Every number
// that a picture shows stands in a table, too; no colour stands alone. Empty where there is nothing to show.
std::string chart_of_hours(const Facts& facts, const Setting& setting); ///< visitors, stacked by channel
std::string chart_of_days(const Facts& facts, const Setting& setting);  ///< visitors and waits, day by day
std::string chart_of_week(const Facts& facts, const Setting& setting);  ///< visitors by weekday and hour
std::string chart_of_waits(const Facts& facts, const Setting& setting); ///< by service, against the target
std::string chart_of_satisfaction(const Facts& facts,
                                  const Setting& setting); ///< five levels, hall and services

} // namespace report
