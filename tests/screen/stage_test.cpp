#include "shared/screen/stage.h"

#include "shared/screen/button.h"
#include "shared/screen/dialog.h"
#include "shared/screen/keypad.h"
#include "shared/screen/label.h"
#include "shared/screen/layout.h"
#include "shared/screen/marquee.h"
#include "shared/screen/progress_dots.h"
#include "shared/screen/tile.h"
#include "shared/screen/window.h"
#include "tests/screen/sample.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <random>

using namespace screen;
using namespace std::chrono_literals;

namespace {

// A stage with two large buttons above each other, and fingers and keys for it.
struct Buttons {
    support::Bench bench;
    support::ManualClock clock;
    Stage stage{{400, 600}, bench.look("en")};
    int upper_pressed = 0, lower_pressed = 0;
    Button *upper = nullptr, *lower = nullptr;

    Buttons() {
        auto& page = stage.show<Column>();
        page.gap = 20;
        upper = &page.add<Button>("Upper", [this] { ++upper_pressed; });
        lower = &page.add<Button>("Lower", [this] { ++lower_pressed; });
        upper->grow = lower->grow = 1;
        stage.draw();
    }

    void pointer(Pointer kind, Point at) { stage.handle(PointerEvent{kind, at}, clock.steady()); }
    void touch(const View& view) {
        pointer(Pointer::Down, view.bounds().centre());
        pointer(Pointer::Up, view.bounds().centre());
    }
    void key(Key which, bool repeated = false) { stage.handle(KeyEvent{which, 0, repeated}, clock.steady()); }
};

bool disjoint(const std::vector<Rect>& rects) {
    for (std::size_t i = 0; i < rects.size(); ++i)
        for (std::size_t j = i + 1; j < rects.size(); ++j)
            if (rects[i].overlaps(rects[j]))
                return false;
    return true;
}

template <typename Kind>
void find_all(View& view, std::vector<Kind*>& into) {
    if (auto* const found = dynamic_cast<Kind*>(&view))
        into.push_back(found);
    for (const auto& child : view.children())
        find_all(*child, into);
}

// One thing that happens on a page, chosen by the dice.
void disturb(Stage& stage, View& page, support::ManualClock& clock, std::mt19937& dice) {
    std::vector<Label*> labels;
    std::vector<Tile*> tiles;
    std::vector<Button*> buttons;
    find_all(page, labels);
    find_all(page, tiles);
    find_all(page, buttons);
    const auto any = [&dice](auto& of) { return of[dice() % of.size()]; };
    const auto at = [&] { return Point{static_cast<int>(dice() % 600), static_cast<int>(dice() % 660)}; };
    switch (dice() % 11) {
    case 0:
        any(labels)->set_text(std::to_string(dice() % 1000));
        break;
    case 1:
        any(tiles)->set_badge(dice() % 2 == 0 ? "" : std::to_string(dice() % 30));
        break;
    case 2:
        any(tiles)->set_enabled(dice() % 2 == 0);
        break;
    case 3:
        any(buttons)->set_visible(dice() % 2 == 0);
        break;
    case 4:
        any(labels)->set_ink(dice() % 2 == 0 ? &Colors::call : &Colors::text);
        break;
    case 5:
        stage.handle(PointerEvent{Pointer::Down, at()}, clock.steady());
        break;
    case 6:
        stage.handle(PointerEvent{Pointer::Move, at()}, clock.steady());
        break;
    case 7:
        stage.handle(PointerEvent{Pointer::Up, at()}, clock.steady());
        break;
    case 8:
        stage.handle(KeyEvent{dice() % 2 == 0 ? Key::Tab : Key::Down, 0, false}, clock.steady());
        break;
    case 9:
        any(tiles)->set_detail(dice() % 2 == 0 ? "提取、贷款、缴存证明" : "");
        break;
    default:
        clock.advance(base::Duration(dice() % 700));
        stage.tick(clock.steady());
        break;
    }
}

} // namespace

