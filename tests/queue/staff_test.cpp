#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::CounterState;
using model::Proof;
using model::Refusal;
using support::Day;

namespace {

model::Staff member(const char* id, bool supervisor = false, std::vector<model::ServiceId> services = {}) {
    model::Staff staff;
    staff.id = {id};
    staff.supervisor = supervisor;
    staff.services = std::move(services);
    staff.has_pass = true;
    return staff;
}

/// 101 and 102 serve everything, 103 loans only, 900 supervises.
model::Hall staffed_hall() {
    model::Hall hall = support::small_hall();
    hall.staff = {member("101"), member("102"), member("103", false, {{"loan"}}), member("900", true)};
    return hall;
}

model::OpenCounter log_in(int counter, const char* clerk, Proof proof = Proof::Shown) {
    return {{counter}, {clerk}, {{}, {}, proof}};
}

} // namespace

TEST_CASE("Staff: who shows the pass is let in, and nobody else", "[queue][staff]") {
    Day day(staffed_hall());
    CHECK(day.ask(log_in(1, "777")) == Refusal::UnknownClerk);
    CHECK(day.ask(log_in(1, "101", Proof::None)) == Refusal::WrongPass);
    CHECK(day.ask(log_in(1, "101", Proof::Failed)) == Refusal::WrongPass);
    CHECK(day.events().back().kind == model::EventKind::LogInFailed);
    CHECK(day.counter(1).state == CounterState::Closed);
    day.must(log_in(1, "101"));
    CHECK(day.counter(1).clerk.value == "101");
    day.must(log_in(2, "", Proof::Trusted)); // an administrator opens it for somebody without a number
}

TEST_CASE("Staff: five wrong passes in a row lock a clerk for five minutes", "[queue][staff]") {
    Day day(staffed_hall());
    for (int tries = 0; tries < 4; ++tries)
        CHECK(day.ask(log_in(1, "101", Proof::Failed)) == Refusal::WrongPass);
    day.must(log_in(1, "101")); // the row is broken
    day.must(model::CloseCounter{{1}, {}});
    for (int tries = 0; tries < 5; ++tries) {
        CHECK(day.ask(log_in(1, "101", Proof::Failed)) == Refusal::WrongPass);
        day.advance(10s);
    }
    CHECK(day.ask(log_in(1, "101")) == Refusal::ClerkLocked);
    CHECK(day.ask(log_in(1, "102")) == Refusal::None);
    day.advance(4min + 49s);
    CHECK(day.ask(log_in(2, "101")) == Refusal::ClerkLocked);
    day.advance(1s);
    CHECK(day.ask(log_in(2, "101")) == Refusal::None);
}

TEST_CASE("Staff: a supervisor takes a counter over, and its visitor stays", "[queue][staff]") {
    Day day(staffed_hall());
    day.must(log_in(1, "101"));
    const auto ticket = day.take("loan");
    day.call(1);
    auto over = log_in(1, "102");
    over.take_over = true;
    CHECK(day.ask(over) == Refusal::NotSupervisor);
    CHECK(day.ask(log_in(1, "900")) == Refusal::CounterAlreadyOpen);
    over.clerk = {"900"};
    day.must(over);
    CHECK(day.counter(1).clerk.value == "900");
    CHECK(day.counter(1).ticket == ticket);
    CHECK(day.events().back().reason == "101");
    day.must(log_in(2, "101")); // who was relieved may sit elsewhere
}

TEST_CASE("Staff: a clerk is given only what he may serve", "[queue][staff]") {
    Day day(staffed_hall());
    CHECK(day.ask(log_in(3, "103")) == Refusal::NotServedHere); // no loans at counter 3
    day.must(log_in(1, "103"));
    day.take("deposit");
    const auto loan = day.take("loan");
    CHECK(day.call(1) == "B001");
    CHECK(day.ask(model::TransferTicket{{1}, {{"deposit"}}, {{1}}, {}}) == Refusal::BadRequest);
    day.must(model::FinishService{{1}, {}});
    CHECK(day.ask(model::CallTicket{{1}, {}}) == Refusal::NobodyWaiting);
    CHECK(day.ask(model::CallTicket{{1}, model::TicketId{1}}) == Refusal::NotServedHere);
    // Deposits are counter 3's backup: nobody open has them as his own now.
    day.must(log_in(3, "102"));
    CHECK(day.call(3) == "A001");
    day.must(model::FinishService{{3}, {}});
    day.must(model::CloseCounter{{1}, {}});
    day.must(log_in(1, "101"));
    day.take("deposit");
    CHECK(day.call(3).empty());
    CHECK(day.call(1) == "A002");
    CHECK(day.ticket(loan).state == model::TicketState::Finished);
}

TEST_CASE("Staff: closing while visitors wait is answered for by a supervisor", "[queue][staff]") {
    Day day(staffed_hall());
    day.must(log_in(2, "101"));
    day.take("deposit");
    day.at("17:00");
    model::CloseCounter close{{2}, "override: power cut"};
    CHECK(day.ask(close) == Refusal::UnknownClerk);
    close.supervisor = {"102"};
    close.pass.proof = Proof::Shown;
    CHECK(day.ask(close) == Refusal::NotSupervisor);
    close.supervisor = {"900"};
    close.pass.proof = Proof::Failed;
    CHECK(day.ask(close) == Refusal::WrongPass);
    close.pass.proof = Proof::Shown;
    day.must(close);
    CHECK(day.events().back().declared.value == "900");
}

