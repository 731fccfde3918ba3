#include "kiosk/staff.h"

#include "accessible_stand.h"
#include "kiosk/staff_scene.h"
#include "shared/base/file.h"
#include "tests/support/golden.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include <fmt/format.h>

using namespace kiosk;
using namespace std::chrono_literals;
using screen::Key;

namespace {

constexpr base::SteadyTime kShift{1h};

/// Opens the PIN's page, types, enters; the effects of the last step.
std::vector<StaffEffect> try_pin(Staff& staff, std::string_view pin, base::SteadyTime now) {
    staff.handle(StaffKeyPressed{}, now);
    for (const char digit : pin)
        staff.handle(PinTyped{static_cast<char32_t>(digit)}, now);
    return staff.handle(PinEntered{}, now);
}

void come_in(Staff& staff, base::SteadyTime now) {
    try_pin(staff, "123456", now);
    staff.handle(PinChecked{true}, now);
}

/// The staff's menu without the machine behind it.
struct PaperDoor final : StaffDoor {
    explicit PaperDoor(const base::Clock& of) : clock(of) {}

    const Staff& staff() const override { return menu; }
    void say(const StaffEvent& event) override {
        for (StaffEffect& effect : menu.handle(event, clock.steady()))
            effects.push_back(std::move(effect));
    }
    StaffScene scene(const screen::Catalogue&) const override {
        StaffScene scene = shown;
        scene.minutes_locked = menu.minutes_locked(clock.steady());
        return scene;
    }
    template <typename Effect>
    bool did(const Effect& effect) const {
        return std::ranges::count(effects, StaffEffect(effect)) > 0;
    }

    const base::Clock& clock;
    Staff menu;
    StaffScene shown;
    std::vector<StaffEffect> effects;
};

/// A kiosk with a staff's menu.
struct StaffStand : sample::Stand {
    explicit StaffStand(screen::Size size = {540, 960}, const std::string& language = "zh-Hans")
        : Stand(size), door(clock) {
        flow.set_own_language(language);
        face.set_staff(door);
        door.shown.printers = {
            {"Printer 1", model::DeviceState::Well, "In order. Paper for about 480 tickets."},
            {"Printer 2", model::DeviceState::Fault, "The printer is out of paper."}};
        turn();
    }
    void pass_time(base::Duration time) {
        clock.advance(time);
        door.menu.tick(clock.steady());
        turn();
    }
    void type(std::string_view pin) {
        for (const char digit : pin)
            key(Key::Character, static_cast<char32_t>(digit));
    }
    void come_in() {
        function(10);
        type("123456");
        key(Key::Enter);
        door.say(PinChecked{true});
        turn();
        pass(500ms);
    }
    std::string page() const {
        const std::string map = base::read_file(folder / "touch.json");
        const auto from = map.find("\"page\": \"") + 9;
        return map.substr(from, map.find('"', from) - from);
    }

    PaperDoor door;
};

} // namespace

TEST_CASE("Staff: five touches of the clock within five seconds open the PIN's page", "[kiosk][staff]") {
    Staff staff;
    for (int i = 0; i < 5; ++i)
        staff.handle(ClockTouched{}, kShift + i * 1251ms); // the last one at 5004 ms
    CHECK(staff.page() == StaffPage::Closed);
    staff.handle(ClockTouched{}, kShift + 6s);
    CHECK(staff.page() == StaffPage::Pin);

    Staff keyboard;
    keyboard.handle(StaffKeyPressed{}, kShift);
    CHECK(keyboard.page() == StaffPage::Pin);
}

TEST_CASE("Staff: the PIN leaves the machine once and is forgotten", "[kiosk][staff]") {
    Staff staff;
    CHECK(try_pin(staff, "123", kShift).empty()); // too short
    staff.handle(PinTyped{U'\b'}, kShift);
    CHECK(staff.typed() == 2);
    for (const char32_t digit : U"34567890")
        staff.handle(PinTyped{digit}, kShift);
    CHECK(staff.typed() == Staff::kLongestPin);
    staff.handle(PinTyped{U'x'}, kShift);

    const auto effects = staff.handle(PinEntered{}, kShift);
    REQUIRE(effects.size() == 1);
    CHECK(effects.front() == StaffEffect(CheckPin{"12345678"}));
    CHECK(staff.typed() == 0);
    CHECK(staff.checking());
    CHECK(try_pin(staff, "1234", kShift).empty()); // one at a time

    staff.handle(PinChecked{true}, kShift);
    CHECK(staff.page() == StaffPage::Menu);
    staff.handle(StaffBack{}, kShift);
    CHECK(staff.page() == StaffPage::Closed);
}

