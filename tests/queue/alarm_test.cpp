#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::AlarmKind;
using model::EventKind;
using model::Proof;
using model::Refusal;
using model::TicketState;
using support::all_clear;
using support::Day;
using support::replayed;

namespace {

model::Names english(const std::string& text, const std::string& language = "en") {
    return model::Names(std::map<std::string, std::string>{{language, text}});
}

const model::Names kText = english("The fire brigade is on its way.");

/// As an administrator asks.
model::RaiseAlarm evacuate(const model::Names& text = {}) {
    return {AlarmKind::Evacuation, text, {}, {{}, {}, Proof::Trusted}};
}

model::RaiseAlarm notice(const model::Names& text = kText) {
    return {AlarmKind::Notice, text, {}, {{}, {}, Proof::Trusted}};
}

} // namespace

TEST_CASE("Alarm: an administrator raises it, or a supervisor with his pass; nobody else does",
          "[queue][alarm]") {
    Day day(support::supervised_hall());
    const auto by = [](const char* who, Proof proof) {
        return model::RaiseAlarm{AlarmKind::Evacuation, {}, {who}, {{}, {}, proof}};
    };

    CHECK(day.ask(by("", Proof::None)) == Refusal::UnknownClerk);
    CHECK(day.ask(by("777", Proof::Trusted)) == Refusal::UnknownClerk);
    CHECK(day.ask(by("101", Proof::Shown)) == Refusal::NotSupervisor);
    CHECK(day.ask(by("900", Proof::None)) == Refusal::WrongPass);
    CHECK(day.ask(by("900", Proof::Failed)) == Refusal::WrongPass);
    CHECK(day.events().back().kind == EventKind::LogInFailed);
    CHECK_FALSE(day.state().alarm());

    day.must(by("900", Proof::Shown));
    CHECK(day.events().back().clerk.value == "900");
    CHECK(day.state().evacuated());
    CHECK(day.ask(model::WithdrawAlarm{{"101"}, {{}, {}, Proof::Shown}}) == Refusal::NotSupervisor);
    day.must(model::WithdrawAlarm{{"900"}, {{}, {}, Proof::Shown}});
    CHECK_FALSE(day.state().alarm());
    day.must(evacuate());
    CHECK(day.state().evacuated());
}

TEST_CASE("Alarm: where the hall knows no staff, only an administrator raises it", "[queue][alarm]") {
    Day day;
    CHECK(day.ask(model::RaiseAlarm{AlarmKind::Evacuation, {}, {"anybody"}, {}}) == Refusal::NotSupervisor);
    CHECK(day.ask(model::WithdrawAlarm{}) == Refusal::NotSupervisor);
    day.must(evacuate());
    CHECK(day.state().evacuated());
}

TEST_CASE("Alarm: its text is plain and short; a notice has one", "[queue][alarm]") {
    Day day;
    CHECK(day.ask(notice({})) == Refusal::BadRequest);
    CHECK(day.ask(notice(english(""))) == Refusal::BadRequest);
    CHECK(day.ask(notice(english("a\nb"))) == Refusal::BadRequest);
    CHECK(day.ask(notice(english(std::string(401, 'x')))) == Refusal::BadRequest);
    CHECK(day.ask(notice(english("x", std::string(33, 'x')))) == Refusal::BadRequest);
    day.must(notice(english(std::string(400, 'x'))));
    CHECK(day.state().alarm()->text.in("en").size() == 400);
}

TEST_CASE("Alarm: the same one again, and nothing to withdraw, make no event", "[queue][alarm]") {
    Day day;
    day.must(all_clear());
    const auto before = day.state().seq();
    day.must(evacuate(kText));
    day.advance(1min);
    day.must(evacuate(kText));
    CHECK(day.state().seq() == before + 1);
    day.must(evacuate());
    CHECK(day.state().alarm()->text.empty());
    CHECK(day.state().alarm()->since + 1min == day.now().time); // the same evacuation, in other words
}

TEST_CASE("Alarm: an evacuation replaces a notice, but no notice an evacuation", "[queue][alarm]") {
    Day day;
    day.must(notice());
    day.must(evacuate());
    CHECK(day.ask(notice()) == Refusal::HallEvacuated);
    CHECK(day.state().evacuated());
    CHECK_FALSE(day.state().last_clearing());
}

TEST_CASE("Alarm: a notice stops nothing", "[queue][alarm]") {
    Day day;
    day.open(1);
    day.must(notice());
    day.take("deposit");
    CHECK(day.call(1) == "A001");
    day.must(model::RecallTicket{{1}});
    day.must(all_clear());
    CHECK(day.ticket({1}).calls == 2);
}

