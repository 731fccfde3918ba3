#include "shared/config/units.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;

TEST_CASE("Units: a duration is whole numbers with their units", "[config][units]") {
    CHECK(config::parse_duration("5 min") == 5min);
    CHECK(config::parse_duration("30s") == 30s);
    CHECK(config::parse_duration("1 h 30 min") == 90min);
    CHECK(config::parse_duration("250 ms") == 250ms);
    CHECK(config::parse_duration("0 min") == 0min);
    for (const char* wrong : {"", "5", "min", "-5 min", "5 minutes", "5.5 min", "5 min 3", "99999999999 h",
                              "2147483647 h", "366 days"})
        CHECK_FALSE(config::parse_duration(wrong));
}

TEST_CASE("Units: a duration goes out and comes back", "[config][units]") {
    for (const base::Duration duration : {base::Duration(0), base::Duration(90min), base::Duration(61001ms)})
        CHECK(config::parse_duration(config::write_duration(duration)) == duration);
    CHECK(config::write_duration(90min) == "1 h 30 min");
}

TEST_CASE("Units: a time of day has two digits each", "[config][units]") {
    CHECK(config::parse_time_of_day("09:05") == 545);
    CHECK(config::parse_time_of_day("24:00") == 1440);
    CHECK(config::write_time_of_day(545) == "09:05");
    for (const char* wrong : {"9:05", "09:60", "24:01", "25:00", "-1:00", "09.05", "09:5x", ""})
        CHECK_FALSE(config::parse_time_of_day(wrong));
}