TEST_CASE("Staff: wrong PINs lock the menu, each time for twice as long, a quarter of an hour at most",
          "[kiosk][staff]") {
    Staff staff;
    base::SteadyTime now = kShift;
    const auto wrong = [&] {
        REQUIRE_FALSE(try_pin(staff, "0000", now).empty());
        staff.handle(PinChecked{false}, now);
    };
    for (int i = 0; i < 4; ++i)
        wrong();
    CHECK(staff.wrong());
    CHECK(staff.minutes_locked(now) == 0);
    for (const auto lock : {60s, 120s, 240s, 480s, 900s, 900s}) {
        wrong();
        CHECK(staff.minutes_locked(now) == std::chrono::ceil<std::chrono::minutes>(lock).count());
        now += lock - 1ms;
        CHECK(try_pin(staff, "1234", now).empty());
        CHECK(staff.typed() == 0);
        now += 1ms;
        staff.tick(now);
        CHECK(staff.minutes_locked(now) == 0);
    }
    // Leaving the page helps nobody: what is being checked counts.
    REQUIRE_FALSE(try_pin(staff, "0000", now).empty());
    staff.handle(StaffBack{}, now);
    staff.handle(PinChecked{false}, now);
    CHECK(staff.minutes_locked(now) == 15);
    now += 15min;
    staff.tick(now);

    come_in(staff, now);
    CHECK(staff.page() == StaffPage::Menu);
    staff.handle(StaffLeft{}, now);
    for (int i = 0; i < 4; ++i)
        wrong();
    CHECK(staff.minutes_locked(now) == 0);
    wrong();
    CHECK(staff.minutes_locked(now) == 1);
}

TEST_CASE("Staff: a PIN that was right opens nothing once the page was left", "[kiosk][staff]") {
    Staff staff;
    try_pin(staff, "123456", kShift);
    staff.handle(StaffBack{}, kShift);
    staff.handle(PinChecked{true}, kShift);
    CHECK_FALSE(staff.open());
    // Nor does a result that nobody asked for.
    staff.handle(StaffKeyPressed{}, kShift);
    staff.handle(PinChecked{true}, kShift);
    CHECK(staff.page() == StaffPage::Pin);
}

TEST_CASE("Staff: nothing of the menu is done without the PIN", "[kiosk][staff]") {
    for (const bool knocked : {false, true}) {
        Staff staff;
        if (knocked)
            staff.handle(StaffKeyPressed{}, kShift);
        for (const StaffEvent& event :
             {StaffEvent(TestWanted{}), StaffEvent(NewPaperIn{}), StaffEvent(VolumeChosen{50}),
              StaffEvent(CopyWanted{0}), StaffEvent(RestartWanted{}), StaffEvent(RestartWanted{}),
              StaffEvent(StaffChosen{StaffPage::Printer}), StaffEvent(StaffChosen{StaffPage::Menu})})
            CHECK(staff.handle(event, kShift).empty());
        CHECK(staff.page() == (knocked ? StaffPage::Pin : StaffPage::Closed));
    }
}

TEST_CASE("Staff: a minute without anybody closes every page", "[kiosk][staff]") {
    for (const auto page : {StaffPage::Pin, StaffPage::Menu, StaffPage::Printer, StaffPage::Volume,
                            StaffPage::Copies, StaffPage::Diagnosis, StaffPage::Screen}) {
        Staff staff;
        if (page == StaffPage::Pin)
            staff.handle(StaffKeyPressed{}, kShift);
        else
            come_in(staff, kShift);
        if (page > StaffPage::Menu)
            staff.handle(StaffChosen{page}, kShift);
        REQUIRE(staff.page() == page);

        staff.handle(StaffSign{}, kShift + 59s);
        staff.tick(kShift + 60s);
        CHECK(staff.page() == page);
        CHECK(staff.next_deadline() == kShift + 59s + 60s);
        staff.tick(kShift + 59s + 60s);
        CHECK(staff.page() == StaffPage::Closed);
        CHECK_FALSE(staff.next_deadline());
    }
}

