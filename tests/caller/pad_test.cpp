#include "caller/pad/pad.h"

#include "tests/caller/drawing.h"
#include "tests/caller/small_hall.h"
#include "tests/support/golden.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <set>

using namespace caller;
using namespace std::chrono_literals;
using model::TicketState;
using screen::Key;
using screen::KeyEvent;

namespace {

/// A pad on a stage, a desk and a small hall; what is pressed is kept.
struct PadBench {
    SmallHall hall;
    support::ManualClock clock;
    Desk desk{model::CounterId{3}, model::ClerkId{"103"}};
    std::vector<Press> presses;
    screen::Catalogue catalogue;
    screen::Stage stage;
    Pad pad;

    explicit PadBench(const char* language = "zh_Hans", screen::Size size = {480, 760})
        : catalogue(language, "build/locale"),
          stage(size, {Pad::theme_for(size), language, fonts(), icons()}),
          pad(stage, catalogue, [this](const Press& press) { pressed(press); }) {}

    void pressed(const Press& press) {
        presses.push_back(press);
        desk.press(press, clock.steady());
        show();
    }
    void show(bool in_reach = true) {
        desk.see(&hall.board, in_reach, clock.steady());
        for (int twice = 0; twice < 2; ++twice) { // how many lines fit is known after the first drawing
            pad.show(desk, {hall.now(), pad.typed(), {}, {}});
            stage.draw();
        }
    }
    void key(Key which, char32_t character = 0) {
        const KeyEvent event{which, character, false};
        if (!pad.handle_key(event, clock.steady()))
            stage.handle(event, clock.steady());
        show();
    }
    void touch(screen::Point at) {
        stage.handle(screen::PointerEvent{screen::Pointer::Down, at}, clock.steady());
        stage.handle(screen::PointerEvent{screen::Pointer::Up, at}, clock.steady());
        clock.advance(1s);
        show();
    }
    void people_wait() {
        hall.waits("A012", "elderly");
        hall.waits("B007");
        hall.waits("A013");
        auto& urgent = hall.waits("B008");
        urgent.declared = model::ChannelId{"urgent"};
        urgent.approval = model::Approval::Pending;
        hall.waits("A009").state = TicketState::NoShow;
        hall.waits("A014");
        hall.waits("A015");
    }
    model::Ticket& here() { return hall.board.tickets.at(hall.board.counters[hall.three].ticket.value()); }
    void serve() {
        people_wait();
        hall.is_here("A011", TicketState::Serving);
        show();
    }
    void type(std::u32string_view text) {
        for (const char32_t c : text)
            key(Key::Character, c);
    }
    void answer(model::Answer answer) {
        answer.seq = hall.board.seq;
        desk.answered(answer, clock.steady());
        show();
    }
    void note(const std::string& text) {
        pressed(Action::Recall);
        model::Answer answer;
        answer.ticket = here();
        answer.ticket->note = text;
        this->answer(answer);
        clock.advance(Desk::kMessageTime);
        show();
    }
    bool matches(const std::string& name) { return support::matches_golden(stage.frame(), "caller-" + name); }
};

} // namespace

