#include "tests/forecast/foreseen_day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using forecast::Pauses;
using forecast::Premises;
using forecast::Random;
using forecast::Speeds;
using forecast::Visits;
using support::ForeseenDay;

TEST_CASE("Speeds: the mean is learned, and forgotten clicks are cut", "[forecast][experience]") {
    Speeds speeds({10min});
    CHECK(speeds.mean(0) == 10min);

    speeds.observe(0, "ann", 5min);
    CHECK(speeds.mean(0) == 9min); // one observation beside four configured ones
    speeds.observe(0, "ann", 100h);
    CHECK(speeds.mean(0) ==
          base::Duration(9min) + base::Duration(45min) / 6); // counted as six means, 54 minutes

    for (int i = 0; i < 2000; ++i)
        speeds.observe(0, "ann", 4min);
    CHECK(speeds.mean(0) < 4min + 10s);
}

TEST_CASE("Speeds: a clerk's own pace is learned and believed slowly", "[forecast][experience]") {
    Speeds speeds({10min});
    for (int i = 0; i < 400; ++i) {
        speeds.observe(0, "slow", 15min);
        speeds.observe(0, "fast", 5min);
    }
    speeds.observe(0, "new", 1min);

    CHECK(speeds.factors("slow")->front().value() > 1.35); // 1.5, drawn a little towards 1
    CHECK(speeds.factors("slow")->front().value() < 1.5);
    CHECK(speeds.factors("fast")->front().value() > 0.5);
    CHECK(speeds.factors("fast")->front().value() < 0.65);
    CHECK(speeds.factors("new")->front().value() > 0.85);
    CHECK(speeds.factors("nobody") == nullptr);
}

TEST_CASE("Speeds: what lasts already is drawn to last longer", "[forecast][experience]") {
    Speeds speeds({10min});
    for (int i = 1; i <= 100; ++i)
        speeds.observe(0, "ann", 1min * (i % 20 + 1));
    Random random(1);

    for (const std::int64_t elapsed : {0, 60'000, 600'000, 6'000'000})
        for (int i = 0; i < 100; ++i)
            CHECK(speeds.draw_rest_ms(random, 0, speeds.mean_ms(0), elapsed) >= 0);
}

TEST_CASE("Visits: who waited long misses the call more often, if that is what was seen",
          "[forecast][experience]") {
    Visits visits(1);
    for (int i = 0; i < 300; ++i) {
        visits.called(5min);
        visits.called(50min);
        if (i % 2 == 0)
            visits.missed(50min, 90s);
    }
    Random random(1);
    int early = 0;
    int late = 0;
    for (int i = 0; i < 1000; ++i) {
        early += visits.is_missed(random, 5min) ? 1 : 0;
        late += visits.is_missed(random, 50min) ? 1 : 0;
    }

    CHECK(early < 30);
    CHECK(late > 400);
    CHECK(visits.draw_hold_ms(random) == 90'000);
}

TEST_CASE("Visits: how many are sent on, and where to, is learned for each service",
          "[forecast][experience]") {
    using forecast::Onward;
    Visits visits(3);
    for (int i = 0; i < 200; ++i) {
        visits.ended(0, false, i % 4 == 0 ? Onward{Onward::Kind::Moves, 2} : Onward{});
        visits.ended(1, false, {});
    }
    Random random(1);
    int moved = 0;
    for (int i = 0; i < 2000; ++i) {
        const Onward onward = visits.draw_onward(random, 0, false);
        moved += onward.kind == Onward::Kind::Moves ? 1 : 0;
        CHECK((onward.kind != Onward::Kind::Moves || onward.service == 2));
        CHECK(visits.draw_onward(random, 1, false).kind == Onward::Kind::Leaves);
    }

    CHECK(moved > 400);
    CHECK(moved < 600);
}

TEST_CASE("Pauses: a lunch that no roster tells of is learned", "[forecast][experience]") {
    Pauses pauses(std::make_shared<const Premises>(support::small_hall()));
    for (int day = 0; day < 10; ++day) {
        pauses.begin_day();
        for (const int counter : {1, 2, 3}) {
            pauses.opened({counter}, 9h);
            pauses.was_open(9h, 12h);
            pauses.paused({counter}, 12h);
            pauses.resumed({counter}, 12h, 13h);
            pauses.was_open(13h, 17h);
            pauses.closed({counter}, 17h);
        }
    }
    Random random(1);
    int before_noon = 0;
    int at_noon = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto pause = pauses.rates(11h + 45min).draw(random, 11h + 45min);
        before_noon += pause && *pause < 12h ? 1 : 0;
        at_noon += pause && *pause >= 12h && *pause < 12h + 30min ? 1 : 0;
    }

    CHECK(before_noon < 100);
    CHECK(at_noon > 500);
    CHECK(pauses.draw_pause_ms(random, 12h, 0) == base::Duration(1h).count());
    CHECK(pauses.draw_closing(random, {1}, 16h) == base::Duration(17h));
}

