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

struct DeskBench {
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
    std::optional<Topic> topic() const {
        return desk.question() ? std::optional(desk.question()->topic) : std::nullopt;
    }
    std::string_view said() const { return desk.message() ? desk.message()->text : std::string_view(); }
};

} // namespace

TEST_CASE("Desk: next calls by the rule", "[caller][desk]") {
    DeskBench bench;

    const auto command = bench.press(Action::Next);

    CHECK(command == model::Command(model::CallTicket{model::CounterId{3}, std::nullopt}));
    CHECK(bench.desk.busy());
}

TEST_CASE("Desk: a press while a command is under way does nothing", "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("A001", TicketState::Called);
    REQUIRE(bench.press(Action::Start));

    bench.clock.advance(2s);

    CHECK_FALSE(bench.press(Action::Next));
    CHECK_FALSE(bench.press(Action::Recall));
    CHECK_FALSE(bench.desk.message());
}

TEST_CASE("Desk: a command is under way until the board shows it, but not for ever", "[caller][desk]") {
    DeskBench bench;
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
    DeskBench bench;
    REQUIRE(bench.press(Action::Next));
    bench.answer(model::Refusal::None, 100);
    REQUIRE_FALSE(bench.desk.busy());

    bench.clock.advance(799ms);
    CHECK_FALSE(bench.press(Action::Next));

    bench.clock.advance(1ms);
    CHECK(bench.press(Action::Next));
}

TEST_CASE("Desk: after nobody was waiting the next press counts at once", "[caller][desk]") {
    DeskBench bench;
    REQUIRE(bench.press(Action::Next));
    bench.answer(model::Refusal::NobodyWaiting);

    CHECK(bench.said() == model::sentence(model::Refusal::NobodyWaiting));
    CHECK(bench.press(Action::Next));
}

TEST_CASE("Desk: a press while the hall is out of reach is told and never sent later", "[caller][desk]") {
    DeskBench bench;
    bench.see(false);

    const auto sent = bench.desk.press(Action::Next, bench.clock.steady());
    const auto told = std::string(bench.said());
    bench.see(true);

    CHECK_FALSE(sent);
    CHECK_THAT(told, Catch::Contains("not sent"));
    CHECK_FALSE(bench.desk.busy());
}

TEST_CASE("Desk: an unanswered command is told, and the next press counts", "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("A001", TicketState::Called);
    REQUIRE(bench.press(Action::Recall));

    bench.desk.unanswered(bench.clock.steady());

    CHECK_THAT(std::string(bench.said()), Catch::Contains("did not answer"));
    CHECK(bench.press(Action::Recall));
}

TEST_CASE("Desk: what cannot be done now is refused with the hall's own sentence", "[caller][desk]") {
    DeskBench bench;

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
    DeskBench bench;
    bench.press(Action::NoShow);
    REQUIRE(bench.desk.message());
    REQUIRE(bench.desk.next_deadline());

    bench.clock.advance(Desk::kMessageTime);
    bench.desk.tick(bench.clock.steady());

    CHECK_FALSE(bench.desk.message());
    CHECK_FALSE(bench.desk.next_deadline());
}

TEST_CASE("Desk: without papers the visitor fetches what is missing, and is told what and where",
          "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("A001", TicketState::Serving);

    REQUIRE_FALSE(bench.press(Action::Park));
    REQUIRE(bench.topic() == Topic::ParkKind);
    CHECK(bench.desk.question()->number == "A001");
    REQUIRE_FALSE(bench.press(Choose{0}));
    REQUIRE(bench.topic() == Topic::Missing);
    CHECK_FALSE(bench.press(Choose{2}));
    CHECK_FALSE(bench.press(Choose{0}));
    CHECK_FALSE(bench.press(Choose{1}));
    CHECK_FALSE(bench.press(Choose{1})); // and off again
    CHECK_FALSE(bench.press(Choose{3}));
    REQUIRE(bench.topic() == Topic::FetchWhere);
    const auto command = bench.press(Write{"  Room 204  "});

    CHECK(command == model::Command(model::ParkTicket{bench.hall.three,
                                                      "Papers are missing: the visitor fetches them",
                                                      model::Parking::WithoutPapers,
                                                      {0, 2},
                                                      "Room 204"}));
    CHECK_FALSE(bench.desk.question());
}

