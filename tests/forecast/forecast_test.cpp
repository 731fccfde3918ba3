#include "tests/forecast/foreseen_day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using support::ForeseenDay;

TEST_CASE("Forecast: with an idle counter one is called right away", "[forecast]") {
    ForeseenDay day;
    day.open(2);
    const auto ticket = day.take("deposit");

    const auto prospect = day.prospect(ticket);

    CHECK(prospect.ahead == 0);
    CHECK(prospect.told() == model::Forecast{0min, 1min, true});
}

TEST_CASE("Forecast: is not known while nobody open can serve", "[forecast]") {
    ForeseenDay day;
    day.open(3);
    day.take("loan");
    const auto second = day.take("loan");

    CHECK_FALSE(day.prospect(second).told().known);
    CHECK(day.prospect(second).ahead == 1);
    for (const model::Outlook& outlook : day.everybody().outlooks)
        CHECK(outlook.forecast.known == (outlook.service.value != "loan"));
}

TEST_CASE("Forecast: counts those whom the rule calls before, of other services too", "[forecast]") {
    ForeseenDay day;
    day.open(2);
    day.advance(1h); // no other counter is expected to open any more
    day.take("deposit");
    day.call(2);
    day.take("loan");
    day.take("pension"); // no open counter of ours serves it
    const auto ours = day.take("deposit");
    day.take("deposit", "elderly");

    const auto prospect = day.prospect(ours);

    CHECK(prospect.ahead == 2); // the loan and the elderly one
    REQUIRE(prospect.known);
    CHECK(prospect.foreseen.low < 28min); // 8 + 12 + 8
    CHECK(prospect.foreseen.high > 28min);
}

TEST_CASE("Forecast: of everybody is much the same as one by one", "[forecast]") {
    ForeseenDay day;
    day.open(1);
    day.open(2);
    day.take("", "", "NOON");
    for (int i = 0; i < 12; ++i) {
        day.take(i % 3 == 0 ? "loan" : i % 3 == 1 ? "deposit" : "pension", i % 4 == 0 ? "elderly" : "");
        day.advance(1min);
    }
    day.call(1);
    day.call(2);

    const auto all = day.everybody().tickets;

    CHECK(all.size() == 11);
    for (const auto& [id, prospect] : all) {
        const auto alone = day.prospect(id);
        CHECK(prospect.ahead == alone.ahead);
        CHECK(prospect.raw == alone.raw); // the same futures, only seen to their end
        CHECK(prospect.raw.low <= prospect.raw.point);
        CHECK(prospect.raw.point <= prospect.raw.high);
    }
}

TEST_CASE("Forecast: the same moment has the same answer", "[forecast]") {
    ForeseenDay day;
    day.open(1);
    for (int i = 0; i < 9; ++i)
        day.take("deposit");
    day.call(1);

    CHECK(day.prospect({5}).raw == day.prospect({5}).raw);
}

TEST_CASE("Forecast: the outlook counts those who wait and grows with them", "[forecast]") {
    ForeseenDay day;
    day.open(2);
    day.take("deposit");
    day.call(2);
    const auto before = day.everybody().outlooks.front();
    for (int i = 0; i < 5; ++i)
        day.take("deposit");

    const auto after = day.everybody().outlooks.front();

    CHECK(before.service.value == "deposit");
    CHECK(before.waiting == 0);
    CHECK(after.waiting == 5);
    CHECK(after.forecast.high > before.forecast.high);
    CHECK(day.everybody().outlooks.size() == 3);
}

TEST_CASE("Forecast: the outlook is what an ordinary ticket taken now would be told", "[forecast]") {
    ForeseenDay day;
    day.open(1);
    day.open(2);
    for (int i = 0; i < 20; ++i)
        day.take(i % 2 == 0 ? "deposit" : "loan", i % 5 == 0 ? "elderly" : "");
    day.call(1);
    day.call(2);
    const auto outlook = day.everybody().outlooks.front();

    const auto ticket = day.prospect(day.take("deposit")).told();

    const auto middle = [](const model::Forecast& forecast) { return (forecast.low + forecast.high) / 2; };
    CHECK(std::chrono::abs(middle(outlook.forecast) - middle(ticket)) < middle(ticket) / 4);
}

TEST_CASE("Forecast: an early appointment waits for its hour", "[forecast]") {
    ForeseenDay day;
    day.open(2);
    const auto ticket = day.take("deposit", "", "MORNING");

    const auto prospect = day.prospect(ticket);

    REQUIRE(prospect.known);
    CHECK(prospect.foreseen.low >= 55min);
    CHECK(prospect.foreseen.high < 70min);
}

TEST_CASE("Forecast: what was learned outlives the day and shortens the forecast", "[forecast]") {
    ForeseenDay day;
    day.open(2);
    for (int i = 0; i < 30; ++i) {
        day.take("deposit");
        day.serve(2, 2min);
    }
    day.advance(24h);
    day.roll_over();

    CHECK(day.experience().speeds().mean(0) < 3min);
}

TEST_CASE("Forecast: who was sent to one counter waits for that one alone", "[forecast]") {
    ForeseenDay day;
    day.open(1);
    day.open(2);
    day.take("deposit");
    day.call(1);
    day.take("loan");
    day.call(2);
    day.must(model::TransferTicket{{1}, {}, model::CounterId{2}, ""});

    const auto prospect = day.prospect({1});

    REQUIRE(prospect.known);
    CHECK(prospect.foreseen.point > 0min); // counter 1 is free, but it is not for it
    CHECK(prospect.ahead == 0);
}