TEST_CASE("Alarm: while the hall is evacuated nobody is let in, called or missed; who is served may end",
          "[queue][alarm]") {
    Day day;
    day.open(1);
    day.open(2);
    const auto served = day.take("deposit");
    const auto called = day.take("loan");
    day.take("deposit");
    day.must(model::CallTicket{{1}, {}});
    day.must(model::StartService{{1}});
    day.must(model::CallTicket{{2}, {}});
    day.must(model::RecallTicket{{2}});
    day.advance(2min);
    day.must(evacuate());

    CHECK(day.ask(model::TakeTicket{{"deposit"}, {}, "en", {}}) == Refusal::HallEvacuated);
    CHECK(day.ask(model::CallTicket{{1}, {}}) == Refusal::HallEvacuated);
    CHECK(day.ask(model::CallTicket{{1}, model::TicketId{3}}) == Refusal::HallEvacuated);
    CHECK(day.ask(model::RecallTicket{{2}}) == Refusal::HallEvacuated);
    CHECK(day.ask(model::MarkNoShow{{2}}) == Refusal::HallEvacuated);
    CHECK(day.ticket(served).state == TicketState::Serving); // a refused call finishes nobody
    CHECK(day.ticket(called).state == TicketState::Called);

    day.must(model::FinishService{{1}, "done"});
    day.must(model::PauseCounter{{1}, "evacuation"});
    day.must(model::ParkTicket{{2}, "evacuation", model::Parking::WithoutPapers});
}

TEST_CASE("Alarm: after it the clock of a missed call begins anew", "[queue][alarm]") {
    Day day;
    day.open(1);
    const auto called = day.take("deposit");
    day.must(model::CallTicket{{1}, {}});
    day.must(model::RecallTicket{{1}});
    day.advance(1min);
    day.must(evacuate());
    day.advance(40min);
    day.must(all_clear());

    CHECK(day.ask(model::MarkNoShow{{1}}) == Refusal::NoShowTooEarly); // not called since
    day.must(model::RecallTicket{{1}});
    day.advance(29s);
    CHECK(day.ask(model::MarkNoShow{{1}}) == Refusal::NoShowTooEarly);
    day.advance(1s);
    day.must(model::MarkNoShow{{1}});
    CHECK(day.ticket(called).state == TicketState::NoShow);
}

TEST_CASE("Alarm: after it everybody is called in the order of before, with the whole wait",
          "[queue][alarm]") {
    Day day;
    day.open(1);
    for (int i = 0; i < 3; ++i) {
        day.take("deposit");
        day.advance(1min);
    }
    const auto entry = day.ticket({1}).entry;
    day.must(evacuate());
    day.advance(1h);
    day.must(all_clear());
    day.take("deposit");

    for (const char* number : {"A001", "A002", "A003", "A004"})
        CHECK(day.call(1) == number);
    CHECK(day.ticket({1}).entry == entry);
    CHECK(day.ticket({1}).waited == 1h + 3min);
}

TEST_CASE("Alarm: no counter is called idle for having been left", "[queue][alarm]") {
    Day day;
    day.open(1);
    day.take("deposit");
    day.must(evacuate());
    day.advance(30min);
    day.watch();
    CHECK_FALSE(day.counter(1).idle_alert);
    day.must(all_clear());
    day.watch();
    CHECK_FALSE(day.counter(1).idle_alert);
    day.advance(day.state().hall().rules.idle_alert);
    day.watch();
    CHECK(day.counter(1).idle_alert);
}

TEST_CASE("Alarm: who had an appointment meanwhile is not late", "[queue][alarm]") {
    Day day;
    day.at("09:55");
    day.must(evacuate());
    day.at("10:40");
    day.must(all_clear());
    const auto grace = day.state().hall().rules.appointment_grace;

    SECTION("in time after the all-clear") {
        day.advance(grace);
        CHECK(day.ticket(day.take("deposit", {}, "MORNING")).channel.value == "appointment");
    }
    SECTION("late even so") {
        day.advance(grace + 1ms);
        CHECK(day.ticket(day.take("deposit", {}, "MORNING")).channel.value == "ordinary");
    }
    SECTION("the evacuation was over long before") {
        day.at("12:00");
        day.advance(grace + 1ms);
        CHECK(day.ticket(day.take("loan", {}, "NOON")).channel.value == "ordinary");
    }
}

TEST_CASE("Alarm: it stays until it is withdrawn, into the next day and through a replay of that day alone",
          "[queue][alarm]") {
    Day day;
    day.must(evacuate(kText));
    const auto since = day.state().alarm()->since;
    day.advance(24h);
    day.roll_over();

    REQUIRE(day.state().alarm() == model::Alarm{AlarmKind::Evacuation, kText, since});
    CHECK(replayed(day) == day.state());

    queue::State one_day(day.state().hall());
    for (const model::Event& event : day.events())
        if (event.day == day.state().day())
            queue::apply(one_day, event);
    CHECK(one_day.alarm() == day.state().alarm());

    day.must(all_clear());
    CHECK_FALSE(replayed(day).alarm());
}
