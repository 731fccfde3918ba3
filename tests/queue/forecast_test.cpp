#include "shared/queue/forecast.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using support::Day;

TEST_CASE("Forecast: with an idle counter one is called right away", "[queue][forecast]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");

    const auto prospect = queue::forecast(day.state(), ticket, day.now().time);

    CHECK(prospect.ahead == 0);
    CHECK(prospect.forecast == model::Forecast{0min, 1min, true});
}

TEST_CASE("Forecast: is not known while nobody open can serve", "[queue][forecast]") {
    Day day;
    day.open(3);
    day.take("loan");
    const auto second = day.take("loan");

    const auto prospect = queue::forecast(day.state(), second, day.now().time);

    CHECK(prospect.ahead == 1);
    CHECK_FALSE(prospect.forecast.known);
    CHECK_FALSE(queue::outlook(day.state(), {"loan"}, day.now().time).forecast.known);
}

TEST_CASE("Forecast: counts those whom the rule calls before, of other services too", "[queue][forecast]") {
    Day day;
    day.open(2);
    day.take("deposit");
    day.call(2);
    day.take("loan");
    day.take("pension"); // no open counter of ours serves it
    const auto ours = day.take("deposit");
    day.take("deposit", "elderly");

    const auto prospect = queue::forecast(day.state(), ours, day.now().time);

    CHECK(prospect.ahead == 2); // the loan and the elderly one
    REQUIRE(prospect.forecast.known);
    CHECK(prospect.forecast.low < 28min); // 8 + 12 + 8
    CHECK(prospect.forecast.high > 28min);
}

TEST_CASE("Forecast: of everybody is the same as one by one", "[queue][forecast]") {
    Day day;
    day.open(1);
    day.open(2);
    day.take("", "", "NOON");
    for (int i = 0; i < 12; ++i) {
        day.take(i % 3 == 0 ? "loan" : i % 3 == 1 ? "deposit" : "pension", i % 4 == 0 ? "elderly" : "");
        day.advance(1min);
    }
    day.call(1);
    day.call(2);

    const auto all = queue::forecast_all(day.state(), day.now().time);

    CHECK(all.size() == 11);
    for (const auto& [id, prospect] : all) {
        CHECK(prospect == queue::forecast(day.state(), id, day.now().time));
        CHECK(prospect.forecast.low <= prospect.forecast.high);
    }
}

TEST_CASE("Forecast: the outlook counts those who wait and grows with them", "[queue][forecast]") {
    Day day;
    day.open(2);
    day.take("deposit");
    day.call(2);
    const auto before = queue::outlook(day.state(), {"deposit"}, day.now().time);
    for (int i = 0; i < 5; ++i)
        day.take("deposit");

    const auto after = queue::outlook(day.state(), {"deposit"}, day.now().time);

    CHECK(before.waiting == 0);
    CHECK(after.waiting == 5);
    CHECK(after.forecast.high > before.forecast.high);
    CHECK(queue::outlooks(day.state(), day.now().time).size() == 3);
    CHECK_FALSE(queue::outlook(day.state(), {"nothing"}, day.now().time).forecast.known);
}

TEST_CASE("Forecast: an early appointment waits for its hour", "[queue][forecast]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit", "", "MORNING");

    const auto prospect = queue::forecast(day.state(), ticket, day.now().time);

    REQUIRE(prospect.forecast.known);
    CHECK(prospect.forecast.high >= 55min);
}

TEST_CASE("Forecast: the speed is learned, and forgotten clicks are cut", "[queue][forecast]") {
    queue::Learned learned(10min);
    CHECK(learned.mean() == 10min);

    learned.observe(5min);
    CHECK(learned.mean() == 9min); // one observation beside four configured ones
    learned.observe(100h);
    CHECK(learned.mean() == 9min + 45min / 6.0); // counted as six means, 54 minutes

    for (int i = 0; i < 2000; ++i)
        learned.observe(4min);
    CHECK(learned.mean() < 4min + 10s);
    CHECK(learned.variation() < 50);
}

TEST_CASE("Forecast: what was learned outlives the day and shortens the forecast", "[queue][forecast]") {
    Day day;
    day.open(2);
    for (int i = 0; i < 30; ++i) {
        day.take("deposit");
        day.serve(2, 2min);
    }
    day.advance(24h);
    day.roll_over();

    CHECK(day.state().learned(0).mean() < 3min);
}
