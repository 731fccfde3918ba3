#include "shared/base/day.h"

#include <chrono>

namespace base {

namespace {

std::chrono::sys_days calendar(int day) {
    using namespace std::chrono;
    return sys_days(year_month_day{year(day / 10000), month(static_cast<unsigned>(day / 100 % 100)),
                                   std::chrono::day(static_cast<unsigned>(day % 100))});
}

} // namespace

int add_days(int day, int count) {
    const std::chrono::year_month_day date(calendar(day) + std::chrono::days(count));
    return static_cast<int>(date.year()) * 10000 +
           static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
           static_cast<int>(static_cast<unsigned>(date.day()));
}

int weekday(int day) {
    return static_cast<int>(std::chrono::weekday(calendar(day)).iso_encoding()) - 1;
}

} // namespace base