TEST_CASE("Pad: looks as its golden pictures", "[caller][pad][golden]") {
    const std::string language = GENERATE("zh_Hans", "en", "ar");
    const std::string end = "-" + language.substr(0, 2);
    PadBench bench(language.c_str());

    SECTION("called, with a note") {
        bench.people_wait();
        bench.hall.is_here("A011", TicketState::Called);
        bench.show();
        bench.note("The papers have been checked");
        CHECK(bench.matches("called" + end));
    }
    SECTION("serving, within the limit, undo") {
        bench.people_wait();
        bench.hall.is_here("A011", TicketState::Called);
        bench.here().channel = model::ChannelId{"elderly"};
        bench.show();
        bench.key(Key::Function, 3);
        bench.here().state = TicketState::Serving;
        bench.answer({});
        CHECK(bench.matches("serving" + end));
    }
    SECTION("serving for too long, somebody set aside for too long") {
        bench.people_wait();
        auto& parked = bench.hall.waits("A010");
        parked.state = TicketState::Parked;
        parked.parking = model::Parking::WithPapers;
        parked.since = bench.hall.now() - 14min;
        bench.hall.is_here("A011", TicketState::Serving);
        bench.here().since = bench.hall.now() - 12min - 5s;
        bench.show();
        CHECK(bench.matches("over" + end));
    }
    SECTION("idle") {
        bench.show();
        CHECK(bench.matches("idle" + end));
    }
    SECTION("paused") {
        bench.people_wait();
        bench.hall.set(model::CounterState::Paused);
        bench.hall.board.counters[bench.hall.three].until = bench.hall.now() + 15min;
        bench.show();
        CHECK(bench.matches("paused" + end));
    }
    SECTION("closed, asking for the staff number, then for the PIN") {
        bench.hall.staff();
        bench.hall.set(model::CounterState::Closed);
        bench.desk = Desk(model::CounterId{3}, {});
        bench.show();
        bench.key(Key::Function, 9);
        bench.type(U"103");
        CHECK(bench.matches("staff" + end));
        bench.key(Key::Enter);
        bench.type(U"246");
        bench.key(Key::Enter);
        model::Answer answer;
        answer.refusal = model::Refusal::WrongPass;
        bench.answer(answer);
        bench.type(U"24");
        CHECK(bench.matches("pin" + end));
    }
    SECTION("how was it settled?") {
        bench.serve();
        bench.key(Key::Function, 16);
        CHECK(bench.matches("outcome" + end));
        bench.type(U"2");
        CHECK(bench.matches("due" + end));
    }
    SECTION("which kind, which papers, where from?") {
        bench.serve();
        bench.key(Key::Function, 6);
        CHECK(bench.matches("park" + end));
        bench.type(U"113");
        CHECK(bench.matches("papers" + end));
        bench.key(Key::Enter);
        bench.type(language == "ar" ? U"الغرفة 204" : language == "en" ? U"Room 204, east" : U"东厅204室");
        CHECK(bench.matches("note" + end));
    }
    SECTION("where to?") {
        bench.serve();
        bench.key(Key::Function, 7);
        CHECK(bench.matches("transfer" + end));
    }
    SECTION("when back?") {
        bench.show();
        bench.key(Key::Function, 8);
        bench.type(U"2");
        CHECK(bench.matches("return" + end));
    }
    SECTION("what was handed over") {
        bench.hall.set(model::CounterState::Closed);
        const model::DeviceId printer{"printer-1"}, kiosk{"kiosk-2"};
        bench.hall.board.devices[printer] = {
            printer, model::DeviceState::Warning, "The printer's paper is low.", {}};
        bench.hall.board.devices[kiosk] = {kiosk, model::DeviceState::Gone, "", {}};
        bench.show();
        bench.key(Key::Function, 9);
        model::Answer answer;
        answer.handover = model::HandOverNote{language == "en" ? "A017 comes back at three with the contract."
                                                               : "A017 下午三点带合同回来，请继续办理。",
                                              model::ClerkId{"104"}, bench.hall.now() - 17h};
        bench.answer(answer);
        CHECK(bench.matches("handover" + end));
    }
    SECTION("the shift") {
        bench.show();
        bench.key(Key::Function, 9);
        bench.key(Key::Enter);
        model::Answer answer;
        answer.shift = model::ShiftSummary{{}, 23, 2, 23 * 492s, {0, 0, 1, 4, 11}};
        bench.answer(answer);
        CHECK(bench.matches("shift" + end));
    }
    SECTION("help, ours and theirs") {
        bench.people_wait();
        bench.hall.board.counters[bench.hall.four].help = model::Help::Supervisor;
        bench.show();
        CHECK(bench.matches("help" + end));
        bench.key(Key::Function, 10);
        CHECK(bench.matches("whom" + end));
    }
    SECTION("out of reach") {
        bench.serve();
        bench.show(false);
        CHECK(bench.matches("out-of-reach" + end));
    }
}