TEST_CASE("Staff: a hand-over note waits for the next clerk, also over night", "[queue][staff]") {
    Day day(staffed_hall());
    day.must(log_in(1, "101"));
    day.must(model::CloseCounter{{1}, {}, "The card reader is slow"});
    day.advance(24h);
    day.roll_over();
    REQUIRE(day.state().desk({1})->handover);
    CHECK(day.state().desk({1})->handover->text == "The card reader is slow");
    CHECK(day.state().desk({1})->handover->clerk.value == "101");
    day.must(log_in(1, "102"));
    day.must(model::CloseCounter{{1}, {}});
    CHECK_FALSE(day.state().desk({1})->handover);
}

TEST_CASE("Staff: a shift is summed up with its ratings", "[queue][staff]") {
    Day day(staffed_hall());
    day.must(log_in(1, "101"));
    const auto first = day.take("loan");
    const auto second = day.take("loan");
    day.call(1);
    day.advance(6min);
    day.call(1);
    day.advance(4min);
    day.must(model::FinishService{{1}, {}});
    day.must(model::RateTicket{first, 5, {}});
    day.must(model::RateTicket{second, 2, {"slow"}, {2, 1, 0, 3}});
    const model::Event& rated = day.events().at(day.events().size() - 2); // a follow-up comes after it
    CHECK(rated.kind == model::EventKind::TicketRated);
    CHECK(rated.count == 2103);
    const model::ShiftSummary shift = day.state().desk({1})->shift;
    CHECK(shift.served == 2);
    CHECK(shift.serving == 10min);
    CHECK(shift.ratings == std::array{0, 1, 0, 0, 1});
    day.must(model::CloseCounter{{1}, {}});
    CHECK(day.state().desk({1})->shift == shift);
    day.must(log_in(1, "102"));
    CHECK(day.state().desk({1})->shift.served == 0);
}

TEST_CASE("Staff: an open counter that calls nobody for five minutes while somebody waits raises an alert",
          "[queue][staff]") {
    Day day;
    day.open(2);
    day.advance(20min);
    day.watch();
    CHECK_FALSE(day.counter(2).idle_alert); // nobody waits
    day.take("deposit");
    day.advance(4min + 59s);
    day.watch();
    CHECK_FALSE(day.counter(2).idle_alert);
    day.advance(1s);
    day.watch();
    CHECK(day.counter(2).idle_alert);
    const auto count = day.events().size();
    day.watch();
    CHECK(day.events().size() == count); // told once
    day.call(2);
    CHECK_FALSE(day.counter(2).idle_alert);
}

TEST_CASE("Staff: an idle alert is over when nobody waits any more", "[queue][staff]") {
    Day day;
    day.open(1);
    day.open(2);
    day.take("deposit");
    day.advance(5min);
    day.watch();
    CHECK(day.counter(1).idle_alert);
    CHECK(day.counter(2).idle_alert);
    day.call(1);
    day.watch();
    CHECK_FALSE(day.counter(2).idle_alert);
}

TEST_CASE("Staff: eight hours without a break raise an alert; a short absence is no break",
          "[queue][staff]") {
    Day day;
    day.must(model::OpenCounter{{1}, {"0417"}});
    day.advance(4h);
    day.must(model::PauseCounter{{1}, {}});
    day.advance(14min);
    day.must(model::ResumeCounter{{1}});
    day.advance(3h + 45min);
    day.watch();
    CHECK_FALSE(day.counter(1).duty_alert);
    day.must(model::CloseCounter{{1}, {}}); // another counter is no break either
    day.must(model::OpenCounter{{2}, {"0417"}});
    day.advance(1min);
    day.watch();
    CHECK(day.counter(2).duty_alert);
    day.must(model::PauseCounter{{2}, {}, day.now().time + 20min});
    CHECK(day.counter(2).until == day.now().time + 20min);
    day.advance(15min);
    day.must(model::ResumeCounter{{2}});
    CHECK_FALSE(day.counter(2).until);
    CHECK_FALSE(day.counter(2).duty_alert);
    day.watch();
    CHECK_FALSE(day.counter(2).duty_alert);
}

TEST_CASE("Staff: help is called once, and over when somebody came or the counter closes", "[queue][staff]") {
    Day day;
    CHECK(day.ask(model::CallHelp{{1}, model::Help::Colleague}) == Refusal::CounterNotOpen);
    day.open(1);
    day.must(model::CallHelp{{1}, model::Help::Colleague});
    const auto count = day.events().size();
    day.must(model::CallHelp{{1}, model::Help::Colleague});
    CHECK(day.events().size() == count);
    day.must(model::CallHelp{{1}, model::Help::Supervisor});
    CHECK(day.counter(1).help == model::Help::Supervisor);
    day.must(model::EndHelp{{1}});
    CHECK_FALSE(day.counter(1).help);
    day.must(model::CallHelp{{1}, model::Help::Technician});
    day.must(model::CloseCounter{{1}, {}});
    CHECK_FALSE(day.counter(1).help);
}
