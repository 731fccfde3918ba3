#include "kiosk/face.h"

#include "accessible_stand.h"
#include "sample_hall.h"
#include "shared/base/file.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdio>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// A kiosk without hall and printer: window, face and flow.
struct FaceStand {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    screen::VirtualWindow window{{540, 960}};
    model::Board board = sample::board();
    Flow flow{"zh-Hans"};
    std::vector<Effect> effects;
    Face face{window, {.touch_map = folder / "touch.json"}, [this](Event event) {
                  for (Effect& effect : flow.handle(event, clock.steady()))
                      effects.push_back(std::move(effect));
              }};

    FaceStand() {
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

    /// As a script does: looks the place up in the map, touches it, waits until the page listens again.
    void touch(const std::string& id) {
        const std::string map = base::read_file(folder / "touch.json");
        const auto at = map.find("\"" + id);
        REQUIRE(at != std::string::npos);
        screen::Point point;
        REQUIRE(std::sscanf(map.c_str() + map.find("\"x\":", at), "\"x\": %d, \"y\": %d", &point.x,
                            &point.y) == 2);
        window.touch(point);
        turn();
        pass(500ms);
    }
    void key(screen::Key key, char32_t character = 0) {
        window.send(screen::KeyEvent{key, character, false});
        turn();
        pass(500ms);
    }
    bool mapped(const std::string& text) const {
        return base::read_file(folder / "touch.json").find(text) != std::string::npos;
    }
};

} // namespace

TEST_CASE("Face: a visitor's touches lead to the hall being asked", "[kiosk][face]") {
    FaceStand stand;

    for (const char* id :
         {"language:en", "group:housing", "service:housing-loan", "rights", "channel:elderly"})
        stand.touch(id);

    CHECK(stand.flow.page() == Page::Issuing);
    CHECK(stand.effects == std::vector<Effect>{AskHall{{{"housing-loan"}, {"elderly"}, "en", ""}}});
    CHECK(stand.mapped("\"page\": \"issuing\""));
}

TEST_CASE("Face: everything can be done with a keyboard alone", "[kiosk][face]") {
    using screen::Key;
    FaceStand stand;

    stand.key(Key::Tab); // the page's first choice, not its header
    stand.key(Key::Enter);
    CHECK(stand.flow.page() == Page::Services);
    stand.key(Key::Escape);
    CHECK(stand.flow.page() == Page::Groups);
    stand.key(Key::Escape);
    CHECK(stand.flow.page() == Page::Welcome);
    for (const Page page : {Page::Services, Page::Detail}) {
        stand.key(Key::Tab);
        stand.key(Key::Enter);
        CHECK(stand.flow.page() == page);
    }
}

TEST_CASE("Face: a code comes from the keypad and from a keyboard", "[kiosk][face]") {
    FaceStand stand;
    for (const char* id :
         {"language:en", "group:housing", "service:housing-loan", "rights", "channel:appointment"})
        stand.touch(id);
    REQUIRE(stand.flow.page() == Page::Booking);

    stand.touch("key:4");
    stand.touch("key:7");
    stand.touch("key:back");
    stand.key(screen::Key::Character, U'b');
    CHECK(stand.flow.code() == "4B");

    stand.touch("confirm");
    CHECK(stand.flow.page() == Page::Issuing);
}

TEST_CASE("Face: asks whether anybody is there, and takes any touch for yes", "[kiosk][face]") {
    FaceStand stand;
    stand.touch("language:en");

    stand.pass(60s);
    CHECK(stand.flow.warning());
    CHECK(stand.mapped("\"id\": \"stay\""));
    CHECK_FALSE(stand.mapped("group:housing"));

    stand.touch("stay");
    CHECK_FALSE(stand.flow.warning());
    CHECK(stand.mapped("group:housing"));

    stand.pass(60s);
    stand.touch("start-over");
    CHECK(stand.flow.page() == Page::Welcome);
}

TEST_CASE("Face: the map of touches waits until the page listens", "[kiosk][face]") {
    FaceStand stand;
    const std::string before = base::read_file(stand.folder / "touch.json");
    stand.key(screen::Key::Tab);
    stand.window.send(screen::KeyEvent{screen::Key::Enter, 0, false});
    stand.turn();
    REQUIRE(stand.flow.page() == Page::Services);

    CHECK(base::read_file(stand.folder / "touch.json") == before);
    REQUIRE(stand.face.next_deadline());
    CHECK(*stand.face.next_deadline() <= stand.clock.steady() + 500ms);

    stand.pass(500ms);
    CHECK(stand.mapped("\"page\": \"services\""));
}

