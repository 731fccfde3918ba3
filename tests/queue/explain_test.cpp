#include "shared/queue/explain.h"

#include "shared/language/catalogue.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::ClockEvent;
using model::Overtook;
using model::TicketState;
using support::Day;

namespace {

constexpr std::int64_t kMinute = 60'000'000;

model::Explanation explained(const Day& day, model::TicketId ticket) {
    const auto explanation = queue::explain(day.state().hall(), day.events(), ticket, day.now().time);
    REQUIRE(explanation);
    return *explanation;
}

/// In English.
std::vector<std::string> told(const Day& day, const model::Explanation& explanation) {
    const language::Catalogue english("en", "/nowhere");
    const base::Zone zone("UTC");
    std::vector<std::string> lines;
    for (const auto& [text, arguments] : model::sentences(explanation, {day.state().hall(), zone, "en"}))
        lines.push_back(language::without_isolates(english.tr_with(text, arguments)));
    return lines;
}

std::vector<std::string> told(const Day& day, model::TicketId ticket) {
    return told(day, explained(day, ticket));
}

constexpr const char* kExcepted =
    "Excepted are approved emergencies and tickets that staff choose out of turn; both are recorded.";

} // namespace

TEST_CASE("Explain: tells who passed a ticket and by which rule", "[queue][explain]") {
    Day day;
    day.open(2);
    const auto ours = day.take("deposit");
    day.advance(2min);
    day.take("loan", "elderly");
    const auto picked = day.take("deposit");
    const auto emergency = day.take("deposit", "emergency");
    day.take("pension"); // not for this counter
    day.advance(4min);
    day.must(model::ApproveTicket{emergency, {"boss"}, "pain"});
    CHECK(day.call(2) == "A003");
    CHECK(day.call(2) == "B001");
    day.must(model::CallTicket{{2}, picked});
    day.advance(4min);
    CHECK(day.call(2) == "A001");

    const auto explanation = explained(day, ours);

    CHECK(explanation.called_at == day.now().time);
    CHECK(explanation.counter == model::CounterId{2});
    CHECK(explanation.waited == base::Duration(10min));
    CHECK(explanation.credit == 10 * kMinute);
    CHECK(explanation.guarantee == base::Duration(45min));
    CHECK(explanation.state == TicketState::Called);
    REQUIRE(explanation.passed_by.size() == 3);
    CHECK(explanation.passed_by[0].how == Overtook::Emergency);
    CHECK(explanation.passed_by[1].how == Overtook::Credit);
    CHECK(explanation.passed_by[1].number == "B001");
    CHECK(explanation.passed_by[1].channel.value == "elderly");
    CHECK(explanation.passed_by[1].credit == 13 * kMinute); // 5 + 2·4
    CHECK(explanation.passed_by[1].own_credit == 6 * kMinute);
    CHECK(explanation.passed_by[1].came_later == base::Duration(2min));
    CHECK(explanation.passed_by[2].how == Overtook::Picked);
}

TEST_CASE("Explain: says it in sentences", "[queue][explain]") {
    Day day;
    day.open(2);
    const auto ours = day.take("deposit");
    day.advance(2min);
    day.take("deposit", "elderly");
    day.advance(2min);
    day.call(2);
    day.advance(6min);
    day.call(2);

    CHECK(
        told(day, ours) ==
        std::vector<std::string>{
            "A001 was called after 10 minutes: its 10.0 credited minutes were the most of all whom counter 2 "
            "could serve.",
            "Channel ordinary: every minute of waiting counts once.",
            "A002 came 2 minutes later and was called first: in the channel elderly it had 9.0 credited "
            "minutes against 4.0.",
            "Nobody who took a ticket more than 45 minutes after its waiting clock began could be called "
            "before it at a counter for its matter.",
            kExcepted});
}

