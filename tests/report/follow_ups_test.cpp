#include "shared/report/follow_ups.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::FollowUpStep;
using report::FollowUp;
using report::FollowUps;

namespace {

FollowUps follow_ups_of(const support::Day& day) {
    FollowUps all;
    for (const model::Event& event : day.events())
        all.put(event);
    return all;
}

model::TicketId served(support::Day& day) {
    const auto ticket = day.take("loan");
    day.serve(1, 1min);
    return ticket;
}

} // namespace

TEST_CASE("Follow-ups: a low rating opens one, with who served and why", "[report][follow-ups]") {
    support::Day day;
    day.open(1);
    const auto first = served(day);
    const auto second = served(day);
    day.must(model::RateTicket{second, 3, {}});
    day.must(model::RateTicket{first, 2, {"slow", "rude"}});

    const auto list = follow_ups_of(day).list();

    REQUIRE(list.size() == 1);
    CHECK(list[0].number == "20260302-1");
    CHECK(list[0].ticket == "B001");
    CHECK(list[0].service.value == "loan");
    CHECK(list[0].counter.value == 1);
    CHECK(list[0].clerk.value == "clerk-1");
    CHECK(list[0].cause == model::FollowUpCause::Rating);
    CHECK(list[0].score == 2);
    CHECK(list[0].words == "slow; rude");
    CHECK(list[0].due - list[0].opened == 72h);
}

TEST_CASE("Follow-ups: a complaint opens one, praise does not", "[report][follow-ups]") {
    support::Day day;
    day.open(1);
    const auto ticket = served(day);
    day.must(model::LeaveWord{ticket, {}, model::WordKind::Praise, "thank you"});
    day.must(model::LeaveWord{ticket, {}, model::WordKind::Complaint, "nobody explained it"});
    day.must(model::LeaveWord{{}, {}, model::WordKind::Complaint, "the hall is cold"});

    const auto list = follow_ups_of(day).list();

    REQUIRE(list.size() == 2);
    CHECK(list[0].words == "nobody explained it");
    CHECK(list[0].cause == model::FollowUpCause::Complaint);
    CHECK(list[0].score == 0);
    CHECK(list[1].words == "the hall is cold");
    CHECK(list[1].ticket.empty());
}

TEST_CASE("Follow-ups: are assigned, noted and closed; overdue only while they are open",
          "[report][follow-ups]") {
    support::Day day;
    day.open(1);
    day.must(model::RateTicket{served(day), 1, {}});
    const std::string number = follow_ups_of(day).list().front().number;
    day.must(model::StepFollowUp{number, FollowUpStep::Assigned, {"102"}, ""});
    day.must(model::StepFollowUp{number, FollowUpStep::Noted, {}, "no answer"});
    const auto due = follow_ups_of(day).list().front().due;

    FollowUps all = follow_ups_of(day);
    CHECK(all.open() == 1);
    CHECK(all.list().front().assignee.value == "102");
    CHECK_FALSE(all.list().front().is_overdue(due));
    CHECK(all.list().front().is_overdue(due + 1ms));
    CHECK(all.overdue(due + 1ms) == 1);

    day.advance(80h);
    day.must(model::StepFollowUp{number, FollowUpStep::Closed, {}, "reached her"});
    all = follow_ups_of(day);
    CHECK(all.open() == 0);
    CHECK(all.overdue(due + 1000h) == 0);
    CHECK(all.list().front().is_late(due));
    REQUIRE(all.list().front().deeds.size() == 3);
    CHECK(all.list().front().deeds[1].note == "no answer");
}

TEST_CASE("Follow-ups: an erased visitor's words and notes are forgotten, the follow-up stays",
          "[report][follow-ups]") {
    support::Day day;
    day.open(1);
    const auto ticket = served(day);
    day.must(model::LeaveWord{ticket, {}, model::WordKind::Complaint, "call me: 555"});
    const std::string number = follow_ups_of(day).list().front().number;
    day.must(model::StepFollowUp{number, FollowUpStep::Noted, {}, "555 is busy"});
    day.must(model::EraseVisitor{ticket});

    const FollowUp erased = follow_ups_of(day).list().front();

    CHECK(erased.words.empty());
    CHECK(erased.deeds.front().note.empty());
    CHECK(erased.number == number);
}
