#include "display/voice/zones.h"

#include "display/app.h"
#include "display/voice/sound_check.h"
#include "shared/base/file.h"
#include "shared/config/error.h"
#include "shared/voice/wav.h"
#include "tests/display/calling_hall.h"
#include "tests/support/manual_clock.h"
#include "tests/support/played.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <poll.h>

using namespace display;
using namespace std::chrono_literals;
using support::played;

namespace {

std::vector<ZoneOptions> zones_of(const std::string& toml) {
    auto document = config::Document::parse(toml, "display.toml");
    ZoneOptions usual;
    usual.voice.languages = {"en"};
    auto zones = read_zones(document.root(), usual);
    document.finish();
    return zones;
}

/// Zones with virtual loudspeakers, turned by hand until nothing is left to say.
class Talk {
  public:
    Talk(const CallingHall& hall, const std::string& toml)
        : loop_(clock), zones(
                            loop_, clock, zones_of(toml), {}, hall.source(),
                            [this](const ZoneOptions& zone) -> std::unique_ptr<voice::Speaker> {
                                return std::make_unique<voice::FileSpeaker>(folder / zone.voice.zone);
                            },
                            [] {}) {}

    /// Until so many sounds were handed out, and none follows.
    void until_quiet(std::size_t sounds) {
        for (int turn = 0; turn < 2000 && heard() < sounds; ++turn) {
            loop_.turn(20ms);
            clock.advance(100ms);
        }
        for (int turn = 0; turn < 50; ++turn) { // whatever else it might say
            loop_.turn(1ms);
            clock.advance(1s);
        }
    }
    std::vector<std::string> said(const std::string& zone) const {
        std::vector<std::string> titles;
        for (const auto& sound : played(folder / zone))
            titles.push_back(sound.title);
        return titles;
    }

    support::TemporaryFolder folder;
    support::ManualClock clock;

  private:
    std::size_t heard() const {
        std::size_t sounds = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
            sounds += entry.path().extension() == ".wav" ? 1 : 0;
        return sounds;
    }

    loop::Loop loop_;

  public:
    Zones zones;
};

} // namespace

TEST_CASE("Zones: each loudspeaker says the calls of its own counters, both at the same time",
          "[display][voice]") {
    CallingHall hall;
    Talk talk(hall, R"(
[voice]
times = 1
[[zone]]
name = "east"
counters = "1-4"
[[zone]]
name = "west"
counters = "5, 6"
languages = ["zh-Hans"]
)");

    talk.zones.updated(hall.happens(model::EventKind::TicketCalled, 1, 1));
    talk.zones.updated(hall.happens(model::EventKind::TicketCalled, 2, 6));
    talk.zones.updated(hall.happens(model::EventKind::TicketCalled, 3, 9)); // nobody's
    talk.until_quiet(2);

    REQUIRE(talk.said("east").size() == 1);
    REQUIRE(talk.said("west").size() == 1);
    CHECK_THAT(talk.said("east")[0], Catch::Contains("en: Number A zero zero one"));
    CHECK_THAT(talk.said("west")[0], Catch::Contains("zh-Hans: 请 A 零 零 二 号， 到 六 号窗口"));
    const auto east = played(talk.folder / "east"), west = played(talk.folder / "west");
    CHECK(east[0].begin < west[0].end); // neither waits for the other
    CHECK(west[0].begin < east[0].end);
}

TEST_CASE("Zones: a call that moves to a counter elsewhere is not said where it was", "[display][voice]") {
    CallingHall hall;
    Talk talk(hall, R"(
[[zone]]
name = "east"
counters = "1-4"
[[zone]]
name = "west"
counters = "5-9"
)");
    talk.zones.updated(hall.happens(model::EventKind::TicketCalled, 1, 1));
    talk.zones.updated(hall.happens(model::EventKind::TicketCalled, 1, 5));

    talk.until_quiet(2);

    CHECK_FALSE(std::filesystem::exists(talk.folder / "east" / "001.wav"));
    CHECK(talk.said("west").size() == 2);
}

TEST_CASE("Zones: in quiet hours calls are softer, or not said and not made up for later",
          "[display][voice]") {
    CallingHall hall; // in Shanghai
    Talk talk(hall, R"(
[voice]
times = 1
[[voice.quiet]]
from = "12:00"
until = "14:00"
volume = 20
[[voice.quiet]]
from = "22:00"
until = "06:00"
)");
    const base::Zone shanghai("Asia/Shanghai");
    const auto at = [&](int hour) { hall.hall_time = shanghai.wall({2026, 3, 2, hour, 30, 0, 0}); };
    const auto loudness = [&](const char* file) {
        const auto pcm = voice::read_wav(base::read_file(talk.folder / file));
        return *std::ranges::max_element(*pcm);
    };

    at(10);
    talk.zones.updated(hall.happens(model::EventKind::TicketCalled, 1, 1));
    talk.until_quiet(1);
    at(12);
    CHECK(talk.zones.audible(model::CounterId{1}));
    talk.zones.updated(hall.happens(model::EventKind::TicketCalled, 1, 1)); // the same words
    talk.until_quiet(2);
    for (const int hour : {23, 5}) {
        at(hour);
        CHECK_FALSE(talk.zones.audible(model::CounterId{1}));
        talk.zones.updated(hall.happens(model::EventKind::TicketCalled, 3, 3));
        talk.until_quiet(2);
    }
    at(6);
    talk.until_quiet(2);

    REQUIRE(talk.said("").size() == 2);
    CHECK(loudness("002.wav") == Approx(loudness("001.wav") * 0.2).epsilon(0.1));
    CHECK(loudness("001.wav") > 20000);
}

