#include "shared/report/moment.h"

#include <fmt/format.h>

#include <chrono>

namespace report {

std::string iso_text(base::WallTime time, const base::Zone& zone) {
    using namespace std::chrono;
    const base::LocalTime local = zone.local(time);
    const auto shown = sys_days(year(local.year) / month(static_cast<unsigned>(local.month)) /
                                day(static_cast<unsigned>(local.day))) +
                       hours(local.hour) + minutes(local.minute) + seconds(local.second);
    const auto offset = duration_cast<minutes>(shown - floor<seconds>(time)).count();
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}", local.year, local.month, local.day,
                       local.hour, local.minute, local.second, offset < 0 ? '-' : '+', std::abs(offset) / 60,
                       std::abs(offset) % 60);
}

std::string minute_text(base::WallTime time, const base::Zone& zone) {
    const base::LocalTime local = zone.local(time);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", local.year, local.month, local.day, local.hour,
                       local.minute);
}

} // namespace report