TEST_CASE("Staff: one print at a time; what does not come out is taken back", "[kiosk][staff]") {
    Staff staff;
    come_in(staff, kShift);
    staff.handle(StaffChosen{StaffPage::Printer}, kShift);
    CHECK(staff.handle(TestWanted{}, kShift) == std::vector<StaffEffect>{PrintTest{}});
    CHECK(staff.handle(TestWanted{}, kShift).empty());
    CHECK(staff.news() == StaffNews::PrintUnderway);
    staff.handle(StaffPrinted{model::PrintState::Printing, model::PrintFault::None}, kShift + 1s);
    CHECK(staff.news() == StaffNews::PrintUnderway);
    staff.handle(StaffPrinted{model::PrintState::Printed, model::PrintFault::None}, kShift + 2s);
    CHECK(staff.news() == StaffNews::Printed);

    staff.handle(TestWanted{}, kShift + 3s);
    CHECK(staff.handle(StaffPrinted{model::PrintState::Received, model::PrintFault::PaperOut}, kShift + 4s) ==
          std::vector<StaffEffect>{TakeBackPrint{}});
    CHECK(staff.news() == StaffNews::NotPrinted);
    CHECK(staff.trouble() == "The printer is out of paper.");

    staff.handle(TestWanted{}, kShift + 5s);
    CHECK(staff.tick(kShift + 5s + Staff::kPrinting) == std::vector<StaffEffect>{TakeBackPrint{}});
    CHECK(staff.news() == StaffNews::NotPrinted);

    staff.handle(TestWanted{}, kShift + 21s);
    CHECK(staff.handle(StaffBack{}, kShift + 22s) == std::vector<StaffEffect>{TakeBackPrint{}});
    CHECK(staff.page() == StaffPage::Menu);
}

TEST_CASE("Staff: paper, volume, copies", "[kiosk][staff]") {
    Staff staff;
    come_in(staff, kShift);
    staff.handle(StaffChosen{StaffPage::Printer}, kShift);
    CHECK(staff.handle(NewPaperIn{}, kShift) == std::vector<StaffEffect>{TellNewPaper{}});
    CHECK(staff.news() == StaffNews::PaperTold);
    staff.handle(StaffBack{}, kShift);
    staff.handle(StaffChosen{StaffPage::Volume}, kShift);
    CHECK(staff.handle(VolumeChosen{60}, kShift) == std::vector<StaffEffect>{KeepVolume{60}});
    CHECK(staff.handle(VolumeChosen{0}, kShift).empty());
    CHECK(staff.handle(VolumeChosen{101}, kShift).empty());
    staff.handle(StaffBack{}, kShift);
    staff.handle(StaffChosen{StaffPage::Copies}, kShift);
    CHECK(staff.handle(CopyWanted{3}, kShift) == std::vector<StaffEffect>{PrintCopy{3}});
}

TEST_CASE("Staff: the program is restarted when it is asked for twice in a row", "[kiosk][staff]") {
    Staff staff;
    come_in(staff, kShift);
    CHECK(staff.handle(RestartWanted{}, kShift).empty());
    CHECK(staff.news() == StaffNews::RestartAsked);
    staff.handle(StaffChosen{StaffPage::Volume}, kShift);
    staff.handle(StaffBack{}, kShift);
    CHECK(staff.handle(RestartWanted{}, kShift).empty());
    CHECK(staff.handle(RestartWanted{}, kShift) == std::vector<StaffEffect>{Restart{}});
    CHECK_FALSE(staff.open());
}

TEST_CASE("Staff's pages: everything is reached by touch", "[kiosk][staff][pages]") {
    const screen::Size size = GENERATE(screen::Size{540, 960}, screen::Size{960, 540});
    StaffStand stand(size);
    stand.door.shown.copies = {{"A023", "10:24 · 公积金提取"}, {"A022", "10:20 · 公积金提取"}};
    for (int i = 0; i < 5; ++i)
        stand.touch("clock");
    REQUIRE(stand.page() == "staff-pin");
    for (const char* const id : {"key:1", "key:2", "key:3", "key:9", "key:back", "key:4", "confirm"})
        stand.touch(id);
    REQUIRE(stand.door.did(CheckPin{"1234"}));
    stand.door.say(PinChecked{true});
    stand.turn();
    stand.pass(500ms);

    REQUIRE(stand.page() == "staff-menu");
    stand.touch("staff:printer");
    REQUIRE(stand.page() == "staff-printer");
    stand.touch("staff:paper");
    CHECK(stand.door.did(TellNewPaper{}));
    stand.touch("staff:test");
    CHECK(stand.door.did(PrintTest{}));
    stand.touch("back");
    stand.touch("staff:volume");
    stand.touch("staff:volume:60");
    CHECK(stand.door.did(KeepVolume{60}));
    stand.touch("back");
    stand.touch("staff:copies");
    stand.touch("staff:copy:1");
    CHECK(stand.door.did(PrintCopy{1}));
    stand.touch("back");
    stand.touch("staff:diagnosis");
    REQUIRE(stand.page() == "staff-diagnosis");
    stand.touch("back");
    stand.touch("staff:restart");
    stand.touch("staff:restart");
    CHECK(stand.door.did(Restart{}));
    CHECK(stand.page() == "welcome");
    CHECK(stand.effects.empty()); // the visitor's flow heard nothing of it
}

