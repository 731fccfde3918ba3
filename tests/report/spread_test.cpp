#include "shared/report/spread.h"
#include "shared/report/table.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using report::Spread;
using report::Times;

namespace {

Spread spread_of(const std::vector<base::Duration>& times, base::Duration target = 0ms) {
    Times collected;
    for (const base::Duration time : times)
        collected.add(time, target);
    return collected.spread();
}

} // namespace

TEST_CASE("Spread: a percentile is the nearest rank, a time that somebody had", "[report][spread]") {
    const Spread ten = spread_of({10s, 1s, 9s, 2s, 8s, 3s, 7s, 4s, 6s, 5s});
    CHECK(ten.p50 == 5s);
    CHECK(ten.p90 == 9s);
    CHECK(ten.longest == 10s);

    const Spread eleven = spread_of({1s, 2s, 3s, 4s, 5s, 6s, 7s, 8s, 9s, 10s, 11s});
    CHECK(eleven.p50 == 6s);
    CHECK(eleven.p90 == 10s);

    const Spread one = spread_of({7s});
    CHECK(one.p50 == 7s);
    CHECK(one.p90 == 7s);

    CHECK(spread_of({1s, 3s}).p50 == 1s);
}

TEST_CASE("Spread: of nothing there is nothing", "[report][spread]") {
    CHECK(spread_of({}) == Spread{});
}

TEST_CASE("Spread: the mean is rounded to a millisecond, halves up", "[report][spread]") {
    CHECK(spread_of({1ms, 2ms}).mean == 2ms);
    CHECK(spread_of({1ms, 1ms, 2ms}).mean == 1ms);
    CHECK(spread_of({1ms, 2ms, 2ms}).mean == 2ms);
    CHECK(spread_of({1ms, 2ms, 2ms}).sum == 5ms);
}

TEST_CASE("Spread: over target is longer than it, where there is one", "[report][spread]") {
    const Spread spread = spread_of({4min, 5min, 5min + 1ms}, 5min);
    CHECK(spread.with_target == 3);
    CHECK(spread.over_target == 1);

    Times mixed;
    mixed.add(1h, 0ms);
    mixed.add(1h, 5min);
    CHECK(mixed.spread().count == 2);
    CHECK(mixed.spread().with_target == 1);
    CHECK(mixed.spread().over_target == 1);
}

TEST_CASE("Table: numbers are written in whole steps, halves up", "[report][table]") {
    CHECK(report::seconds_text(754'250ms) == "754.250");
    CHECK(report::seconds_text(-1ms) == "-0.001");
    CHECK(report::share_text({3, 14}) == "0.2143");
    CHECK(report::share_text({14, 14}) == "1.0000");
    CHECK(report::share_text({0, 0}).empty());
    CHECK(report::mean_text({13, 3}) == "4.333");
    CHECK(report::mean_text({1, 2000}) == "0.001");
    CHECK(report::mean_text({0, 0}).empty());
}