TEST_CASE("Pad: everything can be done with the keyboard alone", "[caller][pad]") {
    PadBench bench;
    bench.people_wait();
    bench.hall.is_here("A011", TicketState::Called);
    bench.show();

    bench.hall.board.counters[bench.hall.four].help = model::Help::Colleague;
    bench.show();
    bench.key(Key::Function, 11);
    for (char32_t number = 1; number <= 10; ++number)
        bench.key(Key::Function, number);
    bench.key(Key::Function, 16);
    bench.key(Key::Function, 21);
    bench.key(Key::Undo);
    const std::vector<Press> all{Come{bench.hall.four}, Action::Next,   Action::Recall, Action::Start,
                                 Action::Finish,        Action::NoShow, Action::Park,   Action::Transfer,
                                 Action::Pause,         Action::Open,   Action::Help,   Action::Outcome,
                                 Action::TakeOver,      Action::Undo};
    CHECK(bench.presses == all);

    bench.presses.clear();
    for (const char32_t digit : {U'1', U'2'})
        bench.key(Key::Character, digit);
    CHECK(bench.pad.typed() == "12");
    bench.key(Key::Enter);
    CHECK(bench.presses == std::vector<Press>{EnterNumber{12}});
}

TEST_CASE("Pad: Tab and Enter reach every key and line", "[caller][pad]") {
    PadBench bench;
    bench.people_wait();
    bench.hall.is_here("A011", TicketState::Serving);
    bench.show();

    std::set<const screen::View*> reached;
    for (int i = 0; i < 60; ++i) {
        bench.key(Key::Tab);
        REQUIRE(bench.stage.focused() != nullptr);
        CHECK_FALSE(bench.stage.focused()->bounds().empty());
        reached.insert(bench.stage.focused());
    }

    CHECK(reached.size() >= 8); // keys that may be pressed now, both of an approval, lines
}

TEST_CASE("Pad: the staff number is typed on the sheet by touch or keyboard", "[caller][pad]") {
    PadBench bench;
    bench.hall.set(model::CounterState::Closed);
    bench.desk = Desk(model::CounterId{3}, {});
    bench.show();
    bench.key(Key::Function, 9);
    REQUIRE(bench.stage.is_open());

    for (const char32_t digit : {U'1', U'1', U'9'})
        bench.key(Key::Character, digit);
    bench.key(Key::Backspace);
    bench.key(Key::Character, U'7');
    bench.key(Key::Enter);

    CHECK(bench.presses.back() == Press(Write{"117"}));
}

TEST_CASE("Pad: a card is what comes faster than a person types, where somebody is to log in",
          "[caller][pad]") {
    PadBench bench;
    bench.hall.set(model::CounterState::Closed);
    bench.desk = Desk(model::CounterId{3}, {});
    bench.show();
    const auto swipe = [&](std::u32string_view text, base::Duration pause) {
        for (const char32_t c : text) {
            bench.clock.advance(pause);
            bench.key(Key::Character, c);
        }
        bench.key(Key::Enter);
    };

    SECTION("at the closed pad") {
        swipe(U"0012345678", 10ms);
        CHECK(bench.presses == std::vector<Press>{LogIn{{}, "0012345678"}});
        CHECK(bench.pad.typed().empty());
    }
    SECTION("while the staff number is asked for") {
        bench.key(Key::Function, 9);
        swipe(U"A0B1C2D3", 10ms);
        CHECK(bench.presses.back() == Press(LogIn{{}, "A0B1C2D3"}));
    }
    SECTION("too slow, or too short: a person") {
        bench.key(Key::Function, 9);
        swipe(U"12345678", 60ms);
        CHECK(bench.presses.back() == Press(Write{"12345678"}));
    }
    SECTION("not while the counter is open") {
        bench.hall.set(model::CounterState::Open);
        bench.show();
        swipe(U"0012345678", 10ms);
        for (const auto& press : bench.presses)
            CHECK_FALSE(std::holds_alternative<LogIn>(press));
    }
}

TEST_CASE("Pad: a note is typed in any script, and shortened by hand", "[caller][pad]") {
    PadBench bench;
    bench.serve();
    bench.key(Key::Function, 7);
    bench.type(U"1");
    REQUIRE(bench.desk.question()->topic == Topic::TransferNote);

    SECTION("typed") {
        bench.type(U"请看 2 号章ا");
        bench.key(Key::Backspace);
        bench.key(Key::Undo); // takes nothing back while somebody types
        bench.key(Key::Enter);
        CHECK(bench.presses.back() == Press(Write{"请看 2 号章"}));
    }
    SECTION("at most sixty characters") {
        bench.type(std::u32string(80, U'章'));
        bench.key(Key::Enter);
        CHECK(std::get<Write>(bench.presses.back()).text.size() == 60 * 3);
    }
    SECTION("a digit chooses while nothing is typed") {
        bench.type(U"2");
        CHECK(bench.presses.back() == Press(Choose{1}));
    }
}

