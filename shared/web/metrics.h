#pragma once

#include "shared/web/bulletin.h"
#include "shared/web/meter.h"

#include <optional>
#include <string>

namespace web {

/// What one scrape tells.
struct Scrape {
    const State& state;        ///< of the hall; of one that is not fresh only that is told, no old figures
    const Meter& meter;        ///< counters go on, whatever the link does
    std::uint64_t read_to = 0; ///< the last event that the meter has read
    std::optional<base::Duration> silence; ///< since the hall's last word; none before the first
    base::WallTime now;                    ///< the hall's clock
    std::string version;
    int streams = 0;
};

/// Prometheus' text exposition format, version 0.0.4. Names begin with jiaohao_ and end with their unit;
/// counters with _total. Labels are ids of the configuration, counters' numbers and devices' names: nobody's
/// person or number.
std::string metrics_text(const Scrape& scrape);

inline constexpr const char* kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

} // namespace web
