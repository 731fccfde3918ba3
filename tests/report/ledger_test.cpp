// What is counted, and how: each step of a visitor's way by the hall's own queue, then the facts.

#include "tests/report/counted_day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using report::Ending;
using report::Facts;
using report::Fate;
using report::Ledger;
using report::Period;
using report::Turn;
using report::Visit;
using support::facts_of;
using support::kCountedDay;

namespace {

const model::Pass kTrusted{{}, {}, model::Proof::Trusted};

/// A hall with one counter open.
support::Day open_day() {
    support::Day day;
    day.open(1);
    return day;
}

} // namespace

TEST_CASE("Ledger: a visitor waits from the ticket to the call and is served from Start to Finish",
          "[report][ledger]") {
    auto day = open_day();
    day.take("loan", "elderly");
    day.advance(7min);
    day.call(1);
    day.advance(30s);
    day.must(model::StartService{{1}});
    day.advance(4min);
    day.must(model::FinishService{{1}, "accepted", 20260309});

    const Facts facts = facts_of(day);

    REQUIRE(facts.visitors.size() == 1);
    CHECK(facts.visitors[0].fate == Fate::Finished);
    CHECK(facts.visitors[0].first_wait == 7min);
    REQUIRE(facts.visits.size() == 1);
    CHECK(facts.visits[0].waited() == 7min);
    CHECK(facts.visits[0].served() == 4min);
    CHECK(facts.visits[0].outcome == "accepted");
    CHECK(facts.visits[0].clerk.value == "clerk-1");
    CHECK(facts.visits[0].channel.value == "elderly");
}

TEST_CASE("Ledger: where Start is not pressed the service begins with the call", "[report][ledger]") {
    auto day = open_day();
    day.take("loan");
    day.take("loan");
    day.call(1);
    day.advance(5min);
    day.call(1); // finishes the first one

    const Facts facts = facts_of(day);

    REQUIRE(facts.visits.size() == 2);
    CHECK(facts.visits[0].served() == 5min);
    CHECK(facts.visits[0].outcome == "done");
    CHECK(facts.visits[1].ending == Ending::Open);
    CHECK_FALSE(facts.visits[1].served());
    CHECK(facts.visitors[1].fate == Fate::AtCounter);
}

TEST_CASE("Ledger: who is sent on waits again, for the other matter", "[report][ledger]") {
    auto day = open_day();
    day.take("loan");
    day.advance(3min);
    day.call(1);
    day.must(model::StartService{{1}});
    day.advance(2min);
    day.must(model::TransferTicket{{1}, {{"pension"}}, {}, ""});
    day.advance(6min);
    day.serve(1, 4min);

    const Facts facts = facts_of(day);

    REQUIRE(facts.visits.size() == 2);
    CHECK(facts.visits[0].ending == Ending::SentOn);
    CHECK(facts.visits[0].service.value == "loan");
    CHECK(facts.visits[0].served() == 2min);
    CHECK(facts.visits[1].service.value == "pension");
    CHECK(facts.visits[1].waited() == 6min);
    CHECK(facts.visitors[0].service.value == "loan");
    CHECK(facts.visitors[0].first_wait == 3min);
    CHECK(facts.visitors.size() == 1);
}

TEST_CASE("Ledger: a step that was taken back has not happened", "[report][ledger]") {
    auto day = open_day();
    day.take("loan");
    day.call(1);
    day.must(model::StartService{{1}});
    day.advance(1min);
    const auto step = GENERATE(as<model::Command>{}, model::FinishService{{1}, "returned", 0, {}},
                               model::ParkTicket{{1}, "form", model::Parking::WithPapers},
                               model::TransferTicket{{1}, {{"pension"}}, {}, ""});
    day.must(step);
    day.advance(5s);
    day.must(model::UndoStep{{1}});
    day.advance(55s);
    day.must(model::FinishService{{1}, ""});

    const Facts facts = facts_of(day);

    REQUIRE(facts.visits.size() == 1);
    CHECK(facts.visits[0].ending == Ending::Finished);
    CHECK(facts.visits[0].outcome == "done");
    CHECK(facts.visits[0].service.value == "loan");
    CHECK(facts.visits[0].served() == 2min);
    CHECK(facts.visitors[0].fate == Fate::Finished);
    REQUIRE(facts.corrections.size() == 1);
    CHECK(facts.corrections[0].number == "B001");
}