TEST_CASE("Staff's pages: everything is reached by keys", "[kiosk][staff][pages]") {
    StaffStand stand;
    stand.come_in();
    REQUIRE(stand.page() == "staff-menu");
    stand.key(Key::Tab);
    stand.key(Key::Enter);
    REQUIRE(stand.page() == "staff-printer");
    stand.key(Key::Tab);
    stand.key(Key::Enter);
    CHECK(stand.door.did(PrintTest{}));
    stand.key(Key::Escape);
    REQUIRE(stand.page() == "staff-menu");
    for (int i = 0; i < 5; ++i)
        stand.key(Key::Tab);
    stand.key(Key::Enter);
    CHECK(stand.page() == "staff-screen");
    stand.key(Key::Escape);
    CHECK(stand.page() == "staff-menu");
    stand.key(Key::Escape);
    CHECK(stand.page() == "welcome");
}

TEST_CASE("Staff's pages: there is no menu without a PIN of its own, nor at a visit",
          "[kiosk][staff][pages]") {
    sample::Stand plain;
    CHECK_FALSE(plain.has("clock"));
    plain.function(10);
    CHECK(plain.has("language:en"));

    StaffStand stand;
    CHECK(stand.has("clock"));
    stand.happens(LanguageChosen{"en"});
    CHECK_FALSE(stand.has("clock"));
    stand.function(10);
    CHECK_FALSE(stand.door.menu.open());
    stand.happens(HallLost{});
    CHECK(stand.has("clock"));
    stand.function(10);
    CHECK(stand.page() == "staff-pin");
}

TEST_CASE("Staff's pages: a visit that goes on closes the menu", "[kiosk][staff][pages]") {
    StaffStand stand;
    stand.come_in();
    stand.flow.resume_asking({{"housing-withdraw"}, {}, "en", {}}, stand.clock.steady());
    stand.turn();
    stand.pass(500ms);
    CHECK_FALSE(stand.door.menu.open());
    CHECK(stand.page() == "issuing");
}

TEST_CASE("Staff's pages: the PIN is neither shown nor said", "[kiosk][staff][pages]") {
    StaffStand stand;
    stand.function(1);
    stand.function(10);
    stand.reader.said.clear();
    const auto type = [&](std::string_view pin) {
        stand.type(pin);
        return stand.window.shown();
    };
    const auto first = type("1234");
    for (const Utterance& said : stand.reader.said)
        for (const Spoken& line : said.lines)
            CHECK(line.text.find_first_of("123456789") == std::string::npos);
    for (int i = 0; i < 4; ++i)
        stand.key(Key::Backspace);
    CHECK(screen::differing_pixels(first, type("5678")) == 0);
}

TEST_CASE("Staff's pages: the screen test shows colours, then marks what was touched",
          "[kiosk][staff][pages]") {
    StaffStand stand;
    stand.come_in();
    stand.touch("staff:screen");
    std::vector<screen::Color> seen;
    for (int i = 0; i < Staff::kColours; ++i) {
        seen.push_back(stand.window.shown().at({270, 480}));
        CHECK(stand.window.shown().at({0, 0}) == seen.back());
        CHECK(stand.window.shown().at({539, 959}) == seen.back());
        CHECK(std::ranges::count(seen, seen.back()) == 1);
        stand.touch("next");
    }
    REQUIRE(stand.has("field:0"));
    REQUIRE(stand.has("field:59"));
    const screen::Pixels before = stand.window.shown();
    stand.touch("field:59");
    CHECK(screen::differing_pixels(before, stand.window.shown()) > 1000);
    const auto all = stand.map();
    const auto spot = std::ranges::find(all, "field:59", &sample::Spot::id);
    CHECK(stand.window.shown().at({spot->x - spot->width / 4, spot->y}) !=
          before.at({spot->x - spot->width / 4, spot->y}));

    // A finger that rests leaves.
    stand.window.send(screen::PointerEvent{screen::Pointer::Down, {spot->x, spot->y}});
    stand.turn();
    for (int i = 0; i < 25; ++i)
        stand.pass(100ms);
    CHECK(stand.page() == "staff-menu");
    stand.window.send(screen::PointerEvent{screen::Pointer::Up, {spot->x, spot->y}});
    stand.turn();
    stand.pass(500ms);
    CHECK(stand.page() == "staff-menu");
}