TEST_CASE("Stage: what is drawn by damage equals a full redraw, whatever happens", "[screen][stage]") {
    support::Bench bench;
    const auto language = GENERATE(as<std::string>(), "zh_Hans", "en", "ar");
    const Look look = bench.look(language, Palette::Light, 16);
    Stage stage({600, 660}, look);
    auto& page = stage.show(support::sample_page(look));
    support::ManualClock clock;
    std::mt19937 dice(20261123);
    stage.draw();

    long drawn = 0;
    for (int step = 0; step < 120; ++step) {
        for (unsigned i = 0; i <= dice() % 3; ++i)
            disturb(stage, page, clock, dice);
        const auto damage = stage.draw();
        for (const Rect& rect : damage)
            drawn += rect.area();
        REQUIRE(damage.size() <= 8);
        REQUIRE(disjoint(damage));
        const Pixels by_damage = stage.frame();

        stage.redraw_all();
        stage.draw();
        INFO("step " << step);
        REQUIRE(differing_pixels(by_damage, stage.frame()) == 0);
    }
    CHECK(drawn < 120L * 600 * 660 / 3); // and it saves work
}

TEST_CASE("Stage: many small damages become at most eight that do not overlap", "[screen][stage]") {
    support::Bench bench;
    Stage stage({1000, 1000}, bench.look("en"));
    stage.show<Column>();
    stage.draw();

    for (int i = 0; i < 40; ++i)
        stage.damaged({i * 37 % 970, i * 53 % 970, 20, 20});

    const auto damage = stage.draw();
    CHECK(damage.size() <= 8);
    CHECK(disjoint(damage));
    for (int i = 0; i < 40; ++i) {
        const Rect wanted{i * 37 % 970, i * 53 % 970, 20, 20};
        CHECK(std::ranges::any_of(damage, [&](const Rect& rect) { return rect.contains(wanted); }));
    }
}

TEST_CASE("Stage: nothing is drawn when nothing changed", "[screen][stage]") {
    Buttons page;

    CHECK_FALSE(page.stage.needs_draw());
    CHECK(page.stage.tick(page.clock.steady()) == std::nullopt);
    CHECK(page.stage.draw().empty());
}

TEST_CASE("Button: acts when the finger is lifted inside, not when it goes down", "[screen][stage]") {
    Buttons page;

    page.pointer(Pointer::Down, page.upper->bounds().centre());
    CHECK(page.upper_pressed == 0);
    CHECK(page.upper->pressed());

    page.pointer(Pointer::Up, page.upper->bounds().centre());
    CHECK(page.upper_pressed == 1);
    CHECK_FALSE(page.upper->pressed());
}

TEST_CASE("Button: sliding off takes the touch back, and sliding on again renews it", "[screen][stage]") {
    Buttons page;
    const Point on = page.upper->bounds().centre();
    const Point off = page.lower->bounds().centre();

    page.pointer(Pointer::Down, on);
    page.pointer(Pointer::Move, off);
    CHECK_FALSE(page.upper->pressed());
    page.pointer(Pointer::Up, off);
    CHECK(page.upper_pressed + page.lower_pressed == 0);

    page.pointer(Pointer::Down, on);
    page.pointer(Pointer::Move, off);
    page.pointer(Pointer::Move, on);
    page.pointer(Pointer::Up, on);
    CHECK(page.upper_pressed == 1);
}

TEST_CASE("Button: a second strike within half a second is ignored, also on its neighbour",
          "[screen][stage]") {
    Buttons page;

    page.touch(*page.upper);
    page.clock.advance(499ms);
    page.touch(*page.upper);
    page.touch(*page.lower);
    CHECK(page.upper_pressed == 1);
    CHECK(page.lower_pressed == 0);

    page.clock.advance(1ms);
    page.touch(*page.lower);
    CHECK(page.lower_pressed == 1);
}

TEST_CASE("Button: does nothing while it is disabled, hidden or its touch was cancelled", "[screen][stage]") {
    Buttons page;

    page.upper->set_enabled(false);
    page.touch(*page.upper);
    page.lower->set_visible(false);
    page.touch(*page.lower);
    page.lower->set_visible(true);
    page.pointer(Pointer::Down, page.lower->bounds().centre());
    page.pointer(Pointer::Cancel, {});
    page.pointer(Pointer::Up, page.lower->bounds().centre());

    CHECK(page.upper_pressed + page.lower_pressed == 0);
}

TEST_CASE("Stage: a second finger down leaves nothing pressed behind", "[screen][stage]") {
    Buttons page;

    page.pointer(Pointer::Down, page.upper->bounds().centre());
    page.touch(*page.lower);

    CHECK_FALSE(page.upper->pressed());
    CHECK(page.upper_pressed == 0);
    CHECK(page.lower_pressed == 1);
}

