// What the kiosk owes to visitors who see, reach, hear or move otherwise: kiosk/README.md has the list.

#include "accessible_stand.h"
#include "kiosk/screens/frame.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace std::chrono_literals;
using sample::Spot;
using sample::Stand;
using screen::Key;

namespace {

constexpr std::array kAlways{"aid:large", "aid:contrast", "aid:reach", "aid:speech"};

} // namespace

TEST_CASE("Accessible: the aids stand at the bottom of every page", "[kiosk][accessible]") {
    Stand stand;
    auto visit = sample::two_visits("en");
    visit.insert(visit.begin(), {"welcome", Touched{}});
    for (const auto& [page, event] : visit) {
        INFO(page);
        stand.happens(event);
        for (const char* const id : kAlways) {
            INFO(id);
            const auto all = stand.map();
            const auto spot = std::ranges::find(all, id, &Spot::id);
            REQUIRE(spot != all.end());
            CHECK(spot->y > 960 * 85 / 100);
        }
    }
}

TEST_CASE("Accessible: each aid changes the picture at once, and again changes it back",
          "[kiosk][accessible]") {
    for (const std::string id : {"aid:large", "aid:contrast", "aid:reach", "aid:speech"}) {
        INFO(id);
        Stand stand;
        stand.touch("language:en");
        const screen::Pixels before = stand.window.shown();

        stand.touch(id);
        CHECK(screen::differing_pixels(before, stand.window.shown()) > 5000);
        stand.touch(id);

        CHECK(screen::differing_pixels(before, stand.window.shown()) == 0);
    }
}

TEST_CASE("Accessible: large text and white on black hold for all pages of a visit", "[kiosk][accessible]") {
    Stand stand, plain;
    stand.touch("aid:large");
    stand.touch("aid:contrast");
    for (const auto& [page, event] : sample::whole_visit("en")) {
        INFO(page);
        stand.happens(event);
        plain.happens(event);
        CHECK(stand.face.aids().large_text());
        CHECK(screen::differing_pixels(stand.window.shown(), plain.window.shown()) > 540 * 960 / 4);
    }
}

TEST_CASE("Accessible: aids end with the visit, by time and with a ticket", "[kiosk][accessible]") {
    for (const bool by_time : {true, false}) {
        Stand stand;
        for (const char* const id : kAlways)
            stand.touch(id);
        stand.touch("aid:volume");
        const Aids usual;
        for (const auto& [page, event] : sample::whole_visit("en"))
            stand.happens(event);
        REQUIRE(stand.face.aids().speech());

        if (by_time)
            stand.pass(Flow::kRemember + 1s);
        else
            stand.touch("done");

        CHECK(stand.flow.page() == Page::Welcome);
        CHECK_FALSE(stand.face.aids().large_text());
        CHECK_FALSE(stand.face.aids().high_contrast());
        CHECK_FALSE(stand.face.aids().reach());
        CHECK_FALSE(stand.face.aids().speech());
        CHECK(stand.face.aids().volume() == usual.volume());
    }
}

TEST_CASE("Accessible: who goes back to the beginning keeps the aids, who left them there does not",
          "[kiosk][accessible]") {
    Stand stand;
    stand.touch("language:en");
    stand.touch("aid:large");
    stand.key(Key::Escape);
    REQUIRE(stand.flow.page() == Page::Welcome);
    CHECK(stand.face.aids().large_text());

    stand.touch("language:fr");
    stand.touch("start-over");
    CHECK(stand.face.aids().large_text());

    REQUIRE(stand.face.next_deadline());
    stand.pass(Aids::kForget);
    CHECK_FALSE(stand.face.aids().large_text());
}

TEST_CASE("Accessible: in reach mode nothing above the line can be touched, on any page",
          "[kiosk][accessible]") {
    const screen::Size size = GENERATE(screen::Size{540, 960}, screen::Size{960, 540});
    const bool large = GENERATE(false, true);
    for (const std::string language : {"zh-Hans", "en", "ar"}) {
        Stand stand(size);
        const int line = Aids::reach_line(size);
        stand.touch("aid:reach");
        if (large)
            stand.touch("aid:large");
        const auto check = [&](const std::string& page) {
            const auto all = stand.map();
            REQUIRE(all.size() >= 4);
            for (const Spot& spot : all) {
                INFO(language << ' ' << page << ' ' << spot.id);
                CHECK(spot.y - spot.height / 2 >= line);
                CHECK(spot.y + spot.height / 2 <= size.height);
            }
        };
        check("welcome");
        for (const auto& [page, event] : sample::two_visits(language)) {
            stand.happens(event);
            check(page);
        }
    }
}

