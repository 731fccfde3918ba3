#include "shared/ship/backoff.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;

TEST_CASE("Backoff: doubles from a second to a minute, and begins anew after a success", "[ship][backoff]") {
    ship::Backoff backoff;
    CHECK(backoff.next(1) == 1s);
    CHECK(backoff.next(1) == 2s);
    CHECK(backoff.next(1) == 4s);
    for (int i = 0; i < 20; ++i)
        backoff.next(1);
    CHECK(backoff.next(1) == 60s);

    backoff.reset();

    CHECK(backoff.next(1) == 1s);
}

TEST_CASE("Backoff: spreads the halls over the second half of each wait", "[ship][backoff]") {
    ship::Backoff low, high;
    CHECK(low.next(0) == 500ms);
    CHECK(high.next(0.5) == 750ms);
}
