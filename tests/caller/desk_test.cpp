#include "caller/desk.h"

#include "caller/waiting.h"
#include "tests/caller/small_hall.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace caller;
using namespace std::chrono_literals;
using model::TicketState;

namespace {

constexpr const char* kApproved = "Declared urgent, approved at the counter";

struct Bench {
    SmallHall hall;
    support::ManualClock clock;
    Desk desk{model::CounterId{3}, model::ClerkId{"103"}};

    void see(bool in_reach = true) { desk.see(&hall.board, in_reach, clock.steady()); }
    std::optional<model::Command> press(const Press& what) {
        see();
        return desk.press(what, clock.steady());
    }
    void answer(model::Refusal refusal = model::Refusal::None, std::uint64_t seq = 0) {
        model::Answer answer;
        answer.refusal = refusal;
        answer.seq = seq;
        desk.answered(answer, clock.steady());
    }
    std::string_view said() const { return desk.message() ? desk.message()->text : std::string_view(); }
};

} // namespace

TEST_CASE("Desk: next calls by the rule", "[caller][desk]") {
    Bench bench;

    const auto command = bench.press(Action::Next);

    CHECK(command == model::Command(model::CallTicket{model::CounterId{3}, std::nullopt}));
    CHECK(bench.desk.busy());
}

TEST_CASE("Desk: a press while a command is under way does nothing", "[caller][desk]") {
    Bench bench;
    bench.hall.is_here("A001", TicketState::Called);
    REQUIRE(bench.press(Action::Start));

    bench.clock.advance(2s);

    CHECK_FALSE(bench.press(Action::Next));
    CHECK_FALSE(bench.press(Action::Recall));
    CHECK_FALSE(bench.desk.message());
}

TEST_CASE("Desk: a command is under way until the board shows it, but not for ever", "[caller][desk]") {
    Bench bench;
    REQUIRE(bench.press(Action::Next));
    bench.answer(model::Refusal::None, 103);
    CHECK(bench.desk.busy());

    SECTION("the update comes") {
        bench.hall.board.seq = 103;
        bench.see();
    }
    SECTION("the update is lost") {
        bench.clock.advance(Desk::kSettleTime);
        bench.see();
    }

    CHECK_FALSE(bench.desk.busy());
}

TEST_CASE("Desk: next again within 800 ms skips nobody", "[caller][desk]") {
    Bench bench;
    REQUIRE(bench.press(Action::Next));
    bench.answer(model::Refusal::None, 100);
    REQUIRE_FALSE(bench.desk.busy());

    bench.clock.advance(799ms);
    CHECK_FALSE(bench.press(Action::Next));

    bench.clock.advance(1ms);
    CHECK(bench.press(Action::Next));
}

TEST_CASE("Desk: after nobody was waiting the next press counts at once", "[caller][desk]") {
    Bench bench;
    REQUIRE(bench.press(Action::Next));
    bench.answer(model::Refusal::NobodyWaiting);

    CHECK(bench.said() == model::sentence(model::Refusal::NobodyWaiting));
    CHECK(bench.press(Action::Next));
}

TEST_CASE("Desk: a press while the hall is out of reach is told and never sent later", "[caller][desk]") {
    Bench bench;
    bench.see(false);

    const auto sent = bench.desk.press(Action::Next, bench.clock.steady());
    const auto told = std::string(bench.said());
    bench.see(true);

    CHECK_FALSE(sent);
    CHECK_THAT(told, Catch::Contains("not sent"));
    CHECK_FALSE(bench.desk.busy());
}

TEST_CASE("Desk: an unanswered command is told, and the next press counts", "[caller][desk]") {
    Bench bench;
    bench.hall.is_here("A001", TicketState::Called);
    REQUIRE(bench.press(Action::Recall));

    bench.desk.unanswered(bench.clock.steady());

    CHECK_THAT(std::string(bench.said()), Catch::Contains("did not answer"));
    CHECK(bench.press(Action::Recall));
}