TEST_CASE("Accessible: the warning's buttons stand below the line too", "[kiosk][accessible]") {
    Stand stand;
    stand.touch("language:en");
    stand.touch("aid:reach");

    stand.pass(Flow::kIdle);

    REQUIRE(stand.has("stay"));
    for (const Spot& spot : stand.map())
        CHECK(spot.y - spot.height / 2 >= Aids::reach_line({540, 960}));
}

TEST_CASE("Accessible: ten languages stand on every page of a visit, each large enough to touch",
          "[kiosk][accessible]") {
    for (const screen::Size size : {screen::Size{1080, 1920}, screen::Size{1920, 1080}}) {
        Stand stand(size);
        for (const auto& [page, event] : sample::two_visits("en")) {
            stand.happens(event);
            for (const std::string& language : sample::ten_languages()) {
                INFO(page << ' ' << language);
                const auto all = stand.map();
                const auto spot = std::ranges::find(all, "language:" + language, &Spot::id);
                REQUIRE(spot != all.end());
                // 44 CSS pixels of 0.265 mm (WCAG 2.5.5), of a 21.5" panel.
                CHECK(std::min(spot->width, spot->height) >= 47);
            }
        }
    }
}

TEST_CASE("Accessible: five keys lead through every page to a number, and the focus is seen",
          "[kiosk][accessible]") {
    Stand stand;
    const auto choose = [&](int nexts) {
        const screen::Pixels before = stand.window.shown();
        for (int i = 0; i < nexts; ++i)
            stand.key(Key::Tab);
        CHECK(screen::differing_pixels(before, stand.window.shown()) > 500);
        stand.key(Key::Enter);
    };
    stand.function(2); // the next language
    stand.function(2);
    REQUIRE(stand.flow.page() == Page::Groups);
    CHECK(stand.flow.language() == "en");
    choose(1); // the page's first choice, not its header
    REQUIRE(stand.flow.page() == Page::Services);
    choose(1);
    REQUIRE(stand.flow.page() == Page::Detail);
    choose(2); // the ordinary number is the first choice, the right to go first the second
    REQUIRE(stand.flow.page() == Page::Channels);
    choose(5);
    REQUIRE(stand.flow.page() == Page::Booking);
    stand.key(Key::Escape);
    CHECK(stand.flow.page() == Page::Channels);
    choose(6);
    REQUIRE(stand.flow.page() == Page::Issuing);
    stand.happens(HallAnswered{sample::answer()});
    stand.happens(PrintImpossible{});
    choose(1);
    CHECK(stand.flow.page() == Page::Welcome);
    CHECK(std::ranges::count_if(stand.effects, [](const Effect& effect) {
              return std::holds_alternative<AskHall>(effect);
          }) == 1);
}

TEST_CASE("Accessible: the language key goes on to the next language, the help key never leaves a page",
          "[kiosk][accessible]") {
    Stand stand;
    stand.touch("language:fr");
    stand.function(2);
    CHECK(stand.flow.language() == "zh-Hans"); // after the last comes the first
    stand.function(2);
    CHECK(stand.flow.language() == "zh-Hant");
    stand.function(1);
    stand.function(1);
    CHECK(stand.flow.page() == Page::Groups);
}

TEST_CASE("Accessible: a key that is held down counts once, whatever it does", "[kiosk][accessible]") {
    Stand stand;
    stand.touch("language:en");
    stand.key(Key::Tab);
    const screen::Pixels first = stand.window.shown();

    for (const Key held : {Key::Tab, Key::Enter, Key::Escape, Key::Function})
        for (int i = 0; i < 30; ++i)
            stand.window.send(screen::KeyEvent{held, held == Key::Function ? U'\1' : U'\0', true});
    stand.turn();

    CHECK(stand.flow.page() == Page::Groups);
    CHECK_FALSE(stand.face.aids().speech());
    CHECK(screen::differing_pixels(first, stand.window.shown()) == 0);
}

TEST_CASE("Accessible: time runs out after a warning of twenty seconds, and any key gives more, ten times",
          "[kiosk][accessible]") {
    static_assert(Flow::kWarning >= 20s);
    Stand stand;
    stand.touch("language:en");
    for (int time = 0; time < 10; ++time) {
        stand.pass(Flow::kIdle);
        REQUIRE(stand.flow.warning());
        CHECK(stand.flow.seconds_left(stand.clock.steady()) >= 20);
        stand.pass(Flow::kWarning - 2s);
        stand.key(Key::Down);
        REQUIRE_FALSE(stand.flow.warning());
        CHECK(stand.flow.page() == Page::Groups);
    }
}
