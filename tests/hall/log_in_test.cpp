#include "shared/wire/pin.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

using namespace std::chrono_literals;
using model::Refusal;

namespace {

constexpr const char* kPin = "2468";
constexpr const char* kCard = "04a1b2c3";

/// 101 needs no pass, 102 has a PIN, 900 is the supervisor with a PIN and a card.
std::string staff() {
    static const std::string hash = wire::make_pin_hash(kPin);
    return fmt::format(R"([[staff]]
id = "101"
name = {{ en = "Li" }}
[[staff]]
id = "102"
name = {{ en = "Wang" }}
pin = "{0}"
[[staff]]
id = "900"
role = "supervisor"
name = {{ en = "Huang" }}
pin = "{0}"
card = "{1}"
)",
                       hash, wire::card_mark(kCard));
}

/// Takes far longer to check than a client waits before it asks again.
std::string slow_hash() {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    REQUIRE(sodium_init() >= 0);
    REQUIRE(crypto_pwhash_str(hash.data(), kPin, std::string_view(kPin).size(), 16,
                              std::size_t{256} << 20U) == 0);
    return hash.data();
}

class LogInBench {
  public:
    explicit LogInBench(const std::string& more = {})
        : hall(folder.path(), "tcp://127.0.0.1:*", staff() + more) {
        REQUIRE(hall.start());
    }

    Refusal ask(support::Device& caller, const model::Command& command) {
        const auto answer = caller.ask(command);
        REQUIRE(answer);
        last = *answer;
        return answer->refusal;
    }
    std::optional<model::Alarm> alarm() {
        support::Device admin(hall.line("admin"));
        const auto board = admin.snapshot();
        REQUIRE(board);
        return board->alarm;
    }
    bool journal_holds(std::string_view secret) const {
        return std::ranges::any_of(hall.events(), [&](const model::Event& event) {
            return event.reason.contains(secret) || event.note.contains(secret) ||
                   event.clerk.value.contains(secret) || event.declared.value.contains(secret);
        });
    }

    support::TemporaryFolder folder;
    support::RunningHall hall;
    model::Answer last;
};

model::OpenCounter log_in(int counter, const char* clerk, const char* pin, const char* card = "") {
    return {{counter}, {clerk}, {pin, card}};
}

} // namespace

TEST_CASE("Log-in: a clerk shows a PIN or a card, and neither is journalled", "[hall][log-in]") {
    LogInBench bench;
    support::Device caller(bench.hall.line("caller-1"));
    CHECK(bench.ask(caller, log_in(1, "999", "")) == Refusal::UnknownClerk);
    CHECK(bench.ask(caller, log_in(1, "102", "")) == Refusal::WrongPass);
    CHECK(bench.ask(caller, log_in(1, "102", "1357")) == Refusal::WrongPass);
    CHECK(bench.ask(caller, log_in(1, "102", kPin)) == Refusal::None);
    CHECK(bench.last.counter->clerk.value == "102");
    CHECK(bench.ask(caller, model::CloseCounter{{1}, {}, "The stapler is empty"}) == Refusal::None);
    REQUIRE(bench.last.shift);
    CHECK(bench.ask(caller, log_in(1, "", "", kCard)) == Refusal::None);
    CHECK(bench.last.counter->clerk.value == "900");
    REQUIRE(bench.last.handover);
    CHECK(bench.last.handover->text == "The stapler is empty");
    CHECK(bench.last.handover->clerk.value == "102");
    CHECK_FALSE(bench.journal_holds(kPin));
    CHECK_FALSE(bench.journal_holds(kCard));
    CHECK(std::ranges::count(bench.hall.events(), model::EventKind::LogInFailed, &model::Event::kind) == 1);
}

TEST_CASE("Log-in: a lock outlives the hall's death", "[hall][log-in]") {
    LogInBench bench;
    support::Device caller(bench.hall.line("caller-1"));
    for (int tries = 0; tries < 5; ++tries)
        CHECK(bench.ask(caller, log_in(1, "102", "0000")) == Refusal::WrongPass);
    CHECK(bench.ask(caller, log_in(1, "102", kPin)) == Refusal::ClerkLocked);
    bench.hall.kill();
    REQUIRE(bench.hall.start());
    support::Device again(bench.hall.line("caller-1"));
    CHECK(bench.ask(again, log_in(1, "102", kPin)) == Refusal::ClerkLocked);
    CHECK(bench.ask(again, log_in(1, "101", "")) == Refusal::None);
}

TEST_CASE("Log-in: a supervisor takes a counter over; a caller cannot claim to have been checked",
          "[hall][log-in]") {
    LogInBench bench;
    support::Device caller(bench.hall.line("caller-1"));
    CHECK(bench.ask(caller, log_in(1, "101", "")) == Refusal::None);
    model::OpenCounter over = log_in(1, "900", "1111");
    over.take_over = true;
    over.pass.proof = model::Proof::Trusted; // is not even sent
    CHECK(bench.ask(caller, over) == Refusal::WrongPass);
    over.pass.pin = kPin;
    CHECK(bench.ask(caller, over) == Refusal::None);
    CHECK(bench.last.counter->clerk.value == "900");
}

