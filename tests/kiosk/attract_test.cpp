#include "kiosk/attract.h"

#include "accessible_stand.h"
#include "kiosk/options.h"
#include "shared/base/file.h"
#include "tests/support/golden.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace kiosk;
using namespace std::chrono_literals;
using sample::Spot;

namespace {

constexpr base::SteadyTime kMorning{1h};

/// A kiosk whose pages take turns after 90 s.
struct Idle {
    explicit Idle(screen::Size size = {540, 960}, std::string language = "zh-Hans",
                  std::filesystem::path map = {}, bool contrast = false)
        : window(size), flow(std::move(language)), face(
                                                       window,
                                                       {.aids = {false, contrast},
                                                        .touch_map = folder / "touch.json",
                                                        .attract_after = 90s,
                                                        .hall_map = std::move(map)},
                                                       [this](const Event& event) {
                                                           said.push_back(event);
                                                           flow.handle(event, clock.steady());
                                                       },
                                                       &reader) {
        board.hall.languages = sample::ten_languages();
        flow.handle(HallFound{}, clock.steady());
        turn();
    }

    void turn() {
        face.take_events(clock.steady());
        flow.tick(clock.steady());
        face.show(flow, &board, sample::now(), clock.steady());
    }
    void pass(base::Duration time) {
        clock.advance(time);
        turn();
    }
    /// As the program does: wakes when the face wants to.
    void live(base::Duration time) {
        const auto end = clock.steady() + time;
        while (clock.steady() < end) {
            const auto next = face.next_deadline().value_or(end);
            turns += 1;
            pass(std::clamp<base::Duration>(next - clock.steady(), 1ms, end - clock.steady()));
        }
    }
    std::string page() const {
        const std::string map = base::read_file(folder / "touch.json");
        const auto from = map.find("\"page\": \"") + 9;
        return map.substr(from, map.find('"', from) - from);
    }

    support::TemporaryFolder folder;
    support::ManualClock clock;
    screen::VirtualWindow window;
    model::Board board = sample::board();
    Flow flow;
    std::vector<Event> said;
    sample::RememberingReader reader;
    Face face;
    int turns = 0;
};

} // namespace

TEST_CASE("Attract: pages take turns once nobody has touched anything for so long", "[kiosk][attract]") {
    Attract attract(90s);
    attract.tick(kMorning, true);
    CHECK(attract.next_deadline() == kMorning + 90s);
    attract.tick(kMorning + 89s, true);
    CHECK_FALSE(attract.shows());
    attract.sign(kMorning + 89s);
    attract.tick(kMorning + 90s, true);
    CHECK_FALSE(attract.shows());

    const auto begun = kMorning + 89s + 90s;
    attract.tick(begun, true);
    CHECK(attract.shows());
    CHECK(attract.turn() == 0);
    CHECK(attract.next_deadline() == begun + Attract::kTurn);
    attract.tick(begun + 25s, true);
    CHECK(attract.turn() == 2);
    CHECK(attract.turned_at() == begun + 20s);

    attract.sign(begun + 26s);
    CHECK_FALSE(attract.shows());
    CHECK_FALSE(attract.dimmed());
}

TEST_CASE("Attract: a visit ends it, and time at a visit does not count", "[kiosk][attract]") {
    Attract attract(90s);
    attract.tick(kMorning, true);
    attract.tick(kMorning + 90s, true);
    REQUIRE(attract.shows());

    attract.tick(kMorning + 91s, false);
    CHECK_FALSE(attract.shows());
    CHECK_FALSE(attract.next_deadline());
    attract.tick(kMorning + 300s, false);
    attract.tick(kMorning + 301s, true);
    CHECK_FALSE(attract.shows());
    CHECK(attract.next_deadline() == kMorning + 301s + 90s);
}

TEST_CASE("Attract: everything moves each minute, the layout alternates, after ten minutes it is darker",
          "[kiosk][attract]") {
    Attract attract(90s);
    attract.tick(kMorning, true);
    const auto begun = kMorning + 90s;
    attract.tick(begun, true);
    screen::Point before{9, 9};
    bool other = true;
    for (int minute = 0; minute < 12; ++minute) {
        attract.tick(begun + minute * 1min, true);
        CHECK(attract.drift() != before);
        CHECK(std::abs(attract.drift().x) <= 1);
        CHECK(std::abs(attract.drift().y) <= 1);
        CHECK(attract.other_layout() != other);
        CHECK(attract.dimmed() == (minute >= 10));
        before = attract.drift();
        other = attract.other_layout();
    }
}