TEST_CASE("Stage: draws on a window's own picture what it draws on its own", "[screen][stage]") {
    support::Bench bench;
    support::ManualClock clock;
    VirtualWindow window({540, 960});
    Stage own(window.size(), bench.look("en"));
    Stage elsewhere(window.size(), bench.look("en"), Stage::Frame::Elsewhere);
    for (Stage* const stage : {&own, &elsewhere})
        stage->show(support::sample_page(stage->look()));
    const auto same = [&] {
        own.draw();
        window.show(elsewhere.draw_on(*window.picture()));
        return window.shown() == own.frame();
    };

    CHECK(same());
    CHECK(elsewhere.frame().size() == Size{});
    for (int i = 0; i < 5; ++i) {
        for (Stage* const stage : {&own, &elsewhere})
            stage->handle(KeyEvent{Key::Tab, 0, false}, clock.steady());
        CHECK(same());
    }
    window.picture()->row(5)[5] = 0; // lost: the window system says so
    for (Stage* const stage : {&own, &elsewhere})
        stage->handle(Exposed{}, clock.steady());
    CHECK(same());
}

TEST_CASE("Button: may replace the page it stands on", "[screen][stage]") {
    Buttons page;
    page.upper->set_action([&stage = page.stage, text = std::string(100, 'x')] {
        stage.show<Label>("next page");
        CHECK(text.size() == 100); // what the action holds is still there
    });

    page.touch(*page.upper);

    page.stage.draw();
    CHECK(page.stage.focused() == nullptr);
}

TEST_CASE("Stage: Tab goes round in reading order, back with Shift, and Enter presses once",
          "[screen][stage]") {
    Buttons page;

    page.key(Key::Tab);
    CHECK(page.stage.focused() == page.upper);
    page.key(Key::Tab);
    CHECK(page.stage.focused() == page.lower);
    page.key(Key::Tab);
    CHECK(page.stage.focused() == page.upper);
    page.key(Key::BackTab);
    CHECK(page.stage.focused() == page.lower);
    page.key(Key::Up);
    CHECK(page.stage.focused() == page.upper);

    page.key(Key::Enter);
    page.key(Key::Enter, true);
    page.key(Key::Enter);
    CHECK(page.upper_pressed == 1);
}

TEST_CASE("Stage: the focus can be seen once a key was used, and not after a touch", "[screen][stage]") {
    Buttons page;
    const Pixels plain = page.stage.frame();

    page.key(Key::Tab);
    page.stage.draw();
    CHECK(differing_pixels(plain, page.stage.frame()) > 0);

    page.pointer(Pointer::Down, {399, 599});
    page.pointer(Pointer::Cancel, {});
    page.stage.draw();
    CHECK(differing_pixels(plain, page.stage.frame()) == 0);
}

TEST_CASE("Stage: a disabled view is passed over by Tab", "[screen][stage]") {
    Buttons page;
    page.upper->set_enabled(false);

    page.key(Key::Tab);

    CHECK(page.stage.focused() == page.lower);
}

TEST_CASE("Dialog: keeps touches and keys from the page below", "[screen][stage]") {
    Buttons page;
    int answered = 0;
    page.stage.open(std::make_unique<Dialog>(page.stage.look().theme, "clock", "Are you still there?", "20",
                                             std::vector<Dialog::Choice>{{"Yes",
                                                                          [&] {
                                                                              ++answered;
                                                                              page.stage.close();
                                                                          },
                                                                          true}}));
    page.stage.draw();

    page.pointer(Pointer::Down, {5, 5});
    page.pointer(Pointer::Up, {5, 5});
    CHECK(page.upper_pressed == 0);

    page.key(Key::Tab);
    page.key(Key::Enter);
    CHECK(answered == 1);
    CHECK_FALSE(page.stage.is_open());

    page.clock.advance(1s);
    page.stage.draw();
    page.touch(*page.upper);
    CHECK(page.upper_pressed == 1);
}

TEST_CASE("Keypad: takes touches and keys alike, quickly after one another", "[screen][stage]") {
    support::Bench bench;
    support::ManualClock clock;
    Stage stage({600, 800}, bench.look("en"));
    std::u32string typed;
    auto& pad = stage.show<Keypad>([&](char32_t c) { typed += c; }, "Delete", U'X');
    stage.draw();

    for (int i = 0; i < 12; ++i) {
        const Point at = pad.children()[static_cast<std::size_t>(i)]->bounds().centre();
        stage.handle(PointerEvent{Pointer::Down, at}, clock.steady());
        stage.handle(PointerEvent{Pointer::Up, at}, clock.steady());
        clock.advance(100ms);
    }
    stage.handle(KeyEvent{Key::Character, U'x', false}, clock.steady());
    stage.handle(KeyEvent{Key::Character, U'q', false}, clock.steady());
    stage.handle(KeyEvent{Key::Backspace, 0, false}, clock.steady());

    CHECK(typed == U"123456789X0\bX\b");
}