TEST_CASE("Staff's pages: idle, they lead back to the welcome page", "[kiosk][staff][pages]") {
    StaffStand stand;
    stand.come_in();
    stand.touch("staff:diagnosis");
    stand.pass_time(59s);
    CHECK(stand.page() == "staff-diagnosis");
    stand.pass_time(2s);
    CHECK(stand.page() == "welcome");
}

TEST_CASE("Staff's pages: look as they were drawn and judged", "[kiosk][staff][golden]") {
    const std::vector<std::pair<std::string, bool>> looks{{"zh-Hans", false}, {"en", false}, {"ar", false},
                                                          {"zh-Hans", true},  {"en", true},  {"ar", true}};
    const auto shot = [](StaffStand& stand, const std::string& name) {
        CHECK(support::matches_golden(stand.window.shown(), "kiosk/" + name));
    };
    for (const auto& [language, contrast] : looks) {
        const std::string look = language + (contrast ? "-contrast" : "");
        const screen::Catalogue texts(language == "zh-Hans" ? "zh_Hans" : language);
        StaffStand stand({540, 960}, language);
        stand.door.shown.printers = {
            {texts.tr("Printer {1}", 1), model::DeviceState::Well,
             texts.tr("In order.") + (language == "zh-Hans" ? "" : " ") +
                 texts.tr_n("Paper for about {1} ticket.", "Paper for about {1} tickets.", 480)},
            {texts.tr("Printer {1}", 2), model::DeviceState::Fault,
             texts.tr("The printer is out of paper.")}};
        if (contrast)
            stand.function(5);
        stand.function(10);
        stand.type("12345");
        shot(stand, "staff-pin-" + look);
        for (int i = 0; i < 5; ++i) {
            stand.type("1234");
            stand.key(Key::Enter);
            stand.door.say(PinChecked{false});
            stand.turn();
        }
        shot(stand, "staff-locked-" + look);
        stand.pass_time(55s);
        stand.pass_time(6s);
        stand.come_in();
        shot(stand, "staff-menu-" + look);
        stand.touch("staff:printer");
        stand.touch("staff:test");
        stand.door.say(StaffPrinted{model::PrintState::Failed, model::PrintFault::PaperOut});
        stand.turn();
        shot(stand, "staff-printer-" + look);
        stand.touch("back");
        stand.touch("staff:volume");
        shot(stand, "staff-volume-" + look);
        stand.touch("back");
        for (int i = 0; i < 10; ++i)
            stand.door.shown.copies.push_back(
                {fmt::format("A{:03}", 23 - i),
                 fmt::format("10:{} · {}", 24 - i, stand.board.hall.services.front().name.in(language))});
        stand.touch("staff:copies");
        shot(stand, "staff-copies-" + look);
        stand.touch("back");
        stand.door.shown.diagnoses = {
            {texts.tr("This machine"), model::DeviceState::Well, "kiosk-1 · jiaohao-kiosk 0.1.0"},
            {texts.tr("Hall") + " · \u2068tcp://192.168.1.2:6170\u2069", model::DeviceState::Fault,
             texts.tr("Out of reach. Please check the network and the hall's machine.")},
            {texts.tr("Hall's day"), model::DeviceState::Well, texts.tr("{1}, event {2}", 20260302, 1204)},
            {texts.tr("Clock"), model::DeviceState::Warning,
             texts.tr_n("{1} second from the hall's.", "{1} seconds from the hall's.", 312) +
                 (language == "zh-Hans" ? "" : " ") +
                 texts.tr("Please set the clock of this machine, or have it set over the network (NTP).")},
            stand.door.shown.printers[0],
            stand.door.shown.printers[1],
            {texts.tr("Sound"), model::DeviceState::Warning, texts.tr("The loudspeaker is missing.")},
            {texts.tr("Screen"), model::DeviceState::Well, "1080 × 1920"},
            {texts.tr("Disk"), model::DeviceState::Well, texts.tr("{1} MB are free.", 20480)},
            {texts.tr("Running for"), model::DeviceState::Well, texts.tr("{1} h {2} min", 31, 7)},
            {texts.tr("Memory"), model::DeviceState::Well, texts.tr("{1} MB", 96)}};
        stand.touch("staff:diagnosis");
        shot(stand, "staff-diagnosis-" + look);
    }
    StaffStand wide({960, 540});
    wide.come_in();
    shot(wide, "staff-menu-wide");
}
