#include "kiosk/condition.h"

#include "kiosk/words.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace std::chrono_literals;
using model::DeviceState;

TEST_CASE("Conditions: the worst is told, and of equals the one that was named first", "[kiosk][condition]") {
    Conditions conditions;
    CHECK(conditions.worst() == model::ReportDevice{});

    conditions.set("printer", {});
    conditions.warn_when(true, "clock", "The clock of this machine is wrong.");
    conditions.warn_when(true, "sound", "The loudspeaker is missing.");
    CHECK(conditions.worst() ==
          model::ReportDevice{{}, DeviceState::Warning, "The clock of this machine is wrong."});

    conditions.set("printer", {{}, DeviceState::Fault, "The printer is out of paper."});
    CHECK(conditions.worst().state == DeviceState::Fault);
    CHECK(conditions.worst().detail == "The printer is out of paper.");
    CHECK(conditions.of("sound").detail == "The loudspeaker is missing.");
    CHECK(conditions.of("reader") == model::ReportDevice{});

    // Each recovers by itself.
    conditions.set("printer", {{}, DeviceState::Warning, "The printer's paper is low."});
    CHECK(conditions.worst().detail == "The printer's paper is low.");
    conditions.set("printer", {});
    conditions.warn_when(false, "clock", "The clock of this machine is wrong.");
    CHECK(conditions.worst().detail == "The loudspeaker is missing.");
    conditions.warn_when(false, "sound", "The loudspeaker is missing.");
    CHECK(conditions.worst() == model::ReportDevice{});
}

TEST_CASE("Conditions: a clock is wrong beyond a minute, early or late", "[kiosk][condition]") {
    const base::WallTime hall = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2);

    CHECK_FALSE(clock_is_wrong(hall + 60s, hall));
    CHECK_FALSE(clock_is_wrong(hall - 60s, hall));
    CHECK(clock_is_wrong(hall + 60001ms, hall));
    CHECK(clock_is_wrong(hall - 60001ms, hall));
}

TEST_CASE("Conditions: a clock that was never set is not shown to anybody", "[kiosk][condition]") {
    CHECK_FALSE(clock_is_set(base::WallTime{}));
    CHECK_FALSE(clock_is_set(std::chrono::sys_days(std::chrono::year(2025) / 12 / 31)));
    CHECK(clock_is_set(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2)));
}

TEST_CASE("Conditions: an upright panel where a wide one was told of stands on its side",
          "[kiosk][condition]") {
    CHECK_FALSE(stands_on_its_side({1080, 1920}, {768, 1366}));
    CHECK_FALSE(stands_on_its_side({1920, 1080}, {1280, 800}));
    CHECK(stands_on_its_side({1080, 1920}, {1920, 1080}));
    CHECK(stands_on_its_side({1920, 1080}, {1080, 1920}));
}
