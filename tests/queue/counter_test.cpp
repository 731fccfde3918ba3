#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::CounterState;
using model::Refusal;
using model::TicketState;
using support::Day;

TEST_CASE("Counter: opens, pauses, resumes and closes, and refuses what does not fit", "[queue][counter]") {
    Day day;
    CHECK(day.ask(model::CallTicket{{1}, {}}) == Refusal::CounterNotOpen);
    CHECK(day.ask(model::PauseCounter{{1}, {}}) == Refusal::CounterNotOpen);
    CHECK(day.ask(model::ResumeCounter{{1}}) == Refusal::CounterNotOpen);
    CHECK(day.ask(model::CloseCounter{{1}, {}}) == Refusal::CounterNotOpen);
    CHECK(day.ask(model::OpenCounter{{9}, {}}) == Refusal::UnknownCounter);

    day.must(model::OpenCounter{{1}, {"0417"}});
    CHECK(day.counter(1).state == CounterState::Open);
    CHECK(day.counter(1).clerk.value == "0417");
    CHECK(day.ask(model::OpenCounter{{1}, {"0417"}}) == Refusal::CounterAlreadyOpen);
    CHECK(day.ask(model::ResumeCounter{{1}}) == Refusal::CounterNotPaused);

    day.must(model::PauseCounter{{1}, "copies a document"});
    CHECK(day.counter(1).state == CounterState::Paused);
    CHECK(day.counter(1).reason == "copies a document");
    CHECK(day.ask(model::CallTicket{{1}, {}}) == Refusal::CounterPaused);
    CHECK(day.ask(model::OpenCounter{{1}, {}}) == Refusal::CounterPaused);

    day.must(model::ResumeCounter{{1}});
    CHECK(day.counter(1).reason.empty());
    day.must(model::CloseCounter{{1}, "end of shift"});
    CHECK(day.counter(1).state == CounterState::Closed);
    CHECK(day.counter(1).clerk.value.empty());
}

TEST_CASE("Counter: a clerk sits at one counter only", "[queue][counter]") {
    Day day;
    day.must(model::OpenCounter{{1}, {"0417"}});
    day.must(model::PauseCounter{{1}, {}});

    CHECK(day.ask(model::OpenCounter{{2}, {"0417"}}) == Refusal::ClerkElsewhere);

    day.must(model::CloseCounter{{1}, {}});
    CHECK(day.ask(model::OpenCounter{{2}, {"0417"}}) == Refusal::None);
}

TEST_CASE("Counter: does not pause or close while somebody is there", "[queue][counter]") {
    Day day;
    day.open(2);
    day.take("deposit");
    day.call(2);

    CHECK(day.ask(model::PauseCounter{{2}, {}}) == Refusal::CounterBusy);
    CHECK(day.ask(model::CloseCounter{{2}, {}}) == Refusal::CounterBusy);
    day.must(model::FinishService{{2}, {}});
    CHECK(day.ask(model::CloseCounter{{2}, {}}) == Refusal::None);
}

TEST_CASE("Counter: those who wait are served before it closes for the day", "[queue][counter]") {
    Day day;
    day.open(2);
    day.take("deposit");
    day.at("16:59");
    CHECK(day.decide(model::CloseCounter{{2}, {}})); // before closing time somebody else may come
    day.at("17:00");

    const auto decision = day.decide(model::CloseCounter{{2}, "tired"});
    REQUIRE_FALSE(decision);
    CHECK(decision.error() == queue::Refused{Refusal::VisitorsStillWaiting, "1 of them"});
    CHECK(day.decide(model::CloseCounter{{2}, "override: power cut"}));

    day.open(1); // somebody else can serve them now
    CHECK(day.decide(model::CloseCounter{{2}, "tired"}));
}

TEST_CASE("Counter: a backup helps only while no primary counter is open", "[queue][counter]") {
    Day day;
    day.open(3);
    day.take("deposit");
    day.open(2);
    CHECK(day.call(3) == "");

    day.must(model::PauseCounter{{2}, {}});

    CHECK(day.call(3) == "A001");
}

TEST_CASE("Counter: a backup helps when a wait passes the limit", "[queue][counter]") {
    Day day;
    day.open(2);
    day.open(3);
    day.take("deposit");
    day.advance(30min);
    CHECK(day.call(3) == "");

    day.advance(1ms);

    CHECK(day.call(3) == "A001");
}

TEST_CASE("Counter: a backup calls by the same rule as a primary", "[queue][counter]") {
    Day day;
    day.open(3);
    day.take("pension");
    day.advance(1min);
    day.take("deposit", "elderly");

    CHECK(day.call(3) == "A001"); // nobody else is there for deposits
    CHECK(day.call(3) == "C001");
}

