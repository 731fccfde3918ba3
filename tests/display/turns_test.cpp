#include "display/board/turns.h"

#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;

TEST_CASE("Turns: what does not fit at once takes turns", "[display][board]") {
    support::ManualClock clock;
    Turns turns(8s);
    CHECK_FALSE(turns.tick(clock.steady(), 7, 3));
    CHECK(turns.first(7, 3) == 0);

    clock.advance(8s);
    CHECK(turns.tick(clock.steady(), 7, 3));
    CHECK(turns.first(7, 3) == 3);
    clock.advance(7999ms);
    CHECK_FALSE(turns.tick(clock.steady(), 7, 3));
    clock.advance(1ms);
    CHECK(turns.tick(clock.steady(), 7, 3));
    CHECK(turns.first(7, 3) == 6);
    clock.advance(8s);
    CHECK(turns.tick(clock.steady(), 7, 3));
    CHECK(turns.first(7, 3) == 0);
}

TEST_CASE("Turns: what fits at once stands still", "[display][board]") {
    support::ManualClock clock;
    Turns turns(8s);

    CHECK_FALSE(turns.tick(clock.steady(), 3, 3));

    CHECK_FALSE(turns.next());
    CHECK(turns.first(3, 3) == 0);
    CHECK(turns.first(0, 3) == 0);
}

TEST_CASE("Turns: when most of it goes, the rest is shown", "[display][board]") {
    support::ManualClock clock;
    Turns turns(8s);
    turns.tick(clock.steady(), 9, 3);
    clock.advance(16s);
    turns.tick(clock.steady(), 9, 3);
    clock.advance(8s);
    turns.tick(clock.steady(), 9, 3);

    CHECK(turns.first(4, 3) < 4);
    CHECK(turns.first(1, 3) == 0);
}
