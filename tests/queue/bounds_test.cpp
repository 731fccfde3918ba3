#include "shared/queue/bounds.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using queue::Bound;
using support::Day;

namespace {

/// A call that nobody decided: as a broken rule would make it.
model::Event call_of(const Day& day, model::TicketId ticket, int counter = 2) {
    model::Event call;
    call.kind = model::EventKind::TicketCalled;
    call.at = day.now().time;
    call.ticket = ticket;
    call.counter = {counter};
    return call;
}

std::optional<queue::Violation> check(const Day& day, model::TicketId ticket, int counter = 2) {
    return queue::check_call(day.state(), call_of(day, ticket, counter));
}

} // namespace

TEST_CASE("Bounds: F1: out of order within a service and channel", "[queue][bounds]") {
    Day day;
    day.open(2);
    const auto first = day.take("deposit", "elderly");
    day.advance(1min);
    const auto second = day.take("deposit", "elderly");

    CHECK_FALSE(check(day, first));
    CHECK(check(day, second) == queue::Violation{Bound::Fifo, second, first, 1min, {}});
}

TEST_CASE("Bounds: F1: of the same instant, the smaller number", "[queue][bounds]") {
    Day day;
    day.open(2);
    const auto first = day.take("deposit");
    const auto second = day.take("deposit");

    CHECK(check(day, second) == queue::Violation{Bound::Fifo, second, first, 0min, {}});
}

TEST_CASE("Bounds: F2: a green ticket from beyond the window of the other's wait", "[queue][bounds]") {
    Day day;
    day.open(2);
    const auto ordinary = day.take("deposit");
    day.advance(8min);
    const auto green = day.take("loan", "elderly");
    day.advance(2min);

    // After 10 minutes: (5 + 10) / 2 = 7.5.
    CHECK(check(day, green) == queue::Violation{Bound::Window, green, ordinary, 8min, 450s});
    day.advance(1min);                               // (5 + 11) / 2 = 8
    CHECK(check(day, green)->bound == Bound::Order); // equal credit, later entry
    day.advance(1min);
    CHECK_FALSE(check(day, green));
}

TEST_CASE("Bounds: F3: a green ticket from beyond the cap", "[queue][bounds]") {
    Day day;
    day.open(2);
    const auto ordinary = day.take("deposit");
    day.advance(46min);
    const auto green = day.take("loan", "elderly");
    day.advance(2h);

    CHECK(check(day, green) == queue::Violation{Bound::Cap, green, ordinary, 46min, 45min});
    CHECK_FALSE(check(day, ordinary));
}

TEST_CASE("Bounds: F3: without a multiplier the head start is the cap", "[queue][bounds]") {
    model::Hall hall = support::small_hall();
    hall.channels[1].multiplier = 1000;
    hall.channels[1].cap.reset();
    Day day(hall);
    day.open(2);
    const auto ordinary = day.take("deposit");
    day.advance(6min);
    const auto green = day.take("loan", "elderly");

    CHECK(check(day, green) == queue::Violation{Bound::Cap, green, ordinary, 6min, 5min});
}

TEST_CASE("Bounds: F7: a call of somebody whom the counter may not call", "[queue][bounds]") {
    Day day;
    day.open(2);
    day.open(3);
    const auto pension = day.take("pension");
    const auto deposit = day.take("deposit");
    const auto later = day.take("deposit", "", "MORNING");

    CHECK(check(day, pension, 2) == queue::Violation{Bound::Work, pension, deposit, {}, {}});
    CHECK(check(day, later, 2)->bound == Bound::Work);   // before its hour
    CHECK(check(day, deposit, 3)->bound == Bound::Work); // counter 2 is open for deposits
    CHECK(check(day, {99}, 2)->bound == Bound::Work);
    CHECK_FALSE(check(day, pension, 3));
}

TEST_CASE("Bounds: F7: a counter that is told that nobody waits", "[queue][bounds]") {
    Day day;
    day.open(2);
    day.open(3);
    const auto deposit = day.take("deposit");

    CHECK(queue::check_idle(day.state(), {2}, day.now().time) ==
          queue::Violation{Bound::Work, {}, deposit, {}, {}});
    CHECK_FALSE(queue::check_idle(day.state(), {3}, day.now().time));
    day.must(model::PauseCounter{{2}, {}});
    CHECK(queue::check_idle(day.state(), {3}, day.now().time));
}

TEST_CASE("Bounds: order: less credit, or an emergency passed over", "[queue][bounds]") {
    Day day;
    day.open(2);
    const auto ordinary = day.take("deposit");
    const auto green = day.take("loan", "elderly");
    const auto emergency = day.take("loan", "emergency");
    day.advance(1min);

    CHECK(check(day, ordinary) == queue::Violation{Bound::Order, ordinary, green, 0min, {}});
    day.must(model::ApproveTicket{emergency, {"boss"}, "pain"});
    CHECK(check(day, green)->passed == emergency);
    CHECK_FALSE(check(day, emergency));
}

TEST_CASE("Bounds: whoever was sent to the counter is held against the lines of all", "[queue][bounds]") {
    Day day;
    day.open(1);
    day.open(2);
    const auto sent = day.take("deposit");
    day.call(2);
    day.must(model::TransferTicket{{2}, {}, model::CounterId{1}, {}});
    day.advance(1min);
    const auto other = day.take("deposit");

    CHECK(check(day, other, 1) == queue::Violation{Bound::Fifo, other, sent, 1min, {}});
    CHECK_FALSE(check(day, other, 2));
    CHECK_FALSE(check(day, sent, 1));
}

TEST_CASE("Bounds: a ticket that staff picked breaks nothing", "[queue][bounds]") {
    Day day;
    day.open(2);
    day.take("deposit");
    model::Event call = call_of(day, day.take("deposit"));

    CHECK(queue::check_call(day.state(), call));
    call.reason = "picked";
    CHECK_FALSE(queue::check_call(day.state(), call));
}

TEST_CASE("Bounds: a violation is one line with both tickets and the numbers", "[queue][bounds]") {
    Day day;
    day.open(2);
    const auto ordinary = day.take("deposit");
    day.advance(46min);
    const auto green = day.take("loan", "elderly");
    day.advance(2h);

    CHECK(queue::describe(day.state(), *check(day, green)) ==
          "F3: B001 was called before A001 and had entered 2760 s later; 2700 s are allowed");
    CHECK(queue::describe(day.state(), {Bound::Work, green, ordinary, {}, {}}) ==
          "F7: B001 was called by a counter that may not call it now; A001 waits for it");
    CHECK(queue::describe(day.state(), {Bound::Work, {}, ordinary, {}, {}}) ==
          "F7: a counter was told that nobody waits; A001 waits for it");
}
