#include "shared/web/rate_limit.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <string>

using namespace std::chrono_literals;
using web::RateLimit;

namespace {

int allowed(RateLimit& limit, std::string_view key, base::SteadyTime now, int tries) {
    int count = 0;
    for (int i = 0; i < tries; ++i)
        count += limit.allow(key, now) ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("RateLimit: a burst is allowed, then as many as a minute gives", "[web][limit]") {
    support::ManualClock clock;
    RateLimit limit(60, 5);

    CHECK(allowed(limit, "a", clock.steady(), 20) == 5);
    clock.advance(999ms);
    CHECK(allowed(limit, "a", clock.steady(), 20) == 0);
    clock.advance(1ms);
    CHECK(allowed(limit, "a", clock.steady(), 20) == 1);
    clock.advance(24h);
    CHECK(allowed(limit, "a", clock.steady(), 20) == 5);
}

TEST_CASE("RateLimit: one address does not use up another's share", "[web][limit]") {
    support::ManualClock clock;
    RateLimit limit(60, 5);

    CHECK(allowed(limit, "a", clock.steady(), 20) == 5);
    CHECK(allowed(limit, "b", clock.steady(), 20) == 5);
}

TEST_CASE("RateLimit: what is given back can be used again, but is no more than a burst", "[web][limit]") {
    support::ManualClock clock;
    RateLimit limit(60, 2);

    REQUIRE(allowed(limit, "a", clock.steady(), 2) == 2);
    limit.give_back("a");
    CHECK(allowed(limit, "a", clock.steady(), 5) == 1);
    for (int i = 0; i < 10; ++i)
        limit.give_back("a");
    CHECK(allowed(limit, "a", clock.steady(), 5) == 2);
    limit.give_back("nobody");
}

TEST_CASE("RateLimit: ten thousand strangers share what is left, and the busy ones stay known",
          "[web][limit]") {
    support::ManualClock clock;
    RateLimit limit(60, 3, 100);

    REQUIRE(allowed(limit, "busy", clock.steady(), 10) == 3);
    int through = 0;
    for (int i = 0; i < 10'000; ++i)
        through += limit.allow("stranger " + std::to_string(i), clock.steady()) ? 1 : 0;

    CHECK(through == 99 + 3); // those who were remembered once each, and the shared bucket
    CHECK_FALSE(limit.allow("busy", clock.steady()));
    clock.advance(1min); // all are idle now: there is room for others again
    CHECK(limit.allow("late", clock.steady()));
}