TEST_CASE("Explain: tells how the credit came about, and whether it has reached the cap",
          "[queue][explain]") {
    Day day;
    const auto ours = day.take("deposit", "elderly");
    day.advance(39min);
    const auto before = explained(day, ours);
    day.advance(1min); // 5 + 2·40 = 40 + 45
    const auto after = explained(day, ours);

    CHECK(before.weights == model::Weights{5min, 2000, 45min});
    CHECK(before.credit == 83 * kMinute);
    CHECK_FALSE(before.capped);
    CHECK(after.credit == 85 * kMinute);
    CHECK(after.capped);
    CHECK(told(day, before)[1] ==
          "Channel elderly: a head start of 5 minutes, and every minute of waiting counts double.");
    CHECK(told(day, before)[2] ==
          "The credit is at most 45 minutes above the wait itself, and is still below that limit.");
    CHECK(told(day, after)[2] ==
          "The credit is at most 45 minutes above the wait itself, and has reached that limit.");
}

TEST_CASE("Explain: a ticket whose clock is an appointment's is passed by a pick", "[queue][explain]") {
    Day day;
    day.open(2);
    const auto ours = day.take("deposit", "", "MORNING"); // enters at 9:55
    day.take("deposit");
    CHECK(told(day, ours)[0] == "A001 enters its queue at 09:55 and is not called before.");
    day.at("09:57");
    day.must(model::CallTicket{{2}, model::TicketId{2}});
    day.call(2);

    const auto explanation = explained(day, ours);

    REQUIRE(explanation.passed_by.size() == 1);
    CHECK(explanation.passed_by[0].how == Overtook::Picked);
    CHECK(explanation.credit == (15 + 2 * 2) * kMinute);
    REQUIRE(explanation.clock.size() == 1);
    CHECK(explanation.clock[0].how == ClockEvent::Appointment);
    CHECK(told(day, ours)[3] ==
          "It was taken at 09:00 for an appointment: its waiting clock begins at 09:55.");
}

TEST_CASE("Explain: a ticket still waiting is explained as of now", "[queue][explain]") {
    Day day;
    const auto ours = day.take("deposit", "elderly");
    day.advance(10min);

    auto explanation = explained(day, ours);
    explanation.ahead = 3;

    CHECK_FALSE(explanation.called_at);
    CHECK(explanation.state == TicketState::Waiting);
    CHECK(explanation.credit == 25 * kMinute);
    CHECK(told(day, explanation)[3] == "People called before it, as things stand: 3.");
    CHECK_FALSE(queue::explain(day.state().hall(), day.events(), {99}, day.now().time));
}

TEST_CASE("Explain: promises what holds, from the minute it holds", "[queue][explain]") {
    Day day;
    const auto ours = day.take("deposit");
    day.advance(44min);
    const auto before = told(day, ours);
    day.advance(1min);
    const auto after = told(day, ours);

    CHECK(before[2] == "From 09:45 on (after 45 minutes of waiting) no new ticket can pass it.");
    CHECK(before[3] == kExcepted);
    CHECK(after[2] == "No new ticket can pass it any more.");
}

TEST_CASE("Explain: promises nothing where a channel has no limit", "[queue][explain]") {
    model::Hall hall = support::small_hall();
    hall.channels[2].cap.reset();
    Day day(hall);
    const auto ours = day.take("deposit");
    day.advance(5h);

    CHECK_FALSE(explained(day, ours).guarantee);
    CHECK(told(day, ours).back() == "Not every channel of this hall has a limit, so there is no moment from "
                                    "which on no new ticket can pass it.");
}

