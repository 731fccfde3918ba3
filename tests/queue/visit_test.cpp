#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::Refusal;
using model::TicketState;
using support::Day;

TEST_CASE("Queue: a visitor takes a ticket, is called, served and rates", "[queue][visit]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");

    CHECK(day.call(2) == "A001");
    CHECK(day.ticket(ticket).state == TicketState::Called);
    day.must(model::StartService{{2}});
    CHECK(day.ticket(ticket).state == TicketState::Serving);
    day.advance(5min);
    day.must(model::FinishService{{2}, "accepted"});
    day.must(model::RateTicket{ticket, 5, {"friendly", "quick"}});

    CHECK(day.ticket(ticket).state == TicketState::Finished);
    CHECK(day.ticket(ticket).outcome == "accepted");
    CHECK(day.ticket(ticket).score == 5);
    CHECK(day.events().back().reason == "friendly; quick");
    CHECK_FALSE(day.counter(2).ticket);
    CHECK(day.counter(2).served == 1);
}

TEST_CASE("Queue: the next call finishes whoever is at the counter", "[queue][visit]") {
    Day day;
    day.open(2);
    const auto first = day.take("deposit");
    const auto second = day.take("deposit");
    day.call(2);
    const std::size_t before = day.events().size();

    CHECK(day.call(2) == "A002");

    CHECK(day.ticket(first).state == TicketState::Finished);
    CHECK(day.ticket(second).state == TicketState::Called);
    REQUIRE(day.events().size() == before + 3);
    CHECK(day.events()[before].kind == model::EventKind::ServiceStarted);
    CHECK(day.events()[before + 1].kind == model::EventKind::ServiceFinished);
    CHECK(day.events()[before + 2].kind == model::EventKind::TicketCalled);
}

TEST_CASE("Queue: when nobody waits the present visitor stays", "[queue][visit]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");
    day.call(2);

    CHECK(day.ask(model::CallTicket{{2}, {}}) == Refusal::NobodyWaiting);

    CHECK(day.ticket(ticket).state == TicketState::Called);
    CHECK(day.counter(2).ticket == ticket);
}

TEST_CASE("Queue: a no-show needs a recall and some patience", "[queue][visit]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");
    day.call(2);

    day.advance(1min);
    CHECK(day.ask(model::MarkNoShow{{2}}) == Refusal::NoShowTooEarly); // no recall yet
    day.must(model::RecallTicket{{2}});
    day.must(model::MarkNoShow{{2}});

    CHECK(day.ticket(ticket).state == TicketState::NoShow);
    CHECK_FALSE(day.counter(2).ticket);

    day.take("deposit");
    day.call(2);
    day.must(model::RecallTicket{{2}});
    day.advance(29s);
    CHECK(day.ask(model::MarkNoShow{{2}}) == Refusal::NoShowTooEarly); // recalled, but too soon
}

TEST_CASE("Queue: nobody who is being served can be a no-show or be called again", "[queue][visit]") {
    Day day;
    day.open(2);
    day.take("deposit");
    CHECK(day.ask(model::RecallTicket{{2}}) == Refusal::NobodyAtCounter);
    day.call(2);
    day.must(model::StartService{{2}});

    CHECK(day.ask(model::StartService{{2}}) == Refusal::AlreadyStarted);
    CHECK(day.ask(model::RecallTicket{{2}}) == Refusal::AlreadyStarted);
    CHECK(day.ask(model::MarkNoShow{{2}}) == Refusal::AlreadyStarted);
}

TEST_CASE("Queue: a missed ticket returns ten minutes behind, and only twice", "[queue][visit]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");
    const auto entry = day.ticket(ticket).entry;
    const auto miss = [&] {
        day.must(model::CallTicket{{2}, ticket});
        day.must(model::RecallTicket{{2}});
        day.advance(30s);
        day.must(model::MarkNoShow{{2}});
    };

    day.advance(30min);
    miss();
    day.must(model::ReturnTicket{ticket});
    CHECK(day.ticket(ticket).entry == entry + 10min);
    miss();
    day.must(model::ReturnTicket{ticket});
    CHECK(day.ticket(ticket).entry == entry + 20min);
    miss();

    CHECK(day.ask(model::ReturnTicket{ticket}) == Refusal::TooManyReturns);
}

TEST_CASE("Queue: a missed ticket never enters later than it comes back", "[queue][visit]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");
    day.call(2);
    day.must(model::RecallTicket{{2}});
    day.advance(30s);
    day.must(model::MarkNoShow{{2}});

    day.must(model::ReturnTicket{ticket});

    CHECK(day.ticket(ticket).entry == day.now().time);
}

TEST_CASE("Queue: whoever is set aside keeps the minutes waited, not those away", "[queue][visit]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");
    day.advance(12min);
    day.call(2);
    day.must(model::ParkTicket{{2}, "fills in the form"});
    day.advance(20min);

    day.must(model::ReturnTicket{ticket});

    CHECK(day.ticket(ticket).entry == day.now().time - 12min);
    CHECK(day.ticket(ticket).reason.empty());
    CHECK(day.ask(model::ReturnTicket{ticket}) == Refusal::TicketNotParked);
    CHECK(day.call(2) == "A001");
}

