#include "caller/pad/pad.h"

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

screen::Fonts& fonts() {
    static screen::Fonts one;
    return one;
}

screen::Icons& icons() {
    static screen::Icons one;
    return one;
}

/// A pad on a stage, a desk and a small hall; what is pressed is kept.
struct Bench {
    SmallHall hall;
    support::ManualClock clock;
    Desk desk{model::CounterId{3}, model::ClerkId{"103"}};
    std::vector<Press> presses;
    screen::Catalogue catalogue;
    screen::Stage stage;
    Pad pad;

    explicit Bench(const char* language = "zh_Hans", screen::Size size = {480, 760})
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
            pad.show(desk, {hall.now(), pad.typed(), {}});
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
    bool matches(const std::string& name) { return support::matches_golden(stage.frame(), "caller-" + name); }
};

} // namespace

TEST_CASE("Pad: looks as its golden pictures", "[caller][pad][golden]") {
    const std::string language = GENERATE("zh_Hans", "en");
    const std::string end = language == "en" ? "-en" : "-zh";
    Bench bench(language.c_str());

    SECTION("called") {
        bench.people_wait();
        bench.hall.is_here("A011", TicketState::Called);
        bench.show();
        CHECK(bench.matches("called" + end));
    }
    SECTION("serving") {
        bench.people_wait();
        bench.hall.is_here("A011", TicketState::Serving);
        bench.hall.board.tickets[*bench.hall.board.counters[bench.hall.three].ticket].channel =
            model::ChannelId{"elderly"};
        bench.show();
        CHECK(bench.matches("serving" + end));
    }
    SECTION("idle") {
        bench.show();
        CHECK(bench.matches("idle" + end));
    }
    SECTION("paused") {
        bench.people_wait();
        bench.hall.set(model::CounterState::Paused);
        bench.show();
        CHECK(bench.matches("paused" + end));
    }
    SECTION("closed, asking for the staff number") {
        bench.hall.set(model::CounterState::Closed);
        bench.desk = Desk(model::CounterId{3}, {});
        bench.show();
        bench.key(Key::Function, 9);
        bench.key(Key::Character, U'1');
        CHECK(bench.matches("staff" + end));
    }
    SECTION("where to?") {
        bench.people_wait();
        bench.hall.is_here("A011", TicketState::Serving);
        bench.show();
        bench.key(Key::Function, 7);
        CHECK(bench.matches("transfer" + end));
    }
    SECTION("out of reach") {
        bench.people_wait();
        bench.hall.is_here("A011", TicketState::Serving);
        bench.show(false);
        CHECK(bench.matches("out-of-reach" + end));
    }
}

TEST_CASE("Pad: everything can be done with the keyboard alone", "[caller][pad]") {
    Bench bench;
    bench.people_wait();
    bench.hall.is_here("A011", TicketState::Called);
    bench.show();

    for (char32_t number = 1; number <= 9; ++number)
        bench.key(Key::Function, number);
    const std::vector<Press> all{Action::Next,     Action::Recall, Action::Start,
                                 Action::Finish,   Action::NoShow, Action::Park,
                                 Action::Transfer, Action::Pause,  Action::Open};
    CHECK(bench.presses == all);

    bench.presses.clear();
    for (const char32_t digit : {U'1', U'2'})
        bench.key(Key::Character, digit);
    CHECK(bench.pad.typed() == "12");
    bench.key(Key::Enter);
    CHECK(bench.presses == std::vector<Press>{EnterNumber{12}});
}

TEST_CASE("Pad: Tab and Enter reach every key and line", "[caller][pad]") {
    Bench bench;
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
    Bench bench;
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

    CHECK(bench.presses.back() == Press(LogIn{"117"}));
}

TEST_CASE("Pad: digits answer a question at once, Escape closes it", "[caller][pad]") {
    Bench bench;
    bench.hall.is_here("A011", TicketState::Serving);
    bench.show();

    bench.key(Key::Function, 6);
    REQUIRE(bench.stage.is_open());
    bench.key(Key::Escape);
    CHECK_FALSE(bench.stage.is_open());

    bench.key(Key::Function, 6);
    bench.key(Key::Character, U'2');
    CHECK(bench.presses.back() == Press(EnterNumber{2}));
    CHECK(bench.desk.busy());
}

TEST_CASE("Pad: a touch that began on another ticket does nothing", "[caller][pad]") {
    Bench bench;
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
    Bench bench;
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