TEST_CASE("Counter: a visitor sent to a backup counter is called there in any case", "[queue][counter]") {
    Day day;
    day.open(2);
    day.open(3);
    const auto sent = day.take("deposit");
    day.call(2);
    day.must(model::TransferTicket{{2}, {}, model::CounterId{3}, {}});

    CHECK(day.call(3) == "A001");
    CHECK(day.ticket(sent).counter == model::CounterId{3});
}

TEST_CASE("Counter: after closing time it may close once its visitors are served, or were sent elsewhere",
          "[queue][counter]") {
    Day day;
    day.open(2);
    day.open(3);
    day.take("loan");
    day.take("pension");
    const auto parked = day.take("loan");
    day.must(model::CallTicket{{2}, parked});
    day.must(model::ParkTicket{{2}, "form"});
    day.at("17:00");
    CHECK(day.ask(model::CloseCounter{{2}, {}}) == Refusal::VisitorsStillWaiting);

    CHECK(day.call(2) == "B001");
    CHECK(day.ask(model::CloseCounter{{2}, {}}) == Refusal::CounterBusy);
    day.must(model::FinishService{{2}, {}});

    CHECK(day.ask(model::CloseCounter{{2}, {}}) == Refusal::None); // pensions are counter 3's
    CHECK(day.ask(model::CloseCounter{{3}, {}}) == Refusal::VisitorsStillWaiting);
}

TEST_CASE("Counter: reports of devices that say nothing new make no event", "[queue][counter]") {
    Day day;
    const model::ReportDevice low{{"printer-1"}, model::DeviceState::Warning, "paper low"};
    day.must(low);
    const auto seq = day.state().seq();

    day.must(low);
    CHECK(day.state().seq() == seq);
    day.must(model::ReportDevice{{"printer-1"}, model::DeviceState::Well, {}});
    CHECK(day.state().seq() == seq + 1);
    CHECK(day.ask(model::ReportDevice{{}, model::DeviceState::Well, {}}) == Refusal::BadRequest);
}

TEST_CASE("Day: nothing is done before the first day begins", "[queue][day]") {
    const queue::State state(support::small_hall());
    const auto decision = queue::decide(state, model::TakeTicket{{"loan"}, {}, {}, {}}, Day().now());
    REQUIRE_FALSE(decision);
    CHECK(decision.error().refusal == Refusal::HallClosed);
}

TEST_CASE("Day: its end closes what is open with the reason, and numbers begin anew", "[queue][day]") {
    Day day;
    day.open(2);
    day.take("deposit");
    day.take("deposit");
    day.call(2);
    const auto before = day.events().size();
    day.advance(24h);

    day.roll_over();

    REQUIRE(day.events().size() == before + 4);
    CHECK(day.events()[before].kind == model::EventKind::TicketExpired);
    CHECK(day.events()[before].reason == "day ended");
    CHECK(day.events()[before].day == 20260302);
    CHECK(day.events()[before + 2].kind == model::EventKind::CounterClosed);
    CHECK(day.events()[before + 2].reason == "day ended");
    CHECK(day.events()[before + 3].day == 20260303);
    CHECK(day.state().tickets().empty());
    CHECK(day.counter(2).state == CounterState::Closed);
    const auto ticket = day.take("deposit");
    CHECK(ticket.value == 3); // ids never repeat
    CHECK(day.ticket(ticket).number == "A001");
}

TEST_CASE("Day: minutes after midnight belong to the evening before", "[queue][day]") {
    const base::Zone zone("Asia/Shanghai");
    const auto time = zone.wall({2026, 3, 3, 1, 30, 0});

    const auto now = queue::now_in(zone, time, 3);

    CHECK(now.day == 20260302);
    CHECK(now.minute() == 25 * 60 + 30);
}

TEST_CASE("Day: time never runs back", "[queue][day]") {
    Day day;
    day.advance(1h);
    day.take("deposit");
    day.advance(-30min);

    const auto ticket = day.take("deposit");

    CHECK(day.ticket(ticket).issued == day.ticket({1}).issued);
}

TEST_CASE("Day: a journal of a counter that was taken away since can still be replayed", "[queue][day]") {
    Day day;
    day.open(3);
    day.take("pension");
    day.call(3);
    day.take("loan");
    model::Hall smaller = support::small_hall();
    smaller.counters.pop_back();
    smaller.services.erase(smaller.services.begin() + 1);

    queue::State state(smaller);
    for (const model::Event& event : day.events())
        queue::apply(state, event);

    CHECK(state.ticket({1})->state == TicketState::Called);
    CHECK(state.ticket({2})->state == TicketState::Waiting);
    CHECK(queue::decide(state, model::FinishService{{3}, {}}, day.now()));
}