TEST_CASE("Desk: a service without documents goes on to where they are to be had", "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("B001", TicketState::Serving);

    bench.press(Action::Park);
    bench.press(Choose{0});
    REQUIRE(bench.topic() == Topic::FetchWhere);
    const auto command = bench.press(EnterNumber{4});

    CHECK(std::get<model::ParkTicket>(command.value()).note == "At the bank");
}

TEST_CASE("Desk: with papers and waiting ask for the reason", "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("A001", TicketState::Serving);
    bench.press(Action::Park);

    SECTION("with papers") {
        bench.press(Choose{1});
        const auto command = bench.press(Choose{0});
        CHECK(command == model::Command(model::ParkTicket{
                             bench.hall.three, "Filling in a form", model::Parking::WithPapers, {}, {}}));
    }
    SECTION("waiting") {
        bench.press(Choose{2});
        const auto command = bench.press(Choose{0});
        CHECK(command == model::Command(model::ParkTicket{
                             bench.hall.three, "A seal is being cut", model::Parking::Waiting, {}, {}}));
    }
    SECTION("another reason is typed; none is no reason") {
        bench.press(Choose{2});
        CHECK_FALSE(bench.press(Write{" "}));
        CHECK(bench.topic() == Topic::ParkReason);
        const auto command = bench.press(Write{"The boss signs"});
        CHECK(std::get<model::ParkTicket>(command.value()).reason == "The boss signs");
    }
}

TEST_CASE("Desk: finish is one press, and done; the outcome has a question of its own", "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("A001", TicketState::Serving);
    const model::FinishService plain{bench.hall.three, {}};

    SECTION("one press") {
        CHECK(bench.press(Action::Finish) == model::Command(plain));
    }
    SECTION("done") {
        bench.press(Action::Outcome);
        CHECK(std::get<model::FinishService>(bench.press(Choose{0}).value()).outcome == model::kDone);
    }
    SECTION("accepted: 2026-03-02 is a Monday, five working days later is a Monday, too") {
        bench.press(Action::Outcome);
        bench.press(Choose{1});
        REQUIRE(bench.topic() == Topic::DueDay);
        const auto finish = std::get<model::FinishService>(bench.press(Choose{2}).value());
        CHECK(finish.outcome == model::kAccepted);
        CHECK(finish.due == 20260309);
    }
    SECTION("accepted, a date that is typed") {
        bench.press(Action::Outcome);
        bench.press(Choose{1});
        bench.press(Choose{8});
        REQUIRE(bench.topic() == Topic::DueDate);
        for (const char* wrong : {"", "0231", "1302", "abc", "20260301", "20300101", "315"}) {
            CAPTURE(wrong);
            CHECK_FALSE(bench.press(Write{wrong}));
            CHECK(bench.topic() == Topic::DueDate);
        }
        CHECK_THAT(std::string(bench.said()), Catch::Contains("0315"));
        CHECK(std::get<model::FinishService>(bench.press(Write{"0301"}).value()).due == 20270301);
    }
    SECTION("returned: which papers, and what else") {
        bench.press(Action::Outcome);
        bench.press(Choose{2});
        REQUIRE(bench.topic() == Topic::Missing);
        bench.press(Choose{1});
        bench.press(Choose{3});
        REQUIRE(bench.topic() == Topic::MissingNote);
        const auto finish = std::get<model::FinishService>(bench.press(Write{""}).value());
        CHECK(finish.outcome == model::kReturned);
        CHECK(finish.missing == std::vector{1});
    }
    SECTION("referred") {
        bench.press(Action::Outcome);
        bench.press(Choose{3});
        REQUIRE(bench.topic() == Topic::ReferNote);
        const auto finish = std::get<model::FinishService>(bench.press(Write{"District office"}).value());
        CHECK(finish.outcome == model::kReferred);
        CHECK(finish.note == "District office");
    }
}

TEST_CASE("Desk: what is typed is one line of sixty characters and 200 bytes", "[caller][desk]") {
    CHECK(bounded(" a\nb\t") == "a b");
    CHECK(bounded(std::string(90, 'x')) == std::string(60, 'x'));
    std::string faces;
    for (int i = 0; i < 60; ++i)
        faces += "😀";
    CHECK(bounded(faces).size() == 200);
    CHECK(bounded("\xff\xfe") == "\uFFFD\uFFFD");
}

