#include "shared/web/supervisor_record.h"
#include "tests/web/supervised.h"

#include <catch2/catch.hpp>

#include <fmt/core.h>

using namespace std::chrono_literals;
using model::EventKind;
using model::FollowUpStep;
using support::kNow;
using web::SupervisorRecord;

namespace {

constexpr model::TicketId kTicket{17};

model::Event event(EventKind kind) {
    model::Event made;
    made.kind = kind;
    made.at = kNow;
    return made;
}

model::Event acknowledged(const std::string& alert) {
    auto made = event(EventKind::AlertAcknowledged);
    made.clerk = {"900"};
    made.reason = alert;
    return made;
}

model::Event opened(const std::string& name, model::FollowUpCause cause) {
    auto made = event(EventKind::FollowUpOpened);
    made.number = name;
    made.ticket = kTicket;
    made.value = static_cast<int>(cause);
    made.entry = kNow + 72h;
    return made;
}

model::Event stepped(const std::string& name, FollowUpStep step) {
    auto made = event(EventKind::FollowUpStepped);
    made.number = name;
    made.value = static_cast<int>(step);
    made.clerk = {"101"};
    made.declared = {"900"};
    made.note = "rang the visitor";
    return made;
}

} // namespace

TEST_CASE("SupervisorRecord: who saw an alert, until it is raised anew or the day is over", "[web][record]") {
    SupervisorRecord record;
    record.apply(acknowledged("idle-3"));
    record.apply(acknowledged("duty-3"));
    record.apply(acknowledged("wait-9"));
    CHECK(record.acknowledged().at("idle-3") == web::Acknowledged{{"900"}, kNow});

    auto alerted = event(EventKind::CounterAlerted);
    alerted.counter = model::CounterId{3};
    alerted.reason = "idle";
    record.apply(alerted);
    CHECK_FALSE(record.acknowledged().contains("idle-3"));
    CHECK(record.raised("idle-3") == kNow);
    CHECK(record.acknowledged().contains("duty-3"));

    record.apply(event(EventKind::DayBegan));
    CHECK(record.acknowledged().empty());
    CHECK_FALSE(record.raised("idle-3"));
}

TEST_CASE("SupervisorRecord: a follow-up holds the complaint that opened it, and its ticket's number",
          "[web][record]") {
    SupervisorRecord record;
    auto issued = event(EventKind::TicketIssued);
    issued.ticket = kTicket;
    issued.number = "D017";
    record.apply(issued);
    auto word = event(EventKind::WordLeft);
    word.ticket = kTicket;
    word.note = "Nobody explained anything.";
    record.apply(word);
    record.apply(opened("20260302-1", model::FollowUpCause::Complaint));

    const auto& follow_up = record.follow_ups().at("20260302-1");
    CHECK(follow_up.said == "Nobody explained anything.");
    CHECK(follow_up.number == "D017");
    CHECK(follow_up.due == kNow + 72h);
    CHECK_FALSE(follow_up.closed);
}

TEST_CASE(
    "SupervisorRecord: a low rating tells its score and reasons; another visitor's word is not its cause",
    "[web][record]") {
    SupervisorRecord record;
    auto rated = event(EventKind::TicketRated);
    rated.ticket = kTicket;
    rated.value = 2;
    rated.reason = "The wait was too long";
    record.apply(rated);
    record.apply(opened("20260302-1", model::FollowUpCause::Rating));
    CHECK(record.follow_ups().at("20260302-1").score == 2);
    CHECK(record.follow_ups().at("20260302-1").said == "The wait was too long");

    rated.ticket = model::TicketId{99};
    record.apply(rated);
    record.apply(opened("20260302-2", model::FollowUpCause::Rating));
    CHECK(record.follow_ups().at("20260302-2").said.empty());
}

TEST_CASE("SupervisorRecord: a follow-up is assigned, noted and closed, and stays over the day's end",
          "[web][record]") {
    SupervisorRecord record;
    record.apply(opened("20260302-1", model::FollowUpCause::Complaint));
    record.apply(stepped("20260302-1", FollowUpStep::Assigned));
    CHECK(record.follow_ups().at("20260302-1").to == model::ClerkId{"101"});
    record.apply(event(EventKind::DayBegan));
    record.apply(stepped("20260302-1", FollowUpStep::Closed));
    record.apply(stepped("20260302-9", FollowUpStep::Closed)); // is not known here

    const auto& follow_up = record.follow_ups().at("20260302-1");
    CHECK(follow_up.closed);
    REQUIRE(follow_up.steps.size() == 2);
    CHECK(follow_up.steps[1].by == model::ClerkId{"900"});
    CHECK(follow_up.steps[1].note == "rang the visitor");
    CHECK(record.follow_ups().size() == 1);
}

TEST_CASE("SupervisorRecord: the day is ended, and reopened", "[web][record]") {
    SupervisorRecord record;
    auto ended = event(EventKind::DayEnded);
    ended.reason = "a burst pipe";
    record.apply(ended);
    CHECK(record.ended() == SupervisorRecord::Ended{kNow, "a burst pipe"});
    record.apply(event(EventKind::DayReopened));
    CHECK_FALSE(record.ended());
}

TEST_CASE("SupervisorRecord: a flood of follow-ups is bounded, and closed ones go first", "[web][record]") {
    SupervisorRecord record;
    record.apply(opened("closed", model::FollowUpCause::Complaint));
    record.apply(stepped("closed", FollowUpStep::Closed));
    for (std::size_t i = 0; i < SupervisorRecord::kMostFollowUps + 5; ++i)
        record.apply(opened(fmt::format("open-{}", i), model::FollowUpCause::Complaint));

    CHECK(record.follow_ups().size() == SupervisorRecord::kMostFollowUps);
    CHECK_FALSE(record.follow_ups().contains("closed"));
}
