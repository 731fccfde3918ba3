#include "shared/model/ahead.h"

#include <fmt/core.h>

namespace model {

namespace {

std::string text_of(const Estimate& estimate) {
    if (estimate.low == estimate.high)
        return std::to_string(estimate.point);
    return fmt::format("{} ({}-{})", estimate.point, estimate.low, estimate.high);
}

int rounded_minutes(base::Duration duration) {
    return static_cast<int>(std::chrono::round<std::chrono::minutes>(duration).count());
}

std::string text_of(const WaitsAhead& waits) {
    std::string text = fmt::format("{} visitors, mean wait {} min, 90 of 100 within {} min", waits.visitors,
                                   rounded_minutes(waits.mean), rounded_minutes(waits.p90));
    if (waits.over_target)
        text += fmt::format(", {}.{} % over target", *waits.over_target / 10, *waits.over_target % 10);
    return text;
}

} // namespace

std::string half_hours_of(const HoursAhead& ahead, const base::Zone& zone) {
    std::string text =
        fmt::format("{:13}{:>14}{:>14}{:>14}{:>14}\n", "", "visitors", "waiting", "counters", "wait, min");
    for (const HalfHourAhead& half_hour : ahead.half_hours)
        text += fmt::format(
            "{}-{}  {:>14}{:>14}{:>14}{:>14}\n", zone.clock(half_hour.from), zone.clock(half_hour.to),
            text_of(half_hour.visitors), text_of(half_hour.waiting), text_of(half_hour.counters),
            text_of(Estimate{rounded_minutes(half_hour.wait.low), rounded_minutes(half_hour.wait.point),
                             rounded_minutes(half_hour.wait.high)}));
    return text;
}

std::string table_of(const HoursAhead& ahead, const base::Zone& zone) {
    std::string text = half_hours_of(ahead, zone);
    text += fmt::format("green channels: {}\n", text_of(ahead.green));
    text += fmt::format("other channels: {}\n", text_of(ahead.others));
    text += ahead.days == 0 ? "No earlier day is known: today goes on as it is.\n"
                            : fmt::format("Learned from {} earlier days.\n", ahead.days);
    return text;
}

} // namespace model