TEST_CASE("Keypad: its digits are not mirrored where writing runs from right to left", "[screen][stage]") {
    support::Bench bench;
    Stage stage({600, 800}, bench.look("ar"));
    const auto& pad = stage.show<Keypad>([](char32_t) {}, "Delete");
    stage.draw();

    CHECK(pad.children()[0]->bounds().x < pad.children()[2]->bounds().x); // 1 and 3
    CHECK(pad.children()[0]->bounds().y < pad.children()[3]->bounds().y); // 1 and 4
}

TEST_CASE("Marquee: stands still while it fits and moves when it does not", "[screen][stage]") {
    support::Bench bench;
    support::ManualClock clock;
    Stage stage({300, 60}, bench.look("zh_Hans"));
    auto& notice = stage.show<Marquee>("请您");
    stage.draw();
    CHECK(stage.tick(clock.steady()) == std::nullopt);

    notice.set_text("请您提前准备好身份证原件，复印件可在六号窗口免费复印。");
    stage.draw();
    const Pixels before = stage.frame();
    REQUIRE(stage.tick(clock.steady()));
    clock.advance(5s);
    const auto next = stage.tick(clock.steady());
    stage.draw();

    REQUIRE(next);
    CHECK(*next - clock.steady() <= 17ms);
    CHECK(differing_pixels(before, stage.frame()) > 0);
}

TEST_CASE("Stage: the first Tab goes where the page begins, then round in reading order", "[screen][stage]") {
    Buttons page;
    page.stage.begin_at(page.lower);

    page.key(Key::Tab);
    CHECK(page.stage.focused() == page.lower);
    page.key(Key::Tab);
    CHECK(page.stage.focused() == page.upper);

    page.stage.focus(nullptr);
    page.key(Key::BackTab);
    CHECK(page.stage.focused() == page.upper); // the one before the beginning
}

TEST_CASE("Dialog: its card stands below a line when hands do not reach up", "[screen][stage]") {
    Buttons page;
    auto dialog = std::make_unique<Dialog>(page.stage.look().theme, "clock", "Are you still there?", "20",
                                           std::vector<Dialog::Choice>{{"Yes", [] {}, true}});
    dialog->stand_below(250);
    const View& card = *page.stage.open(std::move(dialog)).children().front();
    page.stage.draw();

    CHECK(card.bounds().y >= 250);
    CHECK(card.bounds().bottom() <= page.stage.frame().size().height);
}

TEST_CASE("ProgressDots: nothing flashes above two times a second", "[screen][stage]") {
    support::Bench bench;
    support::ManualClock clock;
    Stage stage({200, 60}, bench.look("en"));
    stage.show<ProgressDots>();
    stage.tick(clock.steady());
    stage.draw();

    std::vector<int> changes(3); // of each dot
    Pixels before = stage.frame();
    const auto centre = [](int dot, const Look& look) {
        return Point{100 + (dot - 1) * 4 * look.theme.space, 30};
    };
    for (int step = 0; step < 100; ++step) { // ten seconds
        clock.advance(100ms);
        stage.tick(clock.steady());
        stage.draw();
        for (int dot = 0; dot < 3; ++dot)
            changes[static_cast<std::size_t>(dot)] +=
                before.at(centre(dot, stage.look())) != stage.frame().at(centre(dot, stage.look()));
        before = stage.frame();
    }

    for (const int count : changes) {
        CHECK(count > 0);
        CHECK(count <= 2 * 2 * 10); // on and off, twice a second
    }
}

TEST_CASE("View: says aloud what is written on it, from top to bottom", "[screen][stage]") {
    support::Bench bench;
    Column page;
    page.add<Label>("Which matter?");
    page.add<Tile>("Housing fund", [] {}).set_detail("Loans").set_icon("housing");
    page.add<Button>("→", [] {}).set_speech("On");
    page.add<Label>("hidden").set_visible(false);

    CHECK(page.speech() == "Which matter? Housing fund. Loans On");
}