TEST_CASE("Desk: what cannot be done now is refused with the hall's own sentence", "[caller][desk]") {
    Bench bench;

    SECTION("closed") {
        bench.hall.set(model::CounterState::Closed);
        CHECK_FALSE(bench.press(Action::Next));
        CHECK(bench.said() == model::sentence(model::Refusal::CounterNotOpen));
    }
    SECTION("paused") {
        bench.hall.set(model::CounterState::Paused);
        CHECK_FALSE(bench.press(Action::Next));
        CHECK(bench.said() == model::sentence(model::Refusal::CounterPaused));
    }
    SECTION("nobody is here") {
        CHECK_FALSE(bench.press(Action::NoShow));
        CHECK(bench.said() == model::sentence(model::Refusal::NobodyAtCounter));
    }
    SECTION("already serving") {
        bench.hall.is_here("A001", TicketState::Serving);
        CHECK_FALSE(bench.press(Action::NoShow));
        CHECK(bench.said() == model::sentence(model::Refusal::AlreadyStarted));
    }
}

TEST_CASE("Desk: a message goes after six seconds", "[caller][desk]") {
    Bench bench;
    bench.press(Action::NoShow);
    REQUIRE(bench.desk.message());
    REQUIRE(bench.desk.next_deadline());

    bench.clock.advance(Desk::kMessageTime);
    bench.desk.tick(bench.clock.steady());

    CHECK_FALSE(bench.desk.message());
    CHECK_FALSE(bench.desk.next_deadline());
}

TEST_CASE("Desk: parking asks for the reason first", "[caller][desk]") {
    Bench bench;
    bench.hall.is_here("A001", TicketState::Serving);

    REQUIRE_FALSE(bench.press(Action::Park));
    REQUIRE(bench.desk.question());
    CHECK(bench.desk.question()->number == "A001");
    const auto command = bench.press(EnterNumber{1});

    REQUIRE(command);
    CHECK_FALSE(std::get<model::ParkTicket>(*command).reason.empty());
    CHECK_FALSE(bench.desk.question());
}

TEST_CASE("Desk: transfer offers open counters of the matter, then other services", "[caller][desk]") {
    Bench bench;
    bench.hall.is_here("A001", TicketState::Serving);

    bench.press(Action::Transfer);

    REQUIRE(bench.desk.question());
    const auto& options = bench.desk.question()->options;
    REQUIRE(options.size() == 3);
    CHECK(std::get<model::TransferTicket>(*options[0].command).to_counter == model::CounterId{4});
    CHECK(std::get<model::TransferTicket>(*options[1].command).to_service == model::ServiceId{"withdrawal"});
    CHECK(std::get<model::TransferTicket>(*options[2].command).to_service == model::ServiceId{"pension"});
}

TEST_CASE("Desk: a question dies when the counter has moved on", "[caller][desk]") {
    Bench bench;
    bench.hall.is_here("A001", TicketState::Serving);
    bench.press(Action::Park);
    REQUIRE(bench.desk.question());

    bench.hall.board.counters[bench.hall.three].ticket.reset();
    bench.see();

    CHECK_FALSE(bench.desk.question());
    CHECK_FALSE(bench.press(Choose{0}));
}

TEST_CASE("Desk: closing asks while people wait, and only then", "[caller][desk]") {
    Bench bench;

    SECTION("nobody waits") {
        CHECK(bench.press(Action::Open) == model::Command(model::CloseCounter{model::CounterId{3}, {}}));
    }
    SECTION("somebody waits: keep it open") {
        bench.hall.waits("A002");
        CHECK_FALSE(bench.press(Action::Open));
        REQUIRE(bench.desk.question());
        CHECK_FALSE(bench.press(Choose{1}));
        CHECK_FALSE(bench.desk.question());
    }
    SECTION("somebody is at the counter") {
        bench.hall.is_here("A001", TicketState::Serving);
        CHECK_FALSE(bench.press(Action::Open));
        CHECK(bench.said() == model::sentence(model::Refusal::CounterBusy));
    }
}