TEST_CASE("Pauses: a counter that opens at nine is expected before nine", "[forecast][experience]") {
    Pauses pauses(std::make_shared<const Premises>(support::small_hall()));
    Random random(1);
    CHECK(pauses.draw_opening(random, {1}, 8h).value() > 8h); // the first day: soon, nobody knows when
    pauses.opened({1}, 9h);
    CHECK_FALSE(pauses.draw_opening(random, {2}, 12h));
    pauses.begin_day();

    CHECK(pauses.draw_opening(random, {1}, 8h) == base::Duration(9h));
    CHECK_FALSE(pauses.draw_opening(random, {1}, 10h));
    pauses.opened({1}, 9h);
    CHECK_FALSE(pauses.draw_opening(random, {1}, 8h));
}

TEST_CASE("Pauses: the planned lunch is taken once", "[forecast][experience]") {
    Pauses pauses(std::make_shared<const Premises>(
        support::small_hall(), std::map<model::CounterId, forecast::Lunch>{{{1}, {12h, 13h}}}));

    CHECK(pauses.lunch_ahead({1}, 10h) == base::Duration(12h));
    CHECK_FALSE(pauses.lunch_ahead({2}, 10h));
    pauses.paused({1}, 11h + 50min);
    CHECK_FALSE(pauses.lunch_ahead({1}, 11h + 55min));
    pauses.begin_day();
    CHECK(pauses.lunch_ahead({1}, 10h) == base::Duration(12h));
}

TEST_CASE("Experience: a replay of the same events foresees the same", "[forecast][experience]") {
    const auto live = [] {
        ForeseenDay day;
        day.open(1);
        day.open(2);
        for (int i = 0; i < 40; ++i) {
            day.take(i % 2 == 0 ? "deposit" : "loan", i % 7 == 0 ? "elderly" : "");
            if (i % 3 == 0)
                day.call(1 + i % 2);
            day.advance(1min);
        }
        return day;
    };
    ForeseenDay first = live();
    ForeseenDay second = live();

    const auto ticket = first.state().last_ticket();
    CHECK(first.prospect(ticket).raw == second.prospect(ticket).raw);
}

TEST_CASE("Experience: an evacuation does not make visits longer", "[forecast][experience]") {
    const auto after = [](base::Duration evacuated) {
        ForeseenDay day;
        day.open(1);
        for (int i = 0; i < 12; ++i) {
            day.take("deposit");
            day.call(1);
            day.advance(4min);
            if (i > 0) // the first visit teaches what is usual
                day.must(
                    model::RaiseAlarm{model::AlarmKind::Evacuation, {}, {}, {{}, {}, model::Proof::Trusted}});
            day.advance(i > 0 ? evacuated : 0min);
            day.must(model::FinishService{{1}, {}});
            if (i > 0)
                day.must(model::WithdrawAlarm{{}, {{}, {}, model::Proof::Trusted}});
            day.advance(1min);
        }
        day.take("deposit");
        day.call(1);
        day.take("deposit");
        return day.prospect(day.state().last_ticket()).raw.point;
    };

    const auto usual = after(0min);
    CHECK(usual < 10min);
    CHECK(after(50min) < usual + 3min);
}

TEST_CASE("Experience: memory is bounded, whoever comes", "[forecast][experience]") {
    Speeds speeds({10min});
    for (std::size_t i = 0; i < Speeds::kClerks + 100; ++i)
        speeds.observe(0, "clerk-" + std::to_string(i), 10min);

    CHECK(speeds.factors("clerk-1") != nullptr);
    CHECK(speeds.factors("clerk-" + std::to_string(Speeds::kClerks + 50)) == nullptr);
}