TEST_CASE("Face: every button is inside the window, in every shape of it and in large text",
          "[kiosk][face]") {
    const bool large = GENERATE(false, true);
    for (const screen::Size size : {screen::Size{540, 960}, {960, 540}, {600, 800}}) {
        support::ManualClock clock;
        screen::VirtualWindow window(size);
        const support::TemporaryFolder folder;
        const model::Board board = sample::board();
        Flow flow("en");
        Face face(window, {.aids = {.large_text = large}, .touch_map = folder / "touch.json"}, [](Event) {});
        flow.handle(HallFound{}, {});
        const std::vector<Event> way{
            LanguageChosen{"en"}, GroupChosen{{"housing"}},   ServiceChosen{{"housing-withdraw"}},
            ChannelsWanted{},     ChannelChosen{{"elderly"}}, HallAnswered{sample::answer("elderly", "en")},
            PrintImpossible{}};
        for (const Event& event : way) {
            flow.handle(event, {});
            face.show(flow, &board, sample::now(), clock.steady());
            for (const sample::Spot& spot : sample::spots(base::read_file(folder / "touch.json"))) {
                INFO(size.width << "x" << size.height << " " << page_name(flow.page()) << " " << spot.id);
                CHECK(spot.y + spot.height / 2 <= size.height);
                CHECK(spot.x + spot.width / 2 <= size.width);
                CHECK(spot.height > 30);
            }
        }
    }
}

TEST_CASE("Face: numbers that change do not take the page away from below a finger", "[kiosk][face]") {
    FaceStand stand;
    stand.touch("language:en");
    stand.window.send(screen::PointerEvent{screen::Pointer::Down, {270, 300}});
    stand.turn();
    stand.board.outlooks.front().waiting = 77;
    stand.turn();

    stand.window.send(screen::PointerEvent{screen::Pointer::Up, {270, 300}});
    stand.turn();

    CHECK(stand.flow.page() == Page::Services);
}

TEST_CASE("Face: what is drawn piece by piece equals what is drawn at once", "[kiosk][face]") {
    FaceStand stand;
    for (const char* id : {"language:en", "group:housing", "service:housing-loan", "take"}) {
        stand.touch(id);
        stand.key(screen::Key::Tab);
        stand.window.send(screen::PointerEvent{screen::Pointer::Down, {270, 400}});
        stand.turn();
        stand.window.send(screen::PointerEvent{screen::Pointer::Cancel, {270, 400}});
        stand.turn();
        const screen::Pixels pieces = stand.window.shown();

        stand.window.send(screen::Exposed{});
        stand.turn();

        CHECK(screen::differing_pixels(pieces, stand.window.shown()) == 0);
    }
}

TEST_CASE("Face: an evacuation takes every touch until it is withdrawn, and the visit goes on after it",
          "[kiosk][face][alarm]") {
    FaceStand stand;
    stand.touch("language:en");
    stand.touch("group:housing");
    const screen::Pixels before = stand.window.shown();

    stand.board.alarm = model::Alarm{model::AlarmKind::Evacuation, {}, {}};
    stand.turn();
    CHECK(stand.mapped("\"page\": \"alarm\", \"targets\": []"));
    CHECK(stand.window.shown().at({4, 4}) == takeover::Sheet::theme().colors.danger);
    stand.window.touch({270, 480});
    stand.key(screen::Key::Escape);
    CHECK(stand.flow.page() == Page::Services);
    CHECK(stand.mapped("\"page\": \"alarm\""));

    stand.board.alarm.reset();
    stand.turn();
    CHECK(screen::differing_pixels(stand.window.shown(), before) == 0);
    stand.touch("service:housing-loan");
    CHECK(stand.flow.page() == Page::Detail);
}

TEST_CASE("Face: a notice is read where visits begin, and the first touch puts it away for a while",
          "[kiosk][face][alarm]") {
    FaceStand stand;
    stand.board.alarm =
        model::Alarm{model::AlarmKind::Notice,
                     model::Names(std::map<std::string, std::string>{{"en", "Lift 1 is broken."}}),
                     {}};
    stand.turn();
    CHECK(stand.mapped("\"page\": \"alarm\""));

    stand.window.touch({270, 480});
    stand.pass(500ms);
    stand.touch("language:en"); // the first touch chose nothing
    CHECK(stand.flow.page() == Page::Groups);
    stand.board.alarm->since += 1s; // another one
    stand.turn();
    CHECK_FALSE(stand.mapped("\"page\": \"alarm\"")); // whoever has begun is not interrupted
}