TEST_CASE("Desk: opening asks for the staff number when it is not known", "[caller][desk]") {
    Bench bench;
    bench.hall.set(model::CounterState::Closed);
    bench.desk = Desk(model::CounterId{3}, {});

    REQUIRE_FALSE(bench.press(Action::Open));
    REQUIRE(bench.desk.question());
    CHECK(bench.desk.question()->topic == Topic::StaffNumber);

    CHECK(bench.press(LogIn{"117"}) ==
          model::Command(model::OpenCounter{model::CounterId{3}, model::ClerkId{"117"}}));
}

TEST_CASE("Desk: a number calls that ticket; two of one number are asked about", "[caller][desk]") {
    Bench bench;
    const auto id = bench.hall.waits("A012").id;

    SECTION("one") {
        CHECK(bench.press(EnterNumber{12}) == model::Command(model::CallTicket{model::CounterId{3}, id}));
    }
    SECTION("two") {
        bench.hall.waits("B012");
        CHECK_FALSE(bench.press(EnterNumber{12}));
        REQUIRE(bench.desk.question());
        CHECK(bench.press(EnterNumber{1}) == model::Command(model::CallTicket{model::CounterId{3}, id}));
    }
    SECTION("none") {
        CHECK_FALSE(bench.press(EnterNumber{77}));
        REQUIRE(bench.desk.message());
        CHECK(bench.desk.message()->about == "77");
    }
}

TEST_CASE("Desk: picking out of turn is confirmed first", "[caller][desk]") {
    Bench bench;
    const auto id = bench.hall.waits("A012").id;

    CHECK_FALSE(bench.press(Pick{id}));
    REQUIRE(bench.desk.question());
    CHECK(bench.press(Choose{0}) == model::Command(model::CallTicket{model::CounterId{3}, id}));
}

TEST_CASE("Waiting: the list is in the order of the calling rule", "[caller][waiting]") {
    SmallHall hall;
    hall.waits("A001");
    hall.waits("B001", "elderly");
    auto& urgent = hall.waits("A002", "urgent");
    urgent.approval = model::Approval::Approved;
    urgent.approved = hall.now();
    hall.waits("C001");
    hall.waits("A003").entry = hall.now() + 5min;
    hall.waits("A004").counter = hall.four;

    std::vector<std::string> order;
    for (const auto* ticket : in_order(hall.board, hall.three, hall.now()))
        order.push_back(ticket->number);

    CHECK(order == std::vector<std::string>{"A002", "B001", "A001"});
}

TEST_CASE("Waiting: what waits for approval, and what was set aside", "[caller][waiting]") {
    SmallHall hall;
    hall.waits("A001").approval = model::Approval::Pending;
    hall.waits("C001").approval = model::Approval::Pending;
    hall.waits("A002").state = TicketState::NoShow;
    auto& elsewhere = hall.waits("A003");
    elsewhere.state = TicketState::Parked;
    elsewhere.counter = hall.four;

    const auto pending = to_approve(hall.board, hall.three);
    const auto aside = set_aside(hall.board, hall.three);

    REQUIRE(pending.size() == 1);
    CHECK(pending[0]->number == "A001");
    REQUIRE(aside.size() == 1);
    CHECK(aside[0]->number == "A002");
}

TEST_CASE("Desk: approving, rejecting and bringing back ask nothing", "[caller][desk]") {
    Bench bench;
    const auto id = bench.hall.waits("A001").id;
    const model::ClerkId clerk{"103"};

    SECTION("approve") {
        CHECK(bench.press(Approve{id}) == model::Command(model::ApproveTicket{id, clerk, kApproved}));
    }
    SECTION("approve, before the counter was ever opened") {
        bench.hall.board.counters.clear();
        CHECK(bench.press(Approve{id}) == model::Command(model::ApproveTicket{id, clerk, kApproved}));
    }
    SECTION("reject") {
        CHECK(bench.press(Reject{id}) == model::Command(model::RejectTicket{id, clerk, {}}));
    }
    SECTION("bring back") {
        CHECK(bench.press(BringBack{id}) == model::Command(model::ReturnTicket{id}));
    }
}