TEST_CASE("Ledger: a no-show that was taken back is none; a Start that was taken back began nothing",
          "[report][ledger]") {
    auto day = open_day();
    day.take("loan");
    day.call(1);
    day.must(model::RecallTicket{{1}});
    day.advance(1min);
    day.must(model::MarkNoShow{{1}});
    day.advance(5s);
    day.must(model::UndoStep{{1}});
    CHECK(facts_of(day).visits[0].ending == Ending::Open);
    CHECK(facts_of(day).visitors[0].fate == Fate::AtCounter);

    day.must(model::StartService{{1}});
    day.advance(5s);
    day.must(model::UndoStep{{1}});
    CHECK_FALSE(facts_of(day).visits[0].began);
    day.advance(10s);
    day.must(model::StartService{{1}});
    day.advance(3min);
    day.must(model::FinishService{{1}, ""});

    CHECK(facts_of(day).visits[0].served() == 3min);
    CHECK(facts_of(day).corrections.size() == 2);
}

TEST_CASE("Ledger: who missed the call and comes back waits anew", "[report][ledger]") {
    auto day = open_day();
    const auto ticket = day.take("loan");
    day.call(1);
    day.must(model::RecallTicket{{1}});
    day.advance(1min);
    day.must(model::MarkNoShow{{1}});
    CHECK(facts_of(day).visitors[0].fate == Fate::Missed);
    day.advance(9min);
    day.must(model::ReturnTicket{ticket});
    day.advance(2min);
    day.call(1);

    const Facts facts = facts_of(day);

    REQUIRE(facts.visits.size() == 2);
    CHECK(facts.visits[0].ending == Ending::Missed);
    CHECK_FALSE(facts.visits[0].served());
    REQUIRE(facts.visits[0].back);
    CHECK(*facts.visits[0].back - *facts.visits[0].ended == 9min);
    CHECK(facts.visits[1].waited() == 2min);
}

TEST_CASE("Ledger: who was set aside and is woken by the clerk has waited in no line", "[report][ledger]") {
    auto day = open_day();
    const auto ticket = day.take("loan");
    day.call(1);
    day.must(model::ParkTicket{{1}, "a seal", model::Parking::Waiting});
    day.advance(6min);
    day.must(model::CallTicket{{1}, ticket, "it is cut"});

    const Facts facts = facts_of(day);

    REQUIRE(facts.visits.size() == 2);
    CHECK(facts.visits[0].reason == "a seal");
    CHECK(*facts.visits[0].back - *facts.visits[0].ended == 6min);
    CHECK(facts.visits[1].turn == Turn::Woken);
    CHECK(facts.visits[1].why == "it is cut");
    CHECK_FALSE(facts.visits[1].waited());
}

TEST_CASE(
    "Ledger: an appointment waits from when it enters the line, its visitor comes when he takes the ticket",
    "[report][ledger]") {
    auto day = open_day();
    day.at("09:40");
    day.take("", "", "MORNING"); // at ten, enters five minutes before
    day.at("10:01");
    day.call(1);

    const Facts facts = facts_of(day);

    CHECK(facts.visitors[0].booked);
    CHECK(facts.visitors[0].came - facts.visits[0].called == -21min);
    CHECK(facts.visits[0].waited() == 6min);
}

TEST_CASE("Ledger: a number that a kiosk gave on its own waits from when it was given", "[report][ledger]") {
    auto day = open_day();
    day.must(model::LeaseNumbers{{"kiosk-1"}});
    day.advance(10min);
    model::HandOver given;
    given.device = {"kiosk-1"};
    given.service = {"loan"};
    given.number = "B901";
    given.at = day.now().time - 4min;
    day.must(given);
    day.advance(1min);
    day.call(1);

    const Facts facts = facts_of(day);

    CHECK(facts.visits[0].waited() == 5min);
    CHECK(facts.visitors[0].came == facts.visits[0].called - 5min);
}

TEST_CASE("Ledger: a visitor counts for the channel that counted last, a call for the one of then",
          "[report][ledger]") {
    auto day = open_day();
    const auto ticket = day.take("loan", "emergency");
    day.call(1);
    day.must(model::ParkTicket{{1}, "form"});
    day.must(model::ApproveTicket{ticket, {"boss"}, "override: bleeding"});
    day.must(model::ReturnTicket{ticket});
    day.call(1);

    const Facts facts = facts_of(day);

    CHECK(facts.visitors[0].channel.value == "emergency");
    CHECK(facts.visits[0].channel.value == "ordinary");
    CHECK(facts.visits[0].turn == Turn::ByRule);
    CHECK(facts.visits[1].turn == Turn::Emergency);
    REQUIRE(facts.decisions.size() == 1);
    CHECK(facts.decisions[0].overrides);
    CHECK(facts.decisions[0].reason == "bleeding");
    CHECK(facts.decisions[0].by.value == "boss");
}