TEST_CASE("Desk: transfer offers open counters of the matter, then other services", "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("A001", TicketState::Serving);

    bench.press(Action::Transfer);

    REQUIRE(bench.desk.question());
    const auto& options = bench.desk.question()->options;
    REQUIRE(options.size() == 3);
    CHECK(std::get<model::TransferTicket>(*options[0].command).to_counter == model::CounterId{4});
    CHECK(std::get<model::TransferTicket>(*options[1].command).to_service == model::ServiceId{"withdrawal"});
    CHECK(std::get<model::TransferTicket>(*options[2].command).to_service == model::ServiceId{"pension"});

    SECTION("then a note") {
        CHECK_FALSE(bench.press(Choose{0}));
        REQUIRE(bench.topic() == Topic::TransferNote);
        CHECK(bench.press(Write{"請看印章"}) ==
              model::Command(model::TransferTicket{bench.hall.three, {}, bench.hall.four, "請看印章"}));
    }
    SECTION("a ready one, or none") {
        bench.press(Choose{1});
        CHECK(std::get<model::TransferTicket>(bench.press(EnterNumber{1}).value()).note ==
              "The papers have been checked");
    }
}

TEST_CASE("Desk: a pause has a reason and a time to be back", "[caller][desk]") {
    DeskBench bench;

    CHECK_FALSE(bench.press(Action::Pause));
    CHECK_FALSE(bench.press(Choose{1}));
    REQUIRE(bench.topic() == Topic::PauseUntil);

    SECTION("in fifteen minutes, by the hall's clock") {
        CHECK(bench.press(Choose{2}) ==
              model::Command(model::PauseCounter{bench.hall.three, "Meal break", bench.hall.now() + 15min}));
    }
    SECTION("not known") {
        CHECK(bench.press(Choose{5}) ==
              model::Command(model::PauseCounter{bench.hall.three, "Meal break", std::nullopt}));
    }
    SECTION("the clock goes on where the board is old") {
        bench.press(Dismiss{});
        bench.desk.see(&bench.hall.board, true, bench.clock.steady(), bench.hall.now() + 3min);
        bench.clock.advance(10s);
        for (const auto& press : {Press(Action::Pause), Press(Choose{0})})
            CHECK_FALSE(bench.desk.press(press, bench.clock.steady()));
        const auto command = bench.desk.press(Choose{0}, bench.clock.steady());
        CHECK(std::get<model::PauseCounter>(command.value()).until == bench.hall.now() + 8min + 10s);
    }
}

TEST_CASE("Desk: a question dies when the counter has moved on", "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("A001", TicketState::Serving);
    bench.press(Action::Park);
    REQUIRE(bench.desk.question());

    bench.hall.board.counters[bench.hall.three].ticket.reset();
    bench.see();

    CHECK_FALSE(bench.desk.question());
    CHECK_FALSE(bench.press(Choose{0}));
}