TEST_CASE(
    "Desk: whatever is pressed, wherever the counter stands, there is a command, a question or a sentence",
    "[caller][desk]") {
    const auto state =
        GENERATE(model::CounterState::Closed, model::CounterState::Open, model::CounterState::Paused);
    const auto here = GENERATE(TicketState::Waiting, TicketState::Called, TicketState::Serving);
    for (int action = 0; action <= static_cast<int>(Action::Open); ++action) {
        Bench bench;
        bench.hall.set(state);
        if (here != TicketState::Waiting && state == model::CounterState::Open)
            bench.hall.is_here("A001", here);

        const bool enabled = (bench.see(), bench.desk.enabled(static_cast<Action>(action)));
        const auto command = bench.press(static_cast<Action>(action));

        CAPTURE(action, static_cast<int>(state), static_cast<int>(here));
        CHECK((command || bench.desk.question() || bench.desk.message()));
        CHECK(enabled == (command || bench.desk.question()));
    }
}

TEST_CASE("Desk: an approval names the clerk and a reason", "[caller][desk]") {
    Bench bench;
    model::Ticket& claims = bench.hall.waits("A001");
    claims.declared = model::ChannelId{"urgent"};
    claims.approval = model::Approval::Pending;

    const auto command = bench.press(Approve{claims.id});

    CHECK(command == model::Command(model::ApproveTicket{claims.id, {"103"}, kApproved}));
}

TEST_CASE("Desk: an emergency is approved by nobody without a name", "[caller][desk]") {
    Bench bench;
    bench.desk = Desk(model::CounterId{3}, {});
    bench.hall.set(model::CounterState::Closed);
    bench.hall.board.counters[bench.hall.three].clerk = {};
    model::Ticket& claims = bench.hall.waits("A001");
    claims.declared = model::ChannelId{"urgent"}; // an emergency channel in this hall

    CHECK_FALSE(bench.press(Approve{claims.id}));
    CHECK_THAT(std::string(bench.said()), Catch::Contains("in your name"));
}

TEST_CASE("Desk: the keys of a box without digits answer while a question is open", "[caller][desk]") {
    Bench bench;
    const Keyed next{Action::Next, 0}, recall{Action::Recall, 1}, pause{Action::Pause, 4};
    CHECK(bench.press(next) == model::Command(model::CallTicket{model::CounterId{3}, std::nullopt}));
    bench.answer(model::Refusal::NobodyWaiting);

    CHECK_FALSE(bench.press(pause));
    REQUIRE(bench.desk.question());
    const auto command = bench.press(recall); // the second answer

    REQUIRE(command);
    CHECK(std::get<model::PauseCounter>(*command).reason == "Meal break");
    CHECK_FALSE(bench.desk.question());
}

TEST_CASE("Desk: a key that is no answer closes the question", "[caller][desk]") {
    Bench bench;
    const Keyed pause{Action::Pause, 4};
    CHECK_FALSE(bench.press(pause));
    REQUIRE(bench.desk.question()->options.size() == 4);

    CHECK_FALSE(bench.press(pause));

    CHECK_FALSE(bench.desk.question());
    CHECK(bench.said() == "There is no answer {1} to choose.");
}

TEST_CASE("Desk: a question that a box asked does not wait for ever, one from the pad does",
          "[caller][desk]") {
    Bench bench;
    CHECK_FALSE(bench.press(Keyed{Action::Pause, 4}));
    CHECK(bench.desk.next_deadline() == bench.clock.steady() + Desk::kBoxWaits);
    bench.clock.advance(Desk::kBoxWaits - 1ms);
    bench.see();
    CHECK(bench.desk.question());
    bench.clock.advance(1ms);
    bench.see();
    CHECK_FALSE(bench.desk.question());
    CHECK(bench.press(Keyed{Action::Next, 0}));
    bench.answer(model::Refusal::NobodyWaiting);

    CHECK_FALSE(bench.press(Action::Pause));
    bench.clock.advance(1h);
    bench.see();
    CHECK(bench.desk.question());
}