TEST_CASE("Queue: a transferred visitor keeps number and minutes waited", "[queue][visit]") {
    Day day;
    day.open(2);
    day.open(3);
    const auto moved = day.take("deposit");
    day.advance(12min);
    day.call(2);
    day.must(model::StartService{{2}});
    day.advance(8min);
    day.take("pension");
    day.advance(5min);

    day.must(model::TransferTicket{{2}, model::ServiceId{"pension"}, {}, "has the form"});

    CHECK(day.ticket(moved).entry == day.now().time - 12min);
    CHECK(day.ticket(moved).note == "has the form");
    CHECK(day.call(3) == "A001");
    CHECK(day.call(3) == "C001");
}

TEST_CASE("Queue: whoever was set aside, missed and transferred keeps all the waits of the day",
          "[queue][visit]") {
    Day day;
    day.open(2);
    day.open(3);
    const auto ours = day.take("deposit", "elderly");
    day.advance(10min);
    day.call(2);
    day.must(model::ParkTicket{{2}, "form"});
    day.advance(1h);
    day.must(model::ReturnTicket{ours});
    day.advance(4min);
    day.call(2);
    day.must(model::StartService{{2}});
    day.advance(30min);

    day.must(model::TransferTicket{{2}, model::ServiceId{"pension"}, {}, {}});

    CHECK(day.ticket(ours).waited == base::Duration(14min));
    CHECK(day.ticket(ours).entry == day.now().time - 14min);
    CHECK(day.ticket(ours).channel.value == "elderly"); // unchanged
}

TEST_CASE("Queue: the penalty of a missed call is the hall's, and so is how often one may come back",
          "[queue][visit]") {
    model::Hall hall = support::small_hall();
    hall.rules.no_show_penalty = 3min;
    hall.rules.returns = 1;
    Day day(hall);
    day.open(2);
    const auto ours = day.take("deposit");
    const auto entry = day.ticket(ours).entry;
    const auto miss = [&] {
        day.must(model::CallTicket{{2}, ours});
        day.must(model::RecallTicket{{2}});
        day.advance(30s);
        day.must(model::MarkNoShow{{2}});
    };
    day.advance(20min);

    miss();
    day.must(model::ReturnTicket{ours});
    CHECK(day.ticket(ours).entry == entry + 3min);
    miss();
    CHECK(day.ask(model::ReturnTicket{ours}) == Refusal::TooManyReturns);

    hall.rules.returns = 0;
    Day strict(hall);
    strict.open(2);
    const auto once = strict.take("deposit");
    strict.call(2);
    strict.must(model::RecallTicket{{2}});
    strict.advance(30s);
    strict.must(model::MarkNoShow{{2}});
    CHECK(strict.ask(model::ReturnTicket{once}) == Refusal::TooManyReturns);
}

TEST_CASE("Queue: whoever was set aside may come back as often as staff set aside", "[queue][visit]") {
    Day day;
    day.open(2);
    const auto ours = day.take("deposit");
    for (int i = 0; i < 5; ++i) {
        day.call(2);
        day.must(model::ParkTicket{{2}, "form"});
        day.must(model::ReturnTicket{ours});
    }
    CHECK(day.ticket(ours).returns == 0);
}

TEST_CASE("Queue: a visitor transferred to a counter is called only there", "[queue][visit]") {
    Day day;
    day.open(1);
    day.open(2);
    const auto moved = day.take("deposit");
    CHECK(day.call(2) == "A001");
    CHECK(day.ask(model::TransferTicket{{2}, {}, model::CounterId{2}, {}}) == Refusal::BadRequest);
    CHECK(day.ask(model::TransferTicket{{2}, {}, {}, {}}) == Refusal::BadRequest);
    CHECK(day.ask(model::TransferTicket{{2}, model::ServiceId{"loan"}, model::CounterId{3}, {}}) ==
          Refusal::NotServedHere);

    day.must(model::TransferTicket{{2}, {}, model::CounterId{1}, {}});

    CHECK(day.call(2) == "");
    CHECK(day.ask(model::CallTicket{{2}, moved}) == Refusal::NotServedHere);
    CHECK(day.call(1) == "A001");
}

TEST_CASE("Queue: a clerk may pick a ticket, which is recorded", "[queue][visit]") {
    Day day;
    day.open(2);
    day.take("deposit");
    const auto second = day.take("deposit");
    const auto pension = day.take("pension");

    CHECK(day.ask(model::CallTicket{{2}, pension}) == Refusal::NotServedHere);
    CHECK(day.ask(model::CallTicket{{2}, model::TicketId{99}}) == Refusal::UnknownTicket);
    day.must(model::CallTicket{{2}, second});

    CHECK(day.events().back().reason == "picked");
    CHECK(day.ask(model::CallTicket{{2}, second}) == Refusal::TicketNotWaiting);
}

TEST_CASE("Queue: what is written must be short plain text", "[queue][visit]") {
    Day day;
    day.open(2);
    day.take("deposit");
    day.call(2);

    CHECK(day.ask(model::FinishService{{2}, std::string(201, 'x')}) == Refusal::BadRequest);
    CHECK(day.ask(model::ParkTicket{{2}, "two\nlines"}) == Refusal::BadRequest);
    CHECK(day.ask(model::TransferTicket{{2}, model::ServiceId{"loan"}, {}, "\xFF"}) == Refusal::BadRequest);
    CHECK(day.ask(model::FinishService{{2}, std::string(200, 'x')}) == Refusal::None);
}