TEST_CASE("Pad: more answers than digits stand on further pages", "[caller][pad]") {
    PadBench bench;
    for (int i = 0; i < 12; ++i) {
        model::Service service;
        service.id = model::ServiceId{"s" + std::to_string(i)};
        service.letter = std::string("S");
        service.name = names("服务", "服務", "Service " + std::to_string(i));
        bench.hall.board.hall.services.push_back(service);
    }
    bench.serve();
    bench.key(Key::Function, 7);
    REQUIRE(bench.desk.question()->options.size() == 15);

    bench.type(U"0");
    bench.type(U"1");

    CHECK(bench.presses.back() == Press(Choose{9}));
    CHECK(bench.desk.question()->topic == Topic::TransferNote);
}

TEST_CASE("Pad: everything on a question is reached by Tab and stays inside", "[caller][pad]") {
    const std::string language = GENERATE("zh_Hans", "ar");
    PadBench bench(language.c_str(), GENERATE(screen::Size{480, 760}, screen::Size{320, 480}));
    bench.serve();
    bench.key(Key::Function, 16);
    bench.type(U"2");
    REQUIRE(bench.desk.question()->topic == Topic::DueDay);

    std::set<std::string> reached;
    for (int i = 0; i < 30; ++i) {
        bench.key(Key::Tab);
        const auto* target = dynamic_cast<const Target*>(bench.stage.focused());
        REQUIRE(target != nullptr);
        const auto bounds = bench.stage.focused()->bounds();
        CHECK(bounds.x >= 0);
        CHECK(bounds.height > 12);
        CHECK(bounds.bottom() <= bench.stage.frame().size().height);
        reached.insert(target->target());
    }
    CHECK(reached.size() == 10);
}

TEST_CASE("Pad: digits answer a question at once, Escape closes it", "[caller][pad]") {
    PadBench bench;
    bench.hall.is_here("A011", TicketState::Serving);
    bench.show();

    bench.key(Key::Function, 6);
    REQUIRE(bench.stage.is_open());
    bench.key(Key::Escape);
    CHECK_FALSE(bench.stage.is_open());

    bench.key(Key::Function, 6);
    bench.key(Key::Character, U'9');
    CHECK(bench.presses.back() == Press(EnterNumber{9})); // there is no such answer, and the bar says so
    REQUIRE(bench.desk.message());
    bench.key(Key::Character, U'2');
    CHECK(bench.presses.back() == Press(Choose{1}));
    bench.key(Key::Character, U'1');
    CHECK(bench.desk.busy());
}

TEST_CASE("Pad: a touch that began on another ticket does nothing", "[caller][pad]") {
    PadBench bench;
    bench.hall.waits("A012");
    bench.show();
    const screen::View* line = nullptr;
    for (int i = 0; i < 20 && line == nullptr; ++i) {
        bench.key(Key::Tab);
        const auto* target = dynamic_cast<const Target*>(bench.stage.focused());
        if (target != nullptr && target->target() == "pick:A012")
            line = bench.stage.focused();
    }
    REQUIRE(line != nullptr);
    const auto at = line->bounds().centre();

    bench.stage.handle(screen::PointerEvent{screen::Pointer::Down, at}, bench.clock.steady());
    auto& first = bench.hall.waits("B001", "urgent");
    first.approved = bench.hall.now();
    bench.show();
    bench.stage.handle(screen::PointerEvent{screen::Pointer::Up, at}, bench.clock.steady());
    CHECK(bench.presses.empty());

    bench.clock.advance(1s);
    bench.show();
    bench.touch(at);
    REQUIRE(bench.presses.size() == 1);
    CHECK(std::holds_alternative<Pick>(bench.presses.front()));
}

TEST_CASE("Pad: damage-drawn pictures equal whole ones", "[caller][pad]") {
    PadBench bench;
    bench.people_wait();
    bench.show();
    bench.hall.is_here("A011", TicketState::Called);
    bench.show();
    bench.key(Key::Function, 7);
    bench.key(Key::Escape);
    bench.hall.set(model::CounterState::Paused);
    bench.show(false);
    const auto damaged = bench.stage.frame();

    bench.stage.redraw_all();
    bench.stage.draw();

    CHECK(screen::differing_pixels(damaged, bench.stage.frame()) == 0);
}