TEST_CASE("Ledger: the day's end expires who is still there, and says where he was left",
          "[report][ledger]") {
    auto day = open_day();
    day.take("loan");
    day.take("pension");
    day.take("deposit");
    day.call(1);
    day.must(model::ParkTicket{{1}, "form"});
    day.call(1);
    day.advance(20h);
    day.roll_over();

    const Facts facts = facts_of(day);

    REQUIRE(facts.visitors.size() == 3);
    CHECK(facts.visitors[0].fate == Fate::SetAside);
    CHECK(facts.visitors[1].fate == Fate::AtCounter);
    CHECK(facts.visitors[2].fate == Fate::Waiting);
    for (const auto& visitor : facts.visitors)
        CHECK(visitor.expired);
    CHECK(facts.complete);
    REQUIRE(facts.shifts.size() == 1);
    CHECK(facts.shifts[0].reason == "day ended");
}

TEST_CASE("Ledger: only the period's days count, and the day is the journal's", "[report][ledger]") {
    auto day = open_day();
    day.take("loan");
    day.advance(20h);
    day.roll_over();
    day.open(2);
    day.take("loan");
    day.take("loan");

    CHECK(facts_of(day).visitors.size() == 1);
    const Facts second = facts_of(day, {Period::Kind::Day, 20260303, 20260303});
    CHECK(second.visitors.size() == 2);
    CHECK_FALSE(second.complete);
    const Facts week = facts_of(day, {Period::Kind::Week, 20260302, 20260308});
    CHECK(week.visitors.size() == 3);
    CHECK(week.days == std::vector{20260302, 20260303});
}

TEST_CASE("Ledger: somebody is overtaken by a later ticket that a counter calls which could have called him",
          "[report][ledger]") {
    support::Day day;
    day.open(3); // pensions, and deposits while nobody else has them
    day.take("loan");
    day.advance(1min);
    day.take("pension");
    day.advance(2min);
    day.take("pension", "elderly");
    day.advance(1min);
    day.call(3);

    const Facts facts = facts_of(day);

    REQUIRE(facts.visits.size() == 1);
    CHECK(facts.visits[0].channel.value == "elderly");
    CHECK(facts.visits[0].overtook == 1); // not the loan: the counter does not serve it
    CHECK(facts.visits[0].furthest == 2min);
    CHECK_FALSE(facts.visits[0].broke);
    CHECK(facts.visitors[0].overtaken == 0);
    CHECK(facts.visitors[1].overtaken == 1);
}

TEST_CASE("Ledger: a call against the promises is found", "[report][ledger]") {
    support::Day day;
    day.open(3);
    day.take("pension");
    day.advance(1min);
    const auto second = day.take("pension");
    day.must(model::CallTicket{{3}, second, ""});
    std::vector<model::Event> events = day.events();
    REQUIRE(events.back().kind == model::EventKind::TicketCalled);
    events.back().reason.clear(); // as if the rule had done it

    Ledger ledger(day.state().hall(), kCountedDay);
    for (const model::Event& event : events)
        ledger.put(event);

    CHECK(ledger.facts().visits[0].broke == queue::Bound::Fifo);
    CHECK(facts_of(day).visits[0].turn == Turn::Picked);
    CHECK_FALSE(facts_of(day).visits[0].broke);
}

TEST_CASE("Ledger: a rating counts where the visitor was served last, with its aspects and reasons",
          "[report][ledger]") {
    auto day = open_day();
    const auto ticket = day.take("loan");
    day.serve(1, 1min);
    day.must(model::RateTicket{ticket, 2, {"too long", "not friendly"}, {1, 0, 5, 3}});

    const Facts facts = facts_of(day);

    REQUIRE(facts.ratings.size() == 1);
    CHECK(facts.ratings[0].score == 2);
    CHECK(facts.ratings[0].service.value == "loan");
    CHECK(facts.ratings[0].counter.value == 1);
    CHECK(facts.ratings[0].clerk.value == "clerk-1");
    CHECK(facts.ratings[0].aspects == model::Aspects{1, 0, 5, 3});
    CHECK(facts.ratings[0].reasons == std::vector<std::string>{"too long", "not friendly"});
}

