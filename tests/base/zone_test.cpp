#include "shared/base/zone.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using std::chrono::sys_days;

namespace {

base::WallTime utc(int year, unsigned month, unsigned day, int hour, int minute = 0) {
    return sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)) +
           std::chrono::hours(hour) + std::chrono::minutes(minute);
}

} // namespace

TEST_CASE("Zone: Shanghai is eight hours ahead", "[base][zone]") {
    const base::Zone zone("Asia/Shanghai");
    CHECK(zone.local(utc(2026, 11, 23, 18, 30)) == base::LocalTime{2026, 11, 24, 2, 30, 0, 2});
}

TEST_CASE("Zone: a service day begins at the roll-over hour, not at midnight", "[base][zone]") {
    const base::Zone zone("Asia/Shanghai");
    CHECK(zone.service_day(utc(2026, 11, 23, 18, 59), 3) == 20261123); // 02:59 there
    CHECK(zone.service_day(utc(2026, 11, 23, 19, 0), 3) == 20261124);  // 03:00 there
}

TEST_CASE("Zone: in the night of a change of the clocks a day still begins once", "[base][zone]") {
    const base::Zone zone("Europe/Berlin"); // 2026-10-25 03:00 becomes 02:00 again
    CHECK(zone.service_day(utc(2026, 10, 25, 0, 30), 3) == 20261024);
    CHECK(zone.service_day(utc(2026, 10, 25, 1, 30), 3) == 20261024);
    CHECK(zone.service_day(utc(2026, 10, 25, 2, 0), 3) == 20261025);
}

TEST_CASE("Zone: local times come back as moments, also in a skipped hour", "[base][zone]") {
    const base::Zone zone("Europe/Berlin");
    CHECK(zone.wall({2026, 7, 1, 9, 0, 0, 3}) == utc(2026, 7, 1, 7));
    CHECK(zone.wall({2026, 3, 29, 2, 30, 0, 0}) == utc(2026, 3, 29, 1));
}

TEST_CASE("Zone: an unknown name is refused with an example", "[base][zone]") {
    CHECK_THROWS_WITH(base::Zone("Mars/Olympus"), Catch::Contains("Asia/Shanghai"));
}
