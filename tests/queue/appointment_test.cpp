#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::Refusal;
using support::Day;

namespace {

base::WallTime today_at(base::Duration time) {
    return std::chrono::floor<std::chrono::days>(Day().now().time) + time;
}

} // namespace

TEST_CASE("Appointment: who comes early enters five minutes before the hour and is not called before",
          "[queue][appointment]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit", "", "MORNING");

    CHECK(day.ticket(ticket).channel.value == "appointment");
    CHECK(day.ticket(ticket).entry == today_at(9h + 55min));
    day.at("09:54");
    CHECK(day.call(2) == "");
    day.at("09:55");
    CHECK(day.call(2) == "A001");
    CHECK(day.ticket(ticket).waited == base::Duration::zero());
}

TEST_CASE("Appointment: who comes on time enters at once, with the booking's head start",
          "[queue][appointment]") {
    Day day;
    day.open(2);
    day.at("09:50");
    day.take("deposit");
    day.at("10:00");
    const auto ticket = day.take("deposit", "", "MORNING");

    CHECK(day.ticket(ticket).entry == day.now().time);
    CHECK(day.call(2) == "A002");
}

TEST_CASE("Appointment: who is later than the grace is ordinary, or green when declared",
          "[queue][appointment]") {
    Day day;
    day.at("10:10");
    CHECK(day.ticket(day.take("deposit", "", "MORNING")).channel.value == "appointment");

    Day late;
    late.at("10:11");
    CHECK(late.ticket(late.take("deposit", "appointment", "MORNING")).channel.value == "ordinary");

    Day late_and_old;
    late_and_old.at("10:11");
    const auto ticket = late_and_old.take("deposit", "elderly", "MORNING");
    CHECK(late_and_old.ticket(ticket).channel.value == "elderly");
    CHECK(late_and_old.ticket(ticket).entry == late_and_old.now().time);
}

TEST_CASE("Appointment: how early it enters and how late it counts are the hall's", "[queue][appointment]") {
    model::Hall hall = support::small_hall();
    hall.rules.appointment_early = 20min;
    hall.rules.appointment_grace = 2min;
    Day day(hall);
    CHECK(day.ticket(day.take("deposit", "", "MORNING")).entry == today_at(9h + 40min));
    day.at("12:02");
    CHECK(day.ticket(day.take("loan", "", "NOON")).channel.value == "appointment");

    Day late(hall);
    late.at("12:03");
    CHECK(late.ticket(late.take("loan", "", "NOON")).channel.value == "ordinary");
}

TEST_CASE("Appointment: early, it neither hides nor hinders those who wait now", "[queue][appointment]") {
    Day day;
    day.open(2);
    day.take("deposit", "", "MORNING");
    day.advance(1min);
    day.take("deposit");

    CHECK(day.call(2) == "A002");
}

TEST_CASE("Appointment: the code says the service, and works once", "[queue][appointment]") {
    Day day;

    CHECK(day.ask(model::TakeTicket{{"deposit"}, {}, {}, "NOPE"}) == Refusal::UnknownAppointment);
    CHECK(day.ask(model::TakeTicket{{"loan"}, {}, {}, "MORNING"}) == Refusal::AppointmentElsewhere);
    CHECK(day.ticket(day.take("", "", "MORNING")).service.value == "deposit");
    CHECK(day.ask(model::TakeTicket{{"deposit"}, {}, {}, "MORNING"}) == Refusal::AppointmentUsed);
}

TEST_CASE("Appointment: the code works again on the next day", "[queue][appointment]") {
    Day day;
    day.take("", "", "MORNING");
    day.advance(24h);
    day.roll_over();

    CHECK(day.ask(model::TakeTicket{{"deposit"}, {}, {}, "MORNING"}) == Refusal::None);
}
