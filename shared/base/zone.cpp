#include "shared/base/zone.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/core.h>

#include <stdexcept>

namespace base {

namespace {

const date::time_zone* find_zone(std::string_view name) {
    try {
        return date::locate_zone(std::string(name));
    } catch (const std::exception&) {
        throw std::runtime_error(
            fmt::format("'{}' is not a time zone this machine knows; an example is Asia/Shanghai", name));
    }
}

LocalTime broken_down(date::local_time<Duration> time) {
    const auto midnight = date::floor<date::days>(time);
    const date::year_month_day ymd(midnight);
    const date::hh_mm_ss hms(date::floor<std::chrono::seconds>(time - midnight));
    return LocalTime{static_cast<int>(ymd.year()),
                     static_cast<int>(static_cast<unsigned>(ymd.month())),
                     static_cast<int>(static_cast<unsigned>(ymd.day())),
                     static_cast<int>(hms.hours().count()),
                     static_cast<int>(hms.minutes().count()),
                     static_cast<int>(hms.seconds().count()),
                     static_cast<int>(date::weekday(midnight).c_encoding())};
}

} // namespace

Zone::Zone(std::string_view name) : name_(name), zone_(find_zone(name)) {}

LocalTime Zone::local(WallTime time) const {
    return broken_down(zone_->to_local(date::sys_time<Duration>(time.time_since_epoch())));
}

std::string Zone::clock(WallTime time) const {
    const LocalTime shown = local(time);
    return fmt::format("{:02}:{:02}", shown.hour, shown.minute);
}

WallTime Zone::wall(const LocalTime& local) const {
    const date::year_month_day ymd(date::year(local.year), date::month(static_cast<unsigned>(local.month)),
                                   date::day(static_cast<unsigned>(local.day)));
    const auto time = date::local_days(ymd) + std::chrono::hours(local.hour) +
                      std::chrono::minutes(local.minute) + std::chrono::seconds(local.second);
    return WallTime(
        std::chrono::duration_cast<Duration>(zone_->to_sys(time, date::choose::earliest).time_since_epoch()));
}

int Zone::service_day(WallTime time, int roll_over_hour) const {
    const auto local = zone_->to_local(date::sys_time<Duration>(time.time_since_epoch()));
    const LocalTime day = broken_down(local - std::chrono::hours(roll_over_hour));
    return day.year * 10000 + day.month * 100 + day.day;
}

} // namespace base
