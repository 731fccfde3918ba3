#include "shared/hall/clock_watch.h"

#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using Catch::Contains;

namespace {

/// A clock that is looked at once a second; the journal's last event was when it was looked at first.
struct WatchBench {
    support::ManualClock clock;
    hall::ClockWatch watch;
    base::WallTime journal = clock.wall();

    WatchBench() { CHECK_FALSE(look()); }

    std::optional<std::string> look() {
        clock.advance(1s);
        return watch.look(clock.steady(), clock.wall(), journal);
    }
    void set_by(base::Duration by) { clock.set_wall(clock.wall() + by); }
};

} // namespace

TEST_CASE("Clock watch: what a time service does all day is nobody's concern", "[hall][clock]") {
    WatchBench bench;
    for (const auto by : {50ms, -50ms, 59'000ms, -40'000ms}) {
        bench.set_by(by);
        CHECK_FALSE(bench.look());
    }
}

TEST_CASE("Clock watch: a clock that was set forward is told once", "[hall][clock]") {
    WatchBench bench;
    bench.set_by(26h + 5min);

    const auto sentence = bench.look();

    REQUIRE(sentence);
    CHECK_THAT(*sentence, Contains("set forward by 26 h 5 min"));
    CHECK_FALSE(bench.look());
}

TEST_CASE("Clock watch: a clock behind the journal is told once, and when it has caught up",
          "[hall][clock]") {
    WatchBench bench;
    bench.set_by(-10min);
    const auto behind = bench.look();
    REQUIRE(behind);
    CHECK_THAT(*behind, Contains("the clock is 10 min behind the journal"));

    for (int second = 0; second < 590; ++second)
        REQUIRE_FALSE(bench.look());
    std::optional<std::string> caught_up;
    for (int second = 0; second < 20 && !caught_up; ++second)
        caught_up = bench.look();

    REQUIRE(caught_up);
    CHECK_THAT(*caught_up, Contains("time goes on"));
    CHECK_FALSE(bench.look());
}

TEST_CASE("Clock watch: a hall that starts with a clock behind its journal says so at once",
          "[hall][clock]") {
    const support::ManualClock clock;
    hall::ClockWatch watch;

    const auto sentence = watch.look(clock.steady(), clock.wall(), clock.wall() + 2h);

    REQUIRE(sentence);
    CHECK_THAT(*sentence, Contains("2 h 0 min behind the journal"));
}

TEST_CASE("Clock watch: set back to less than the last event, nothing is wrong", "[hall][clock]") {
    WatchBench bench;
    bench.set_by(2h);
    REQUIRE(bench.look());
    bench.set_by(-2h);

    CHECK_FALSE(bench.look());
}