TEST_CASE("Explain: tells what changed the waiting clock, and the latest call", "[queue][explain]") {
    Day day;
    day.open(2);
    day.open(3);
    const auto ours = day.take("deposit");
    day.advance(12min);
    day.call(2);
    day.must(model::ParkTicket{{2}, "form"});
    day.advance(20min);
    day.must(model::ReturnTicket{ours}); // 9:32
    day.advance(1min);
    day.call(2);
    day.must(model::RecallTicket{{2}});
    day.advance(1min);
    day.must(model::MarkNoShow{{2}});
    day.must(model::ReturnTicket{ours}); // 9:34
    day.must(model::ReclassTicket{ours, {"elderly"}, {"7"}, "shown the card"});
    day.advance(2min);
    day.call(2);
    day.must(model::TransferTicket{{2}, model::ServiceId{"pension"}, {}, {}}); // 9:36
    const auto waiting = explained(day, ours);
    day.advance(3min);
    day.call(3);
    day.must(model::FinishService{{3}, {}});

    const auto explanation = explained(day, ours);

    CHECK_FALSE(waiting.called_at);
    REQUIRE(explanation.clock.size() == 4);
    CHECK(explanation.clock[0].how == ClockEvent::SetAside);
    CHECK(explanation.clock[0].by == base::Duration(12min));
    CHECK(explanation.clock[1].how == ClockEvent::Missed);
    CHECK(explanation.clock[1].by == base::Duration(10min));
    CHECK(explanation.clock[2].how == ClockEvent::Reclassed);
    CHECK(explanation.clock[2].entry == explanation.clock[1].entry);
    CHECK(explanation.clock[3].how == ClockEvent::Transferred);
    CHECK(explanation.called_at == day.now().time);
    CHECK(explanation.counter == model::CounterId{3});
    CHECK(explanation.state == TicketState::Finished);
    const auto lines = told(day, ours);
    CHECK(lines[3] == "At 09:32 it came back from being set aside: its waiting clock went on from the 12 "
                      "minutes it had waited.");
    CHECK(lines[4] ==
          "At 09:34 it came back from a missed call: its waiting clock was set back by 10 minutes.");
    CHECK(lines[5] == "At 09:34 staff moved it into the channel elderly: its waiting clock did not change.");
    CHECK(lines[6] == "At 09:36 it was transferred to pension: its waiting clock went on from the 15 minutes "
                      "it had waited.");
}

TEST_CASE("Explain: an approved claim counts from the first minute, an emergency before all",
          "[queue][explain]") {
    Day day;
    const auto urgent = day.take("deposit", "urgent");
    const auto emergency = day.take("deposit", "emergency");
    day.advance(10min);
    day.must(model::ApproveTicket{urgent, {"boss"}, "train"});
    day.must(model::ApproveTicket{emergency, {"boss"}, "pain"});

    CHECK(explained(day, urgent).credit == 25 * kMinute);
    CHECK(told(day, urgent)[3] ==
          "At 09:10 staff approved the channel urgent: it counts from the first minute of waiting on.");
    CHECK(told(day, emergency) ==
          std::vector<std::string>{
              "A002 is an approved emergency: it goes before all others, in order of approval.",
              "At 09:10 staff approved it as an emergency."});
}

TEST_CASE("Explain: whoever left without a call is told until when the wait lasted", "[queue][explain]") {
    Day day;
    const auto given_back = day.take("deposit");
    const auto left = day.take("deposit");
    day.advance(7min);
    day.must(model::CancelTicket{given_back});
    day.advance(53min);
    const auto events = day.events();
    day.advance(24h);
    day.roll_over();

    CHECK(told(day, given_back).front() == "A001 was given back after 7 minutes of waiting.");
    CHECK(told(day, given_back).size() == 2);
    const auto expired = queue::explain(day.state().hall(), day.events(), left, day.now().time);
    REQUIRE(expired);
    CHECK(expired->state == TicketState::Expired);
}

TEST_CASE("Explain: a counter that only helps out passes nobody while it need not help", "[queue][explain]") {
    Day day;
    day.open(2);
    day.open(3);
    const auto ours = day.take("deposit");
    day.advance(1min);
    day.take("pension");
    CHECK(day.call(3) == "C001"); // counter 2 is there for deposits

    CHECK(explained(day, ours).passed_by.empty());

    day.must(model::PauseCounter{{2}, {}});
    const auto later = day.take("pension");
    day.must(model::CallTicket{{3}, later});
    CHECK(explained(day, ours).passed_by.size() == 1);
}
