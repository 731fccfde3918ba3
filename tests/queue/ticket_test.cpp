#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::Approval;
using model::Refusal;
using model::TicketState;
using support::Day;

TEST_CASE("Queue: numbers start at 001 for each letter and go beyond 999", "[queue][ticket]") {
    Day day;

    for (int i = 0; i < 1000; ++i)
        day.take("deposit");
    const auto loan = day.take("loan");

    CHECK(day.ticket({1}).number == "A001");
    CHECK(day.ticket({999}).number == "A999");
    CHECK(day.ticket({1000}).number == "A1000");
    CHECK(day.ticket(loan).number == "B001");
}

TEST_CASE("Queue: a ticket that was given back does not free its number", "[queue][ticket]") {
    Day day;
    const auto first = day.take("deposit");

    day.must(model::CancelTicket{first});

    CHECK(day.ticket(day.take("deposit")).number == "A002");
    CHECK(day.ask(model::CancelTicket{first}) == Refusal::TicketNotWaiting);
}

TEST_CASE("Queue: an unknown service, channel or odd text is refused", "[queue][ticket]") {
    Day day;

    CHECK(day.ask(model::TakeTicket{{"nothing"}, {}, {}, {}}) == Refusal::UnknownService);
    CHECK(day.ask(model::TakeTicket{{"loan"}, {"vip"}, {}, {}}) == Refusal::UnknownChannel);
    CHECK(day.ask(model::TakeTicket{{"loan"}, {}, std::string(36, 'x'), {}}) == Refusal::BadRequest);
    CHECK(day.ask(model::TakeTicket{{"loan"}, {}, "e\nn", {}}) == Refusal::BadRequest);
    CHECK(day.ask(model::TakeTicket{{"loan"}, {"appointment"}, {}, {}}) == Refusal::UnknownAppointment);
    CHECK(day.state().tickets().empty());
}

TEST_CASE("Queue: without a language the ticket speaks the hall's", "[queue][ticket]") {
    Day day;
    day.must(model::TakeTicket{{"loan"}, {}, {}, {}});
    CHECK(day.ticket({1}).language == "zh-Hans");
}

TEST_CASE("Queue: an urgent ticket waits as ordinary until approved, then from its first minute",
          "[queue][ticket]") {
    Day day;
    day.open(2);
    day.take("deposit");
    const auto urgent = day.take("deposit", "urgent");
    CHECK(day.ticket(urgent).channel.value == "ordinary");
    CHECK(day.ticket(urgent).approval == Approval::Pending);
    const auto entry = day.ticket(urgent).entry;
    day.advance(10min);

    day.must(model::ApproveTicket{urgent, {"boss"}, "train at noon"});

    CHECK(day.ticket(urgent).channel.value == "urgent");
    CHECK(day.ticket(urgent).approval == Approval::Approved);
    CHECK(day.ticket(urgent).entry == entry);
    CHECK(day.ask(model::ApproveTicket{urgent, {}, {}}) == Refusal::ApprovalNotPending);
    CHECK(day.call(2) == "A002");
}

TEST_CASE("Queue: a rejected ticket stays ordinary and keeps its place", "[queue][ticket]") {
    Day day;
    const auto urgent = day.take("deposit", "urgent");
    day.must(model::RejectTicket{urgent, {"boss"}, {}});

    CHECK(day.ticket(urgent).approval == Approval::Rejected);
    CHECK(day.ticket(urgent).state == TicketState::Waiting);
    CHECK(day.ask(model::ApproveTicket{urgent, {}, {}}) == Refusal::ApprovalNotPending);
    CHECK(day.ask(model::RejectTicket{day.take("deposit"), {}, {}}) == Refusal::ApprovalNotPending);
    CHECK(day.ask(model::RejectTicket{{77}, {}, {}}) == Refusal::UnknownTicket);
}

TEST_CASE("Queue: emergencies go first in the order of approval, at most two waiting", "[queue][ticket]") {
    Day day;
    day.open(2);
    day.take("deposit");
    const auto first = day.take("deposit", "emergency");
    const auto second = day.take("deposit", "emergency");
    const auto third = day.take("deposit", "emergency");
    day.advance(1h);

    day.must(model::ApproveTicket{second, {"boss"}, "pain"});
    day.advance(1s);
    day.must(model::ApproveTicket{first, {"boss"}, "pain"});
    CHECK(day.ask(model::ApproveTicket{third, {"boss"}, {}}) == Refusal::TooManyEmergencies);

    CHECK(day.call(2) == "A003");
    CHECK(day.ask(model::ApproveTicket{third, {"boss"}, {}}) == Refusal::None);
    CHECK(day.call(2) == "A002");
    CHECK(day.call(2) == "A004");
    CHECK(day.call(2) == "A001");
}

TEST_CASE("Queue: an approved emergency has waited since it came", "[queue][ticket]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit", "emergency");
    day.advance(20min);
    day.must(model::ApproveTicket{ticket, {"boss"}, {}});
    day.advance(2min);

    day.call(2);

    CHECK(day.ticket(ticket).waited == base::Duration(22min));
}

TEST_CASE("Queue: a finished visit is rated once, from one to five", "[queue][ticket]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");
    CHECK(day.ask(model::RateTicket{ticket, 5, {}}) == Refusal::NotFinished);
    day.serve(2, 5min);

    CHECK(day.ask(model::RateTicket{ticket, 0, {}}) == Refusal::BadRequest);
    CHECK(day.ask(model::RateTicket{ticket, 6, {}}) == Refusal::BadRequest);
    CHECK(day.ask(model::RateTicket{ticket, 5, std::vector<std::string>(11, "x")}) == Refusal::BadRequest);
    day.must(model::RateTicket{ticket, 1, {"slow"}});
    CHECK(day.ask(model::RateTicket{ticket, 2, {}}) == Refusal::AlreadyRated);
    CHECK(day.ticket(ticket).score == 1);
}

TEST_CASE("Queue: who comes after closing time is served while a counter is open", "[queue][ticket]") {
    Day day;
    day.open(2);
    day.at("17:00");

    CHECK(day.ask(model::TakeTicket{{"deposit"}, {}, {}, {}}) == Refusal::None);
    CHECK(day.ask(model::TakeTicket{{"pension"}, {}, {}, {}}) == Refusal::HallClosed); // nobody there for it
    CHECK(queue::accepting(day.state(), day.now()));

    CHECK(day.call(2) == "A001");
    day.must(model::FinishService{{2}, {}});
    day.must(model::CloseCounter{{2}, {}});
    CHECK(day.ask(model::TakeTicket{{"deposit"}, {}, {}, {}}) == Refusal::HallClosed);
    CHECK_FALSE(queue::accepting(day.state(), day.now()));
}

TEST_CASE("Queue: a hall may take nobody after closing time, and still serves those who wait",
          "[queue][ticket]") {
    model::Hall hall = support::small_hall();
    hall.rules.late_arrivals = model::LateArrivals::Refuse;
    Day day(hall);
    day.open(2);
    day.at("16:59");
    day.take("deposit");
    day.at("17:00");

    CHECK(day.ask(model::TakeTicket{{"deposit"}, {}, {}, {}}) == Refusal::HallClosed);
    CHECK(day.call(2) == "A001");
}