TEST_CASE("Attract: never, when it is switched off", "[kiosk][attract]") {
    Attract attract(0s);
    attract.tick(kMorning, true);
    attract.tick(kMorning + 24h, true);
    CHECK_FALSE(attract.shows());
    CHECK_FALSE(attract.next_deadline());
}

TEST_CASE("Attract: a touch leads to the beginning and does nothing else", "[kiosk][attract]") {
    Idle idle;
    idle.pass(89s);
    CHECK(idle.page() == "welcome");
    idle.pass(1s);
    REQUIRE(idle.page() == "attract");

    // Where the welcome page has its tiles.
    idle.said.clear();
    idle.window.touch({270, 640});
    idle.turn();
    idle.pass(500ms);

    CHECK(idle.page() == "welcome");
    CHECK(idle.flow.page() == Page::Welcome);
    for (const Event& event : idle.said)
        CHECK(std::holds_alternative<Touched>(event));
    idle.pass(89s);
    CHECK(idle.page() == "welcome");
    idle.pass(1s);
    CHECK(idle.page() == "attract");
}

TEST_CASE("Attract: a key leads to the beginning and does nothing else; help speaks at once",
          "[kiosk][attract]") {
    for (const auto key : {screen::Key::Enter, screen::Key::Tab, screen::Key::Escape, screen::Key::Down}) {
        Idle idle;
        idle.pass(90s);
        REQUIRE(idle.page() == "attract");
        idle.said.clear();
        idle.window.send(screen::KeyEvent{key, 0, false});
        idle.turn();
        idle.pass(500ms);
        CHECK(idle.page() == "welcome");
        CHECK(idle.said.empty());
    }
    Idle idle;
    idle.pass(90s);
    idle.window.send(screen::KeyEvent{screen::Key::Function, 1, false});
    idle.turn();
    idle.pass(500ms);
    CHECK(idle.page() == "welcome");
    CHECK(idle.face.aids().speech());
    CHECK_FALSE(idle.reader.said.empty());
}

TEST_CASE("Attract: nothing is said while nobody is there", "[kiosk][attract]") {
    Idle idle;
    idle.live(15min);
    REQUIRE(idle.page() == "attract");
    CHECK(idle.reader.said.empty());
}

TEST_CASE("Attract: the picture changes by and by, and the kiosk sleeps between", "[kiosk][attract]") {
    Idle idle;
    idle.pass(90s);
    idle.turns = 0;
    idle.live(60s);
    // Six pages, each with some soft steps: nowhere near a picture each 40 ms.
    CHECK(idle.turns < 6 * 24);

    std::vector<screen::Pixels> pages;
    for (int i = 0; i < 4; ++i) {
        idle.live(10s);
        idle.pass(2s); // between the changes
        pages.push_back(idle.window.shown());
        idle.pass(8s);
    }
    CHECK(screen::differing_pixels(pages[0], pages[1]) > 5000);
    CHECK(screen::differing_pixels(pages[1], pages[2]) > 5000);
}

TEST_CASE("Attract: a board without the hall is no beginning", "[kiosk][attract]") {
    Idle idle;
    idle.pass(90s);
    REQUIRE(idle.page() == "attract");
    idle.flow.handle(HallLost{}, idle.clock.steady());
    idle.turn();
    idle.pass(500ms);
    CHECK(idle.page() == "out-of-reach");
    idle.pass(10min);
    CHECK(idle.page() == "out-of-reach");
}

TEST_CASE("Attract: its pages look as they were drawn and judged", "[kiosk][attract][golden]") {
    const support::TemporaryFolder folder;
    screen::Pixels map({900, 600}, screen::Color::rgb(0xDDE8E4));
    screen::Canvas canvas(map);
    canvas.outline({20, 20, 860, 560}, 0, 8, screen::Color::rgb(0x17302D));
    canvas.fill({400, 250, 120, 90}, screen::Color::rgb(0xB8381E));
    screen::save_png(map, folder / "map.png");

    for (const std::string language : {"zh-Hans", "en", "ar"})
        for (const bool contrast : {false, true}) {
            Idle idle({540, 960}, language, folder / "map.png", contrast);
            idle.pass(90s);
            idle.pass(2s);
            for (const char* const page : {"hall", "notices", "hours", "waiting", "map"}) {
                INFO(page);
                CHECK(support::matches_golden(
                    idle.window.shown(),
                    fmt::format("kiosk/attract-{}-{}{}", page, language, contrast ? "-contrast" : "")));
                idle.pass(10s);
            }
        }
    Idle wide({960, 540}, "zh-Hans", folder / "map.png");
    wide.pass(90s);
    wide.pass(11min + 2s); // darker, and the other layout
    CHECK(support::matches_golden(wide.window.shown(), "kiosk/attract-wide-dimmed"));
}
