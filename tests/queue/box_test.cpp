#include "tests/queue/day.h"

#include "shared/queue/update.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace std::chrono_literals;
using model::EventKind;
using model::FollowUpStep;
using model::Refusal;
using model::WordKind;
using support::Day;

namespace {

/// Taken with a token, as the hall gives one.
model::TicketId take(Day& day, const char* service, const std::string& token) {
    model::TakeTicket command;
    command.service = {service};
    command.token = token;
    day.must(command);
    return day.state().last_ticket();
}

/// Served to the end at counter 1.
model::TicketId served(Day& day, const std::string& token = "ab") {
    const model::TicketId ticket = take(day, "deposit", token);
    if (day.counter(1).state == model::CounterState::Closed)
        day.open(1);
    day.call(1);
    day.must(model::FinishService{{1}, "done"});
    return ticket;
}

int count(const Day& day, EventKind kind) {
    return static_cast<int>(std::ranges::count(day.events(), kind, &model::Event::kind));
}

} // namespace

TEST_CASE("Yield: two go first, in their order, and nobody else moves", "[queue][yield]") {
    Day day;
    day.open(1);
    take(day, "deposit", "a1");
    day.advance(1min);
    take(day, "deposit", "a2");
    day.advance(1min);
    take(day, "deposit", "a3");
    day.advance(1min);
    take(day, "deposit", "a4");
    day.must(model::YieldPlace{{}, "a1"});

    CHECK(day.events().back().kind == EventKind::PlaceYielded);
    for (const char* number : {"A002", "A003", "A001", "A004"}) {
        CHECK(day.call(1) == number);
        day.must(model::FinishService{{1}, "done"});
    }
}

TEST_CASE("Yield: fewer behind are let by; with nobody behind there is nothing to give", "[queue][yield]") {
    Day day;
    const auto late = take(day, "deposit", "a1");
    CHECK(day.ask(model::YieldPlace{{}, "a1"}) == Refusal::NobodyBehind);
    day.advance(1min);
    day.take("loan");
    day.take("deposit", "elderly");
    CHECK(day.ask(model::YieldPlace{{}, "a1"}) == Refusal::NobodyBehind); // other lines
    take(day, "deposit", "a2");
    day.must(model::YieldPlace{late});
    day.open(1);
    CHECK(day.ticket(late).yields == 1);
    CHECK(day.ask(model::YieldPlace{late}) == Refusal::NobodyBehind);
}

TEST_CASE("Yield: twice at most, only while it waits, only with the right token", "[queue][yield]") {
    Day day;
    const auto late = take(day, "deposit", "a1");
    for (int i = 0; i < 6; ++i) {
        day.advance(1min);
        day.take("deposit");
    }
    day.must(model::YieldPlace{late});
    day.must(model::YieldPlace{late});
    CHECK(day.ask(model::YieldPlace{late}) == Refusal::TooManyYields);
    CHECK(day.ask(model::YieldPlace{{}, "ff"}) == Refusal::UnknownTicket);
    CHECK(day.ask(model::YieldPlace{{3}, "a1"}) == Refusal::UnknownTicket);

    day.must(model::CancelTicket{late});
    CHECK(day.ask(model::YieldPlace{late}) == Refusal::TicketNotWaiting);
}

TEST_CASE("Rating: with the token on the ticket; a low one opens a follow-up due in 72 hours",
          "[queue][box]") {
    Day day;
    served(day);
    CHECK(day.ask(model::RateTicket{{}, 2, {"slow"}, {}, "cd"}) == Refusal::UnknownTicket);
    day.must(model::RateTicket{{}, 2, {"slow"}, {}, "ab"});

    const model::Event& opened = day.events().back();
    CHECK(opened.kind == EventKind::FollowUpOpened);
    CHECK(opened.number == "20260302-1");
    CHECK(opened.service.value == "deposit");
    CHECK(opened.counter.value == 1);
    CHECK(opened.entry == opened.at + 72h);
    CHECK(opened.value == static_cast<int>(model::FollowUpCause::Rating));

    const auto content = served(day, "b1");
    day.must(model::RateTicket{content, 3, {}});
    CHECK(count(day, EventKind::FollowUpOpened) == 1);
}