TEST_CASE("Zones: the key says the current numbers in its own zone, in quiet hours softly",
          "[display][voice]") {
    CallingHall hall;
    Talk talk(hall, R"(
[voice]
times = 1
[[voice.quiet]]
from = "22:00"
until = "06:00"
[[zone]]
name = "east"
counters = "1-4"
key = "f1"
[[zone]]
name = "west"
counters = "5-9"
)");
    hall.happens(model::EventKind::TicketCalled, 1, 1);
    hall.happens(model::EventKind::TicketCalled, 2, 2);
    hall.happens(model::EventKind::TicketCalled, 7, 7);
    hall.happens(model::EventKind::ServiceStarted, 2, 2);
    hall.hall_time = base::Zone("Asia/Shanghai").wall({2026, 3, 2, 23, 0, 0, 0});

    talk.zones.key_pressed("f2");
    talk.zones.key_pressed("");
    talk.zones.key_pressed("f1");
    talk.until_quiet(1);

    // Who is still to come is said first.
    REQUIRE(talk.said("east").size() == 1);
    CHECK_THAT(talk.said("east")[0],
               Catch::Contains("Now called, A zero zero one, counter one, A zero zero two, counter two"));
    CHECK_THAT(talk.said("east")[0], !Catch::Contains("seven"));
    CHECK_FALSE(std::filesystem::exists(talk.folder / "west" / "001.wav"));
    const auto pcm = voice::read_wav(base::read_file(talk.folder / "east" / "001.wav"));
    CHECK(*std::ranges::max_element(*pcm) > 3000);
    CHECK(*std::ranges::max_element(*pcm) < 11000);
}

TEST_CASE("Zones: a zone has what [voice] says where it says nothing itself", "[display][voice]") {
    const auto zones = zones_of(R"(
[voice]
times = 3
volume = 60
yao = true
speaker = "USB Audio"
[[zone]]
name = "east"
channel = "left"
counters = "1-3, 7"
[[zone]]
name = "west"
channel = "right"
volume = 40
chime = false
key = "3"
mute = true
)");

    REQUIRE(zones.size() == 2);
    CHECK(zones[0].voice.counters ==
          std::vector{model::CounterId{1}, model::CounterId{2}, model::CounterId{3}, model::CounterId{7}});
    CHECK(zones[0].voice.times == 3);
    CHECK(zones[0].voice.volume == 60);
    CHECK(zones[0].voice.manner.yao);
    CHECK(zones[0].voice.chime);
    CHECK(zones[0].key == "space");
    CHECK(zones[0].outlet == voice::Outlet{"USB Audio", voice::Channel::Left});
    CHECK(zones[1].outlet == voice::Outlet{"USB Audio", voice::Channel::Right});
    CHECK(zones[1].voice.covers(model::CounterId{99}));
    CHECK(zones[1].voice.volume == 40);
    CHECK_FALSE(zones[1].voice.chime);
    CHECK(zones[1].key == "3");
    CHECK(zones[1].mute);
}

TEST_CASE("Zones: what is wrong is said with its line", "[display][voice]") {
    const auto what = [](const std::string& toml) {
        try {
            zones_of(toml);
        } catch (const config::Errors& errors) {
            return std::string(errors.what());
        }
        return std::string("nothing is wrong");
    };

    CHECK_THAT(what("[[zone]]\ncounters = \"1\"\n"), Catch::Contains("name"));
    CHECK_THAT(what("[[zone]]\nname = \"a\"\n[[zone]]\nname = \"a\"\n"), Catch::Contains("display.toml:4:"));
    for (const char* counters : {"", "1-", "-3", "5-2", "a", "0", "1000", "1-2-3", "1,,2"})
        CHECK_THAT(what(fmt::format("[[zone]]\nname = \"a\"\ncounters = \"{}\"\n", counters)),
                   Catch::Contains("display.toml:3:") && Catch::Contains("1-5, 8"));
    CHECK_THAT(what("[[voice.quiet]]\nfrom = \"12:00\"\nuntil = \"12:00\"\n"),
               Catch::Contains("display.toml:3:"));
    CHECK_THAT(what("[voice]\nkey = \"shift\"\nchannel = \"middle\"\n"),
               Catch::Contains("display.toml:2:") && Catch::Contains("display.toml:3:"));
}

TEST_CASE("Sound check: calls are written as numbers and counters", "[display][voice]") {
    CHECK(parse_calls(" A023:3  B117:12 ") ==
          std::vector<Shown>{{"A023", model::CounterId{3}}, {"B117", model::CounterId{12}}});
    for (const char* wrong : {"", "  ", "A023", "A023:", ":3", "A023:0", "A023:1000", "A023:3:4"})
        CHECK_FALSE(parse_calls(wrong));
}

TEST_CASE("Zones: keys of the window have the names of display.toml", "[display][voice]") {
    using screen::Key;
    screen::VirtualWindow window({640, 480});
    screen::Fonts fonts;
    screen::Icons icons;
    BoardScreen screen(window, fonts, icons, {{"zh-Hans", "en"}, {}, {}});
    std::vector<std::string> names;
    screen.on_key([&](const screen::KeyEvent& key) { names.push_back(key_name(key)); });

    for (const screen::KeyEvent& key : {screen::KeyEvent{Key::Character, U' ', false},
                                        {Key::Character, U'5', false},
                                        {Key::Character, U'5', true}, // held
                                        {Key::Enter, 0, false},
                                        {Key::Function, 12, false},
                                        {Key::Tab, 0, false}})
        window.send(key);
    screen.handle_window(base::SteadyTime{});

    CHECK(names == std::vector<std::string>{"space", "5", "", "enter", "f12", ""});
}
