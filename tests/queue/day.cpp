#include "tests/queue/day.h"

#include "shared/base/text.h"
#include "shared/base/zone.h"

#include <catch2/catch.hpp>

#include <map>

namespace support {

using namespace std::chrono_literals;

namespace {

constexpr base::WallTime kMorning =
    std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::hours(9);

model::Names named(const char* english) {
    return model::Names(std::map<std::string, std::string>{{"en", english}});
}

model::Service service(const char* id, const char* letter, base::Duration typical) {
    model::Service service;
    service.id = {id};
    service.letter = letter;
    service.name = named(id);
    service.typical = typical;
    return service;
}

model::Channel channel(const char* id, model::Verification verification, base::Duration head_start,
                       int multiplier, std::optional<base::Duration> cap) {
    model::Channel channel;
    channel.id = {id};
    channel.name = named(id);
    channel.verification = verification;
    channel.head_start = head_start;
    channel.multiplier = multiplier;
    channel.cap = cap;
    return channel;
}

model::Counter counter(int id, std::vector<model::ServiceId> services, std::vector<model::ServiceId> backup) {
    return {{id}, named("hall"), std::move(services), std::move(backup)};
}

} // namespace

model::Hall small_hall() {
    using enum model::Verification;
    model::Hall hall;
    hall.zone = "UTC";
    hall.languages = {"zh-Hans", "en"};
    hall.services = {service("deposit", "A", 8min), service("loan", "B", 12min),
                     service("pension", "C", 6min)};
    hall.channels = {channel("ordinary", None, 0min, 1000, {}),
                     channel("elderly", Declared, 5min, 2000, 45min),
                     channel("urgent", Staff, 5min, 2000, 45min), channel("emergency", Staff, 0min, 1000, {}),
                     channel("appointment", Booking, 15min, 2000, 45min)};
    hall.channels[3].emergency = true;
    hall.counters = {counter(1, {{"deposit"}, {"loan"}, {"pension"}}, {}),
                     counter(2, {{"deposit"}, {"loan"}}, {}), counter(3, {{"pension"}}, {{"deposit"}})};
    hall.appointments = {{"MORNING", {"deposit"}, 10 * 60}, {"NOON", {"loan"}, 12 * 60}};
    return hall;
}

model::Hall supervised_hall() {
    model::Hall hall = small_hall();
    for (const char* id : {"101", "900"}) {
        model::Staff one;
        one.id = {id};
        one.supervisor = one.id.value == "900";
        one.has_pass = true;
        hall.staff.push_back(one);
    }
    return hall;
}

model::Command all_clear() {
    return model::WithdrawAlarm{{}, kAdministrator};
}

Day::Day(model::Hall hall) : state_(std::move(hall)), time_(kMorning) {
    roll_over();
}

queue::Now Day::now() const {
    return queue::now_in(base::Zone("UTC"), time_, state_.hall().roll_over_hour);
}

queue::Decision Day::decide(const model::Command& command) const {
    return queue::decide(state_, command, now());
}

void Day::carry_out(const std::vector<model::Event>& events) {
    for (const model::Event& event : events) {
        REQUIRE(event.seq == state_.seq() + 1);
        queue::apply(state_, event);
        events_.push_back(event);
    }
}

model::Refusal Day::ask(const model::Command& command) {
    const auto decision = decide(command);
    if (!decision) {
        carry_out(decision.error().events);
        return decision.error().refusal;
    }
    carry_out(*decision);
    return model::Refusal::None;
}

void Day::must(const model::Command& command) {
    const auto decision = decide(command);
    if (!decision)
        FAIL("refused: " << model::sentence(decision.error().refusal) << " " << decision.error().detail);
    carry_out(*decision);
}

model::TicketId Day::take(const std::string& service, const std::string& channel,
                          const std::string& appointment) {
    must(model::TakeTicket{{service}, {channel}, "zh-Hans", appointment});
    return state_.last_ticket();
}

void Day::open(int counter) {
    must(
        model::OpenCounter{{counter}, {"clerk-" + std::to_string(counter)}, {{}, {}, model::Proof::Trusted}});
}

std::string Day::call(int counter) {
    const auto refusal = ask(model::CallTicket{{counter}, {}});
    if (refusal == model::Refusal::NobodyWaiting)
        return "";
    REQUIRE(refusal == model::Refusal::None);
    return ticket(*this->counter(counter).ticket).number;
}

void Day::serve(int counter, base::Duration lasting) {
    must(model::CallTicket{{counter}, {}});
    must(model::StartService{{counter}});
    advance(lasting);
    must(model::FinishService{{counter}, {}});
}

void Day::at(std::string_view clock) {
    const auto hour = base::parse_number<int>(clock.substr(0, 2));
    const auto minute = base::parse_number<int>(clock.substr(3));
    REQUIRE((hour && minute));
    time_ = std::chrono::floor<std::chrono::days>(kMorning) + std::chrono::hours(*hour) +
            std::chrono::minutes(*minute);
}

void Day::roll_over() {
    carry_out(queue::roll_over(state_, now()));
}

void Day::watch() {
    carry_out(queue::watch(state_, now()));
}

const model::Ticket& Day::ticket(model::TicketId id) const {
    const model::Ticket* found = state_.ticket(id);
    REQUIRE(found != nullptr);
    return *found;
}

const model::CounterStatus& Day::counter(int id) const {
    const queue::Desk* found = state_.desk({id});
    REQUIRE(found != nullptr);
    return found->status;
}

queue::State replayed(const Day& day) {
    queue::State state(day.state().hall());
    for (const model::Event& event : day.events())
        queue::apply(state, event);
    return state;
}

} // namespace support
