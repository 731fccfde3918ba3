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
    CHECK(day.ask(model::ApproveTicket{third, {"boss"}, "pain"}) == Refusal::TooManyEmergencies);

    CHECK(day.call(2) == "A003");
    CHECK(day.ask(model::ApproveTicket{third, {"boss"}, "pain"}) == Refusal::None);
    CHECK(day.call(2) == "A002");
    CHECK(day.call(2) == "A004");
    CHECK(day.call(2) == "A001");
}

TEST_CASE("Queue: an approved emergency has waited since it came", "[queue][ticket]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit", "emergency");
    day.advance(20min);
    day.must(model::ApproveTicket{ticket, {"boss"}, "pain"});
    day.advance(2min);

    day.call(2);

    CHECK(day.ticket(ticket).waited == base::Duration(22min));
}

TEST_CASE("Queue: an emergency is approved by somebody, for a reason", "[queue][ticket]") {
    Day day;
    const auto emergency = day.take("deposit", "emergency");
    const auto urgent = day.take("deposit", "urgent");
    const auto refused = [&](const model::ClerkId& clerk, const std::string& reason) {
        const auto decision = day.decide(model::ApproveTicket{emergency, clerk, reason});
        REQUIRE_FALSE(decision);
        CHECK_FALSE(decision.error().detail.empty());
        return decision.error().refusal;
    };

    CHECK(refused({"boss"}, {}) == Refusal::BadRequest);
    CHECK(refused({}, "pain") == Refusal::BadRequest);
    CHECK(refused({"boss"}, " ") == Refusal::BadRequest);
    CHECK(refused({"boss"}, "override: ") == Refusal::BadRequest);
    day.must(model::ApproveTicket{emergency, {"boss"}, "pain"});
    CHECK(day.events().back().clerk.value == "boss");
    CHECK(day.events().back().reason == "pain");
    day.must(model::ApproveTicket{urgent, {}, {}}); // no more than a channel's weights
}

TEST_CASE("Queue: a supervisor may approve one emergency more, which is recorded", "[queue][ticket]") {
    Day day;
    for (int i = 0; i < 2; ++i)
        day.must(model::ApproveTicket{day.take("deposit", "emergency"), {"boss"}, "pain"});
    const auto third = day.take("deposit", "emergency");

    const auto decision = day.decide(model::ApproveTicket{third, {"boss"}, "pain"});
    REQUIRE_FALSE(decision);
    CHECK(decision.error() ==
          queue::Refused{Refusal::TooManyEmergencies,
                         "2 of them; a supervisor may approve one more, for a reason that begins with "
                         "override:"});
    day.must(model::ApproveTicket{third, {"chief"}, "override: an accident with many hurt"});

    CHECK(day.ticket(third).approval == Approval::Approved);
    CHECK(day.events().back().reason == "override: an accident with many hurt");
    CHECK(day.state().emergencies_waiting() == 3);
}

TEST_CASE("Queue: an emergency does not disturb whoever is being served", "[queue][ticket]") {
    Day day;
    day.open(2);
    const auto present = day.take("deposit");
    day.call(2);
    day.must(model::StartService{{2}});

    day.must(model::ApproveTicket{day.take("deposit", "emergency"), {"boss"}, "pain"});

    CHECK(day.ticket(present).state == TicketState::Serving);
    CHECK(day.counter(2).ticket == present);
}

TEST_CASE("Queue: staff re-class a ticket, and its clock stays", "[queue][ticket]") {
    Day day;
    day.open(2);
    day.take("deposit");
    day.advance(2min);
    const auto ours = day.take("deposit");
    const auto entry = day.ticket(ours).entry;
    day.advance(10min);

    day.must(model::ReclassTicket{ours, {"elderly"}, {"7"}, "has shown the card"});

    CHECK(day.ticket(ours).channel.value == "elderly");
    CHECK(day.ticket(ours).entry == entry);
    CHECK(day.ticket(ours).waited == base::Duration::zero());
    CHECK(day.events().back().kind == model::EventKind::TicketReclassed);
    CHECK(day.events().back().clerk.value == "7");
    CHECK(day.events().back().reason == "has shown the card");
    CHECK(day.state().next_for({2}, day.now().time) == ours);

    day.must(model::ReclassTicket{ours, {"ordinary"}, {"7"}, "the card is another's"}); // and back
    CHECK(day.ticket(ours).entry == entry);
    CHECK(day.call(2) == "A001");
}

TEST_CASE("Queue: whoever is away is re-classed as well, whoever is there or gone is not",
          "[queue][ticket]") {
    Day day;
    day.open(2);
    const auto ours = day.take("deposit");
    const model::ReclassTicket reclass{ours, {"elderly"}, {}, "card"};
    day.call(2);
    CHECK(day.ask(reclass) == Refusal::TicketNotWaiting);
    day.must(model::ParkTicket{{2}, "form"});
    day.must(reclass);
    CHECK(day.ticket(ours).state == TicketState::Parked);
    day.must(model::ReturnTicket{ours});
    CHECK(day.ticket(ours).channel.value == "elderly");
    day.call(2);
    day.must(model::RecallTicket{{2}});
    day.advance(1min);
    day.must(model::MarkNoShow{{2}});
    day.must(model::ReclassTicket{ours, {"ordinary"}, {}, "card"});
    day.must(model::CancelTicket{ours});

    CHECK(day.ask(reclass) == Refusal::TicketNotWaiting);
    CHECK(day.ask(model::ReclassTicket{{99}, {"elderly"}, {}, "card"}) == Refusal::UnknownTicket);
}

TEST_CASE("Queue: re-classing needs a reason, and makes no emergencies", "[queue][ticket]") {
    Day day;
    const auto ours = day.take("deposit");
    const auto before = day.state().seq();

    CHECK(day.ask(model::ReclassTicket{ours, {"elderly"}, {"7"}, {}}) == Refusal::BadRequest);
    CHECK(day.ask(model::ReclassTicket{ours, {"vip"}, {"7"}, "rich"}) == Refusal::UnknownChannel);
    const auto emergency = day.decide(model::ReclassTicket{ours, {"emergency"}, {"7"}, "pain"});
    REQUIRE_FALSE(emergency);
    CHECK(emergency.error().refusal == Refusal::BadRequest);
    CHECK(emergency.error().detail.find("approved") != std::string::npos);
    day.must(model::ReclassTicket{ours, {"ordinary"}, {"7"}, "the same"}); // nothing to change

    CHECK(day.state().seq() == before);
}

TEST_CASE("Queue: a claim that waits for its approval survives a re-classing", "[queue][ticket]") {
    Day day;
    const auto ours = day.take("deposit", "emergency");
    day.must(model::ReclassTicket{ours, {"elderly"}, {"7"}, "card"});
    CHECK(day.ticket(ours).approval == Approval::Pending);

    day.must(model::ApproveTicket{ours, {"boss"}, "pain"});

    CHECK(day.ticket(ours).channel.value == "emergency");
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