TEST_CASE("Log-in: visitors are called while PINs are checked, and a burst of log-ins is answered",
          "[hall][log-in]") {
    LogInBench bench;
    support::Device caller(bench.hall.line("caller-1"));
    support::Device kiosk(bench.hall.line("kiosk-1"));
    int answered = 0;
    int overloaded = 0;
    constexpr int kBurst = 24;
    for (int i = 0; i < kBurst; ++i)
        caller.client().send(log_in(1, "102", "0000"), 60s, [&](const auto& answer) {
            ++answered;
            overloaded += answer && answer->refusal == Refusal::Overloaded;
        });
    const auto ticket = kiosk.ask(model::TakeTicket{{"loan"}, {}, {}, {}});
    CHECK(ticket);
    REQUIRE(support::turn_until(caller.loop(), [&] { return answered == kBurst; }, 60s));
    CHECK(overloaded < kBurst);
    CHECK(bench.ask(caller, log_in(1, "102", kPin)) == Refusal::ClerkLocked);
}

TEST_CASE("Log-in: what the same device asks meanwhile is done after it, in order", "[hall][log-in]") {
    LogInBench bench;
    support::Device caller(bench.hall.line("caller-1"));
    std::vector<Refusal> told;
    const auto note = [&](const auto& answer) {
        told.push_back(answer ? answer->refusal : Refusal::NotAllowed);
    };
    caller.client().send(log_in(1, "102", kPin), 20s, note);
    caller.client().send(model::ReportDevice{{}, model::DeviceState::Well, {}}, 20s, note);
    caller.client().send(model::CallTicket{{1}, {}}, 20s, note);
    REQUIRE(support::turn_until(caller.loop(), [&] { return told.size() == 3; }));
    CHECK(told == std::vector{Refusal::None, Refusal::None, Refusal::NobodyWaiting});
}

TEST_CASE("Log-in: who asks again while a PIN is slowly checked is answered as soon as it is",
          "[hall][log-in]") {
    const std::string hash = slow_hash();
    LogInBench bench(
        fmt::format("[[staff]]\nid = \"103\"\nname = {{ en = \"Zhou\" }}\npin = \"{}\"\n", hash));
    support::Device caller(bench.hall.line("caller-1"));
    const auto begin = std::chrono::steady_clock::now();
    REQUIRE(crypto_pwhash_str_verify(hash.c_str(), kPin, std::string_view(kPin).size()) == 0);
    const auto check =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    int answers = 0;
    std::optional<hall_link::Result<model::Answer>> answer;

    caller.client().send(log_in(1, "103", kPin), 30s, [&](const auto& told) {
        ++answers;
        answer = told;
    });
    REQUIRE(support::turn_until(caller.loop(), [&] { return answer.has_value(); }, 4 * check + 5s));

    REQUIRE(*answer);
    CHECK((*answer)->refusal == Refusal::None);
    CHECK((*answer)->counter->clerk.value == "103");
    CHECK(bench.ask(caller, model::CloseCounter{{1}, {}, {}}) == Refusal::None);
    CHECK(answers == 1);
}

TEST_CASE("Log-in: a supervisor at a counter evacuates the hall, and it stays so when the hall is killed",
          "[hall][log-in][alarm]") {
    LogInBench bench;
    support::Device caller(bench.hall.line("caller-1"));
    const auto evacuate = [](const char* who, const char* pin, const char* card = "") {
        return model::RaiseAlarm{model::AlarmKind::Evacuation, {}, {who}, {pin, card}};
    };
    CHECK(bench.ask(caller, evacuate("", "")) == Refusal::UnknownClerk);
    CHECK(bench.ask(caller, evacuate("101", "")) == Refusal::NotSupervisor); // needs no pass, has no say
    CHECK(bench.ask(caller, evacuate("102", kPin)) == Refusal::NotSupervisor);
    CHECK(bench.ask(caller, evacuate("900", "1357")) == Refusal::WrongPass);
    CHECK_FALSE(bench.alarm());
    CHECK(bench.ask(caller, evacuate("", "", kCard)) == Refusal::None);
    CHECK(bench.hall.events().back().clerk.value == "900");
    CHECK_FALSE(bench.journal_holds(kCard));

    bench.hall.kill();
    REQUIRE(bench.hall.start());
    REQUIRE(bench.alarm());
    CHECK(bench.alarm()->kind == model::AlarmKind::Evacuation);
    support::Device admin(bench.hall.line("admin"));
    CHECK(bench.ask(admin, model::TakeTicket{{"deposit"}, {}, "en", {}}) == Refusal::HallEvacuated);
    support::Device again(bench.hall.line("caller-1"));
    CHECK(bench.ask(again, model::WithdrawAlarm{{"900"}, {kPin, {}}}) == Refusal::None);
    CHECK_FALSE(bench.alarm());
}
