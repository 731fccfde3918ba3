#include "shared/report/period.h"

#include <catch2/catch.hpp>

using report::day_named;
using report::month_named;
using report::name_of;
using report::Period;
using report::week_named;

TEST_CASE("Period: a day is itself, today or yesterday", "[report][period]") {
    CHECK(day_named("2026-11-26", 0) == Period{Period::Kind::Day, 20261126, 20261126});
    CHECK(day_named("today", 20260301) == Period{Period::Kind::Day, 20260301, 20260301});
    CHECK(day_named("yesterday", 20260301) == Period{Period::Kind::Day, 20260228, 20260228});
    CHECK(day_named("2028-02-29", 0));
}

TEST_CASE("Period: a week begins on Monday and belongs to the year of its Thursday", "[report][period]") {
    CHECK(week_named("2026-W48") == Period{Period::Kind::Week, 20261123, 20261129});
    CHECK(week_named("2026-W01") == Period{Period::Kind::Week, 20251229, 20260104});
    CHECK(week_named("2020-W53") == Period{Period::Kind::Week, 20201228, 20210103});
    CHECK(week_named("2024-W01") == Period{Period::Kind::Week, 20240101, 20240107});
    CHECK_FALSE(week_named("2025-W53")); // that year has 52
    CHECK_FALSE(week_named("2026-W00"));
    CHECK_FALSE(week_named("2026-W54"));
}

TEST_CASE("Period: a month has all its days", "[report][period]") {
    CHECK(month_named("2026-11") == Period{Period::Kind::Month, 20261101, 20261130});
    CHECK(month_named("2026-12") == Period{Period::Kind::Month, 20261201, 20261231});
    CHECK(month_named("2028-02") == Period{Period::Kind::Month, 20280201, 20280229});
    CHECK(month_named("2026-02")->days() == 28);
    CHECK_FALSE(month_named("2026-13"));
    CHECK_FALSE(month_named("2026-00"));
}

TEST_CASE("Period: its name reads back as itself", "[report][period]") {
    for (const char* name : {"2026-11-26", "2026-01-01"})
        CHECK(name_of(*day_named(name, 0)) == name);
    for (const char* name : {"2026-W48", "2026-W01", "2020-W53", "2021-W01", "2026-W53"})
        CHECK(name_of(*week_named(name)) == name);
    for (const char* name : {"2026-11", "2026-01"})
        CHECK(name_of(*month_named(name)) == name);
}

TEST_CASE("Period: what is no day, week or month is none", "[report][period]") {
    for (const char* text :
         {"", "2026", "2026-02-29", "2026-2-03", "20260203", "2026-02-3x", "2026-02-03 ", "-026-02-03",
          "+026-02-03", "2026-00-10", "2026-02-00", "0000-01-01", "tomorrow"})
        CHECK_FALSE(day_named(text, 20260301));
    for (const char* text : {"", "2026-48", "2026-w48", "2026-W4", "2026-W4x", "2026-W-1", "2026-W481"})
        CHECK_FALSE(week_named(text));
    for (const char* text : {"", "2026", "2026-1", "2026-1x", "2026-111", "2026/11"})
        CHECK_FALSE(month_named(text));
}