TEST_CASE("Desk: closing asks while people wait, and only then", "[caller][desk]") {
    DeskBench bench;

    SECTION("nobody waits") {
        CHECK_FALSE(bench.press(Action::Open));
        REQUIRE(bench.topic() == Topic::LeaveNote);
        CHECK(bench.press(Write{""}) == model::Command(model::CloseCounter{model::CounterId{3}, {}}));
    }
    SECTION("somebody waits: close, with a note") {
        bench.hall.waits("A002");
        CHECK_FALSE(bench.press(Action::Open));
        REQUIRE(bench.topic() == Topic::CloseAnyway);
        CHECK_FALSE(bench.press(Choose{0}));
        CHECK(bench.press(Write{"The drawer sticks"}) ==
              model::Command(model::CloseCounter{model::CounterId{3}, {}, "The drawer sticks"}));
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
    DeskBench bench;
    bench.hall.set(model::CounterState::Closed);
    bench.desk = Desk(model::CounterId{3}, {});

    REQUIRE_FALSE(bench.press(Action::Open));
    REQUIRE(bench.desk.question());
    CHECK(bench.desk.question()->topic == Topic::StaffNumber);

    CHECK(bench.press(LogIn{"117"}) ==
          model::Command(model::OpenCounter{model::CounterId{3}, model::ClerkId{"117"}}));
}

TEST_CASE("Desk: a number calls that ticket; two of one number are asked about", "[caller][desk]") {
    DeskBench bench;
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
    DeskBench bench;
    const auto id = bench.hall.waits("A012").id;

    CHECK_FALSE(bench.press(Pick{id}));
    REQUIRE(bench.desk.question());
    CHECK(bench.desk.question()->number == "A012");
    CHECK(bench.press(Choose{0}) ==
          model::Command(model::CallTicket{model::CounterId{3}, id, "The visitor needs help"}));
}

TEST_CASE("Desk: picking out of turn can be left", "[caller][desk]") {
    DeskBench bench;
    bench.press(Pick{bench.hall.waits("A012").id});
    CHECK_FALSE(bench.press(Choose{4}));
    CHECK_FALSE(bench.desk.question());
}

TEST_CASE("Desk: whoever was set aside is called, or goes back into the line", "[caller][desk]") {
    DeskBench bench;
    auto& parked = bench.hall.waits("A012");
    parked.state = TicketState::Parked;
    const auto id = parked.id;

    CHECK_FALSE(bench.press(BringBack{id}));
    REQUIRE(bench.topic() == Topic::WakeHow);

    SECTION("called") {
        CHECK(bench.press(Choose{0}) == model::Command(model::CallTicket{bench.hall.three, id}));
    }
    SECTION("back") {
        CHECK(bench.press(Choose{1}) == model::Command(model::ReturnTicket{id}));
    }
}

TEST_CASE("Desk: a clerk with a PIN is asked for it, and again when it was wrong", "[caller][desk]") {
    DeskBench bench;
    bench.hall.staff();
    bench.hall.set(model::CounterState::Closed);
    bench.desk = Desk(model::CounterId{3}, {});
    bench.press(Action::Open);

    REQUIRE_FALSE(bench.press(Write{"103"}));
    REQUIRE(bench.topic() == Topic::Pin);
    REQUIRE(bench.desk.question()->typing == Typing::Secret);
    CHECK_FALSE(bench.press(Write{""}));
    model::OpenCounter open{bench.hall.three, model::ClerkId{"103"}, {"2468", {}}};
    CHECK(bench.press(Write{"2468"}) == model::Command(open));

    SECTION("wrong") {
        bench.answer(model::Refusal::WrongPass);
        CHECK(bench.said() == model::sentence(model::Refusal::WrongPass));
        REQUIRE(bench.topic() == Topic::Pin);
        open.pass.pin = "1357";
        CHECK(bench.press(Write{"1357"}) == model::Command(open));
    }
    SECTION("locked") {
        bench.answer(model::Refusal::ClerkLocked);
        CHECK(bench.said() == model::sentence(model::Refusal::ClerkLocked));
        CHECK_FALSE(bench.desk.question());
    }
    SECTION("an unknown number is asked for again") {
        bench.answer(model::Refusal::UnknownClerk);
        CHECK(bench.topic() == Topic::StaffNumber);
    }
}

TEST_CASE("Desk: a staff number that the options named still needs its PIN; others need none",
          "[caller][desk]") {
    DeskBench bench;
    bench.hall.staff();
    bench.hall.set(model::CounterState::Closed);

    SECTION("has one") {
        CHECK_FALSE(bench.press(Action::Open));
        CHECK(bench.topic() == Topic::Pin);
    }
    SECTION("has none") {
        bench.desk = Desk(model::CounterId{3}, model::ClerkId{"104"});
        CHECK(bench.press(Action::Open));
    }
}

TEST_CASE("Desk: a card opens a closed counter at once", "[caller][desk]") {
    DeskBench bench;
    const model::OpenCounter open{bench.hall.three, {}, {{}, "0012345678"}};

    CHECK_FALSE(bench.press(LogIn{{}, "0012345678"})); // it is open
    bench.hall.set(model::CounterState::Closed);
    CHECK(bench.press(LogIn{{}, "0012345678"}) == model::Command(open));
}

TEST_CASE("Desk: a supervisor takes an open counter over", "[caller][desk]") {
    DeskBench bench;
    bench.hall.staff();
    bench.hall.is_here("A001", TicketState::Serving);

    CHECK_FALSE(bench.press(Action::TakeOver));
    CHECK_FALSE(bench.press(Write{"900"}));
    REQUIRE(bench.topic() == Topic::Pin);
    CHECK(bench.press(Write{"1111"}) ==
          model::Command(model::OpenCounter{bench.hall.three, model::ClerkId{"900"}, {"1111", {}}, true}));
    bench.answer(model::Refusal::NotSupervisor);
    CHECK(bench.topic() == Topic::StaffNumber);
    CHECK(std::get<model::OpenCounter>(bench.press(LogIn{{}, "99887766"}).value()).take_over);
}

TEST_CASE("Desk: closing while people wait at closing time needs a supervisor", "[caller][desk]") {
    DeskBench bench;
    bench.hall.staff();
    bench.press(Action::Open);
    REQUIRE(bench.press(Write{"Keys are in the safe"}));
    bench.answer(model::Refusal::VisitorsStillWaiting);
    CHECK(bench.said() == model::sentence(model::Refusal::VisitorsStillWaiting));
    REQUIRE(bench.topic() == Topic::SupervisorNumber);
    model::CloseCounter close{bench.hall.three,
                              "override: a supervisor answers for it",
                              "Keys are in the safe",
                              model::ClerkId{"900"},
                              {"1111", {}}};

    SECTION("number and PIN, the note is kept") {
        CHECK_FALSE(bench.press(Write{"900"}));
        REQUIRE(bench.topic() == Topic::SupervisorPin);
        CHECK(bench.press(Write{"1111"}) == model::Command(close));
        bench.answer(model::Refusal::WrongPass);
        CHECK(bench.topic() == Topic::SupervisorPin);
    }
    SECTION("a card") {
        close.supervisor = {};
        close.pass = {{}, "99887766"};
        CHECK(bench.press(LogIn{{}, "99887766"}) == model::Command(close));
    }
    SECTION("nobody answers for it") {
        CHECK_FALSE(bench.press(Dismiss{}));
        CHECK_FALSE(bench.desk.question());
    }
}

TEST_CASE("Desk: the hand-over note and the faults of the day are shown at log-in", "[caller][desk]") {
    DeskBench bench;
    bench.hall.set(model::CounterState::Closed);
    REQUIRE(bench.press(Action::Open));
    model::Answer answer;
    answer.seq = 101;

    SECTION("a note") {
        answer.handover = model::HandOverNote{"The stamp is in the drawer", model::ClerkId{"104"}, {}};
        bench.desk.answered(answer, bench.clock.steady());
        REQUIRE(bench.topic() == Topic::ReadNote);
        CHECK(bench.desk.question()->handover == answer.handover);
        bench.hall.set(model::CounterState::Open);
        bench.hall.board.seq = 101;
        bench.see();
        REQUIRE(bench.desk.question()); // stays when the counter opens
        CHECK_FALSE(bench.press(Choose{0}));
        CHECK_FALSE(bench.desk.question());
    }
    SECTION("a fault only") {
        const model::DeviceId printer{"printer-1"}, well{"kiosk-1"};
        bench.hall.board.devices[printer] = {printer, model::DeviceState::Warning, "paper low", {}};
        bench.hall.board.devices[well] = {well, model::DeviceState::Well, "", {}};
        bench.desk.answered(answer, bench.clock.steady());
        REQUIRE(bench.topic() == Topic::ReadNote);
        CHECK(bench.desk.question()->faults.size() == 1);
    }
    SECTION("nothing") {
        bench.desk.answered(answer, bench.clock.steady());
        CHECK_FALSE(bench.desk.question());
    }
}

TEST_CASE("Desk: the shift's summary comes with the log-out", "[caller][desk]") {
    DeskBench bench;
    bench.press(Action::Open);
    REQUIRE(bench.press(Write{""}));
    model::Answer answer;
    answer.seq = 101;
    answer.shift = model::ShiftSummary{{}, 23, 2, 3h, {0, 0, 1, 2, 9}};

    bench.desk.answered(answer, bench.clock.steady());
    bench.hall.set(model::CounterState::Closed);
    bench.hall.board.seq = 101;
    bench.see();

    REQUIRE(bench.topic() == Topic::Shift);
    CHECK(bench.desk.question()->shift == answer.shift);
}

TEST_CASE("Desk: a step can be taken back for ten seconds, and until the next one", "[caller][desk]") {
    DeskBench bench;
    bench.hall.is_here("A001", TicketState::Called);
    CHECK_FALSE(bench.press(Action::Undo));
    CHECK(bench.said() == model::sentence(model::Refusal::NothingToUndo));
    REQUIRE(bench.press(Action::Start));
    bench.clock.advance(1s);
    bench.answer();
    bench.desk.tick(bench.clock.steady());
    REQUIRE(bench.desk.undo_left() == 9s); // counted from the press
    CHECK(bench.desk.next_deadline());

    SECTION("taken back") {
        CHECK(bench.press(Action::Undo) == model::Command(model::UndoStep{bench.hall.three}));
        CHECK_FALSE(bench.desk.undo_left());
    }
    SECTION("too late") {
        bench.clock.advance(9s);
        bench.desk.tick(bench.clock.steady());
        CHECK_FALSE(bench.desk.enabled(Action::Undo));
    }
    SECTION("something followed") {
        REQUIRE(bench.press(Action::Recall));
        bench.answer();
        CHECK_FALSE(bench.desk.enabled(Action::Undo));
    }
}

TEST_CASE("Desk: only what the hall takes back can be undone", "[caller][desk]") {
    DeskBench bench;
    REQUIRE(bench.press(Action::Next));
    bench.answer();
    CHECK_FALSE(bench.desk.undo_left());
    bench.hall.is_here("A001", TicketState::Called);
    bench.press(Action::NoShow);
    bench.answer(model::Refusal::NoShowTooEarly);
    CHECK_FALSE(bench.desk.undo_left());
}

TEST_CASE("Desk: help is called, ended, and given", "[caller][desk]") {
    DeskBench bench;

    SECTION("called") {
        CHECK_FALSE(bench.press(Action::Help));
        CHECK(bench.press(Choose{1}) ==
              model::Command(model::CallHelp{bench.hall.three, model::Help::Supervisor}));
    }
    SECTION("ended") {
        bench.hall.board.counters[bench.hall.three].help = model::Help::Colleague;
        CHECK(bench.press(Action::Help) == model::Command(model::EndHelp{bench.hall.three}));
    }
    SECTION("given") {
        CHECK(bench.press(Come{bench.hall.four}) == model::Command(model::EndHelp{bench.hall.four}));
    }
}

TEST_CASE("Desk: a transfer's note is known of the ticket that it came with", "[caller][desk]") {
    DeskBench bench;
    REQUIRE(bench.press(Action::Next));
    bench.hall.is_here("A001", TicketState::Called);
    model::Answer answer;
    answer.ticket = bench.hall.board.tickets.begin()->second;
    answer.ticket->note = "Please look at the seal";
    bench.desk.answered(answer, bench.clock.steady());
    bench.see();
    CHECK(bench.desk.note() == "Please look at the seal");

    bench.hall.is_here("A002", TicketState::Called);
    bench.see();
    CHECK(bench.desk.note().empty());
}

TEST_CASE("Desk: what is typed where nothing is asked does nothing", "[caller][desk]") {
    DeskBench bench;
    CHECK_FALSE(bench.press(Write{"hello"}));
    bench.hall.is_here("A001", TicketState::Serving);
    bench.press(Action::Park);
    CHECK_FALSE(bench.press(Write{"hello"}));
    CHECK(bench.topic() == Topic::ParkKind);
}

TEST_CASE("Waiting: a clerk sees whom he may serve", "[caller][waiting]") {
    SmallHall hall;
    hall.staff();
    hall.board.hall.staff[0].services = {model::ServiceId{"withdrawal"}};
    hall.waits("A001");
    hall.waits("B001");

    const auto order = in_order(hall.board, hall.three, hall.now());

    REQUIRE(order.size() == 1);
    CHECK(order[0]->number == "B001");
}

TEST_CASE("Waiting: the credit and how it came about", "[caller][waiting]") {
    SmallHall hall;
    auto& ticket = hall.waits("A001", "elderly");
    ticket.entry = hall.now() - 12min;
    const auto credit = credit_of(hall.board, ticket, hall.now());
    CHECK(credit.credit == 29min);
    CHECK_FALSE(credit.capped);

    ticket.entry = hall.now() - 50min;
    CHECK(credit_of(hall.board, ticket, hall.now()).capped);
    CHECK(credit_of(hall.board, ticket, hall.now()).credit == 95min);
}

TEST_CASE("Waiting: who sits here, set aside for long, is overdue", "[caller][waiting]") {
    SmallHall hall;
    auto& ticket = hall.waits("A001");
    ticket.state = TicketState::Parked;
    ticket.since = hall.now() - hall.board.hall.rules.park_reminder - 1s;
    CHECK_FALSE(is_overdue(hall.board, ticket, hall.now())); // fetches papers: that may take a day
    ticket.parking = model::Parking::WithPapers;
    CHECK(is_overdue(hall.board, ticket, hall.now()));
    ticket.since += 1s;
    CHECK_FALSE(is_overdue(hall.board, ticket, hall.now()));
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
    elsewhere.parking = model::Parking::Waiting;
    elsewhere.counter = hall.four;
    auto& anywhere = hall.waits("A004");
    anywhere.state = TicketState::Parked;
    anywhere.since -= 1h;
    anywhere.counter = hall.four;

    const auto pending = to_approve(hall.board, hall.three);
    const auto aside = set_aside(hall.board, hall.three);

    REQUIRE(pending.size() == 1);
    CHECK(pending[0]->number == "A001");
    REQUIRE(aside.size() == 2);
    CHECK(aside[0]->number == "A002");
    CHECK(aside[1]->number == "A004");
}

TEST_CASE("Desk: approving, rejecting and bringing back ask nothing", "[caller][desk]") {
    DeskBench bench;
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
    for (int action = 0; action <= static_cast<int>(Action::TakeOver); ++action) {
        DeskBench bench;
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
    DeskBench bench;
    model::Ticket& claims = bench.hall.waits("A001");
    claims.declared = model::ChannelId{"urgent"};
    claims.approval = model::Approval::Pending;

    const auto command = bench.press(Approve{claims.id});

    CHECK(command == model::Command(model::ApproveTicket{claims.id, {"103"}, kApproved}));
}

TEST_CASE("Desk: an emergency is approved by nobody without a name", "[caller][desk]") {
    DeskBench bench;
    bench.desk = Desk(model::CounterId{3}, {});
    bench.hall.set(model::CounterState::Closed);
    bench.hall.board.counters[bench.hall.three].clerk = {};
    model::Ticket& claims = bench.hall.waits("A001");
    claims.declared = model::ChannelId{"urgent"}; // an emergency channel in this hall

    CHECK_FALSE(bench.press(Approve{claims.id}));
    CHECK_THAT(std::string(bench.said()), Catch::Contains("in your name"));
}

TEST_CASE("Desk: the keys of a box without digits answer while a question is open", "[caller][desk]") {
    DeskBench bench;
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

TEST_CASE("Desk: a box is not asked for notes", "[caller][desk]") {
    DeskBench bench;

    SECTION("without digits: transfer") {
        bench.hall.is_here("A001", TicketState::Serving);
        CHECK_FALSE(bench.press(Keyed{Action::Transfer, 3}));
        CHECK(bench.press(Keyed{Action::Next, 0}) ==
              model::Command(model::TransferTicket{bench.hall.three, {}, bench.hall.four, {}}));
    }
    SECTION("without digits: close") {
        CHECK(bench.press(Keyed{Action::Open, 8}) ==
              model::Command(model::CloseCounter{bench.hall.three, {}}));
    }
    SECTION("with digits: close") {
        CHECK_FALSE(bench.press(Action::Open));
        CHECK(bench.press(EnterNumber{1}) == model::Command(model::CloseCounter{bench.hall.three, {}}));
    }
    SECTION("with digits: the staff number") {
        bench.hall.set(model::CounterState::Closed);
        bench.desk = Desk(model::CounterId{3}, {});
        CHECK_FALSE(bench.press(Action::Open));
        CHECK(bench.press(EnterNumber{103}) ==
              model::Command(model::OpenCounter{bench.hall.three, model::ClerkId{"103"}}));
    }
}

TEST_CASE("Desk: a key that is no answer closes the question", "[caller][desk]") {
    DeskBench bench;
    const Keyed pause{Action::Pause, 4};
    CHECK_FALSE(bench.press(pause));
    REQUIRE(bench.desk.question()->options.size() == 4);

    CHECK_FALSE(bench.press(pause));

    CHECK_FALSE(bench.desk.question());
    CHECK(bench.said() == "There is no answer {1} to choose.");
}

TEST_CASE("Desk: a question that a box asked does not wait for ever, one from the pad does",
          "[caller][desk]") {
    DeskBench bench;
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
