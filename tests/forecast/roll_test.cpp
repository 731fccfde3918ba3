#include "shared/forecast/roll.h"

#include "shared/model/preset.h"
#include "tests/forecast/foreseen_day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using forecast::Roll;
using support::ForeseenDay;

namespace {

base::Duration wait_in_one_future(ForeseenDay& day, model::TicketId ticket, std::uint64_t future = 0) {
    const auto scene = day.scene();
    Roll roll(scene, day.experience());
    roll.run(future);
    for (const forecast::Person& person : scene.waiting)
        if (person.place.id == ticket)
            return roll.fates()[person.present].called - scene.now;
    FAIL("the ticket does not wait");
    return {};
}

/// Every service takes exactly so long, as the hall has learned.
void teach(ForeseenDay& day, int counter, base::Duration lasting) {
    for (int i = 0; i < 400; ++i) {
        day.take("deposit");
        day.serve(counter, lasting);
    }
}

} // namespace

TEST_CASE("Roll: with services of one length the future is the schedule", "[forecast][roll]") {
    ForeseenDay day;
    day.open(2);
    teach(day, 2, 1min);
    std::vector<model::TicketId> tickets;
    for (int i = 0; i < 5; ++i)
        tickets.push_back(day.take("deposit"));
    day.call(2);

    for (std::size_t i = 1; i < tickets.size(); ++i) {
        const auto wait = wait_in_one_future(day, tickets[i]);
        CHECK(wait > 54s * static_cast<int>(i));
        CHECK(wait < 66s * static_cast<int>(i));
    }
}

TEST_CASE("Roll: favoured visitors who use to come are expected to pass", "[forecast][roll]") {
    ForeseenDay quiet;
    ForeseenDay busy;
    for (ForeseenDay* day : {&quiet, &busy}) {
        day->open(2);
        for (int i = 0; i < 200; ++i) {
            day->take("deposit", day == &busy && i % 2 == 0 ? "elderly" : "");
            day->serve(2, 30s);
        }
        for (int i = 0; i < 30; ++i)
            day->take("deposit");
        day->call(2);
    }
    const auto last = quiet.state().last_ticket();

    CHECK(busy.prospect(last).raw.point > quiet.prospect(last).raw.point * 11 / 10);
}

TEST_CASE("Roll: a backup helps out once somebody has waited too long", "[forecast][roll]") {
    ForeseenDay day;
    day.open(1);
    day.open(3); // pension; deposit as backup, after 30 minutes
    for (int i = 0; i < 20; ++i)
        day.take("deposit");
    day.call(1);

    const auto wait = wait_in_one_future(day, day.state().last_ticket());

    CHECK(wait < 20 * 8min); // alone, counter 1 takes so long
    CHECK(wait > 30min);
}

TEST_CASE("Roll: nobody is called whom no counter serves", "[forecast][roll]") {
    ForeseenDay day;
    day.open(3);
    day.advance(1h);
    const auto loan = day.take("loan");
    const auto scene = day.scene();
    Roll roll(scene, day.experience());

    roll.run(0);

    CHECK(roll.fates()[scene.waiting.front().present].called == forecast::kNever);
    CHECK(scene.waiting.front().place.id == loan);
}

TEST_CASE("Roll: channels of equal weight share a line, and are still called in order", "[forecast][roll]") {
    model::Hall hall = support::small_hall();
    model::Channel twin = *model::find(hall.channels, model::ChannelId{"elderly"});
    twin.id = {"pregnant"};
    hall.channels.push_back(twin);
    ForeseenDay day(hall);
    CHECK(day.experience().premises().rolled.weights.size() <
          day.experience().premises().layout.weights.size());
    day.open(2);
    teach(day, 2, 1min);
    day.take("deposit");
    day.call(2);
    const auto first = day.take("deposit", "elderly");
    day.advance(1s);
    const auto second = day.take("deposit", "pregnant");
    day.advance(1s);
    const auto third = day.take("deposit", "elderly");

    CHECK(wait_in_one_future(day, first) < wait_in_one_future(day, second));
    CHECK(wait_in_one_future(day, second) < wait_in_one_future(day, third));
}

TEST_CASE("Roll: a future that goes on after midnight is rolled like any other", "[forecast][roll]") {
    ForeseenDay day;
    day.open(3);
    day.take("loan"); // nobody open serves it: the future goes on to its horizon
    day.at("23:00");
    const auto scene = day.scene();
    Roll roll(scene, day.experience());
    roll.run(0);

    REQUIRE(roll.fates().size() == 1);
    CHECK(roll.fates().front().called == forecast::kNever);
    CHECK(forecast::half_hour_end(24h) == base::Duration(24h + 30min));
    CHECK(forecast::half_hour_end(25h + 59min) == base::Duration(26h));
}