TEST_CASE("Box: a complaint opens a follow-up, a suggestion does not", "[queue][box]") {
    Day day;
    served(day);
    day.must(model::LeaveWord{{}, "ab", WordKind::Suggestion, "More chairs, please"});
    CHECK(count(day, EventKind::FollowUpOpened) == 0);
    CHECK(day.events().back().note == "More chairs, please");
    day.must(model::LeaveWord{{}, {}, WordKind::Complaint, "The lift is broken"});
    CHECK(day.events().back().kind == EventKind::FollowUpOpened);
    CHECK(day.events().back().ticket == model::TicketId{});
}

TEST_CASE("Box: bad words are refused, and so are too many", "[queue][box]") {
    Day day;
    served(day);
    CHECK(day.ask(model::LeaveWord{{}, "ab", WordKind::Praise, "  "}) == Refusal::BadRequest);
    CHECK(day.ask(model::LeaveWord{{}, "ab", WordKind::Praise, "a\nb"}) == Refusal::BadRequest);
    CHECK(day.ask(model::LeaveWord{{}, "ab", static_cast<WordKind>(0), "x"}) == Refusal::BadRequest);
    CHECK(day.ask(model::LeaveWord{{}, "ab", WordKind::Praise, std::string(1001, 'x')}) ==
          Refusal::BadRequest);
    CHECK(day.ask(model::LeaveWord{{}, "ff", WordKind::Praise, "x"}) == Refusal::UnknownTicket);
    for (int i = 0; i < model::kMostWords; ++i)
        day.must(model::LeaveWord{{}, "ab", WordKind::Praise, "Thank you"});
    CHECK(day.ask(model::LeaveWord{{}, "ab", WordKind::Praise, "x"}) == Refusal::Overloaded);
}

TEST_CASE("Follow-up: assigned, noted, closed once; it outlives the day", "[queue][box]") {
    Day day;
    served(day);
    day.must(model::RateTicket{{}, 1, {}, {}, "ab"});
    const std::string name = day.events().back().number;
    day.must(model::StepFollowUp{name, FollowUpStep::Assigned, {"boss"}, ""});
    CHECK(day.ask(model::StepFollowUp{name, FollowUpStep::Assigned, {}, ""}) == Refusal::BadRequest);
    CHECK(day.ask(model::StepFollowUp{name, FollowUpStep::Noted, {}, " "}) == Refusal::BadRequest);
    CHECK(day.ask(model::StepFollowUp{"20260302-9", FollowUpStep::Noted, {}, "x"}) ==
          Refusal::UnknownFollowUp);
    day.advance(24h);
    day.roll_over();
    CHECK(day.state().follow_ups().contains(name));
    day.must(model::StepFollowUp{name, FollowUpStep::Closed, {}, "Rang and apologised"});
    CHECK(day.ask(model::StepFollowUp{name, FollowUpStep::Noted, {}, "x"}) == Refusal::UnknownFollowUp);

    served(day, "cd");
    day.must(model::RateTicket{{}, 1, {}, {}, "cd"});
    CHECK(day.events().back().number == "20260303-1");
}

TEST_CASE("Box: what was said is in no update", "[queue][box]") {
    Day day;
    served(day);
    day.must(model::LeaveWord{{}, "ab", WordKind::Complaint, "Nobody came for an hour"});
    for (const model::Event& event : day.events()) {
        const model::Update update = queue::after(day.state(), event);
        CHECK(update.event.note.empty());
        if (event.kind == EventKind::WordLeft || event.kind == EventKind::FollowUpOpened)
            CHECK(update.event.value == 0);
    }
}

TEST_CASE("Erase: what has ended, today's or an earlier day's", "[queue][box]") {
    Day day;
    const auto first = take(day, "deposit", "a1");
    CHECK(day.ask(model::EraseVisitor{first}) == Refusal::VisitStillOpen);
    day.must(model::CancelTicket{first});
    day.must(model::EraseVisitor{{}, "a1"});
    CHECK(day.events().back().ticket == first);
    CHECK(day.ask(model::EraseVisitor{{2}}) == Refusal::UnknownTicket);
    day.advance(24h);
    day.roll_over();
    day.must(model::EraseVisitor{first});
    CHECK(day.ask(model::EraseVisitor{{}, "a1"}) == Refusal::UnknownTicket); // its token has expired
}