TEST_CASE("Ledger: attendance runs from log-in to log-out, pauses in it, and ends with a take-over",
          "[report][ledger]") {
    auto hall = support::small_hall();
    hall.staff = {{{"clerk-1"}, {}, {}, {}, false}, {{"boss"}, {}, {}, {}, true}};
    support::Day day(hall);
    day.open(1);
    day.advance(2h);
    day.must(model::PauseCounter{{1}, "lunch", day.now().time + 30min});
    day.advance(35min);
    day.must(model::ResumeCounter{{1}});
    day.advance(1h);
    day.must(model::OpenCounter{{1}, {"boss"}, kTrusted, true});
    day.advance(1h);
    day.must(model::CloseCounter{{1}, "home", "the stamp is in the drawer"});

    const Facts facts = facts_of(day);

    REQUIRE(facts.shifts.size() == 2);
    CHECK(*facts.shifts[0].to - facts.shifts[0].from == 3h + 35min);
    CHECK(facts.shifts[0].replaced);
    CHECK(facts.shifts[1].clerk.value == "boss");
    CHECK(facts.shifts[1].reason == "home");
    REQUIRE(facts.pauses.size() == 1);
    CHECK(*facts.pauses[0].to - facts.pauses[0].from == 35min);
    CHECK(facts.pauses[0].expected == facts.pauses[0].from + 30min);
    REQUIRE(facts.handovers.size() == 1);
    CHECK(facts.handovers[0].text == "the stamp is in the drawer");
}

TEST_CASE("Ledger: a device's fault lasts until it reports otherwise", "[report][ledger]") {
    support::Day day;
    day.must(model::ReportDevice{{"printer"}, model::DeviceState::Warning, "low"});
    day.advance(10min);
    day.must(model::ReportDevice{{"printer"}, model::DeviceState::Fault, "out"});
    day.advance(5min);
    day.must(model::ReportDevice{{"printer"}, model::DeviceState::Well, ""});
    day.must(model::ReportDevice{{"kiosk"}, model::DeviceState::Gone, ""});

    const Facts facts = facts_of(day);

    REQUIRE(facts.faults.size() == 3);
    CHECK(*facts.faults[0].to - facts.faults[0].from == 10min);
    CHECK(*facts.faults[1].to - facts.faults[1].from == 5min);
    CHECK_FALSE(facts.faults[2].to);
}

TEST_CASE("Ledger: an alarm that outlives the day is one", "[report][ledger]") {
    auto hall = support::small_hall();
    hall.staff = {{{"boss"}, {}, {}, {}, true}, {{"chief"}, {}, {}, {}, true}};
    support::Day day(hall);
    day.must(model::RaiseAlarm{model::AlarmKind::Evacuation, {}, {"boss"}, kTrusted});
    day.advance(20h);
    day.roll_over();
    day.must(model::WithdrawAlarm{{"chief"}, kTrusted});

    const Facts facts = facts_of(day, {Period::Kind::Week, 20260302, 20260308});

    REQUIRE(facts.alarms.size() == 1);
    CHECK(*facts.alarms[0].to - facts.alarms[0].from == 20h);
    CHECK(facts.alarms[0].raised_by.value == "boss");
    CHECK(facts.alarms[0].withdrawn_by.value == "chief");
}

TEST_CASE("Ledger: an idle counter's alert ends with its next call", "[report][ledger]") {
    auto day = open_day();
    day.take("loan");
    day.advance(6min);
    day.watch();
    day.advance(2min);
    day.call(1);
    day.must(model::CallHelp{{1}, model::Help::Supervisor});
    day.advance(1min);
    day.must(model::CallHelp{{1}, model::Help::Technician});
    day.advance(3min);
    day.must(model::EndHelp{{1}});

    const Facts facts = facts_of(day);

    REQUIRE(facts.signs.size() == 3);
    CHECK(facts.signs[0].what == "idle");
    CHECK(*facts.signs[0].to - facts.signs[0].from == 2min);
    CHECK(*facts.signs[1].to - facts.signs[1].from == 1min);
    CHECK(*facts.signs[2].to - facts.signs[2].from == 3min);
}

TEST_CASE("Ledger: an empty day has no figures, and no error", "[report][ledger]") {
    const support::Day day;
    const Facts facts = facts_of(day);
    CHECK(facts.visitors.empty());
    CHECK(facts.days == std::vector{20260302});
    CHECK(facts_of(day, {Period::Kind::Month, 20250101, 20250131}).days.empty());
}
