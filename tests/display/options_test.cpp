#include "display/options.h"
#include "shared/base/file.h"
#include "shared/config/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace display;

namespace {

std::expected<Options, int> parse(std::vector<const char*> words) {
    words.insert(words.begin(), "jiaohao-display");
    return parse_options(static_cast<int>(words.size()), words.data(), "1.2");
}

} // namespace

TEST_CASE("Options: flags alone are enough", "[display][options]") {
    const auto options = parse({"--hall", "tcp://10.0.0.1:6170", "--hall-key", "h.pub", "--key", "d.key",
                                "--device", "display-2", "--window", "1080x1920", "--languages", "zh-Hant,en",
                                "--virtual-speaker", "/tmp/said", "--panel-inch", "43", "--depth-m", "7.5"});

    REQUIRE(options);
    CHECK(options->line.endpoint == "tcp://10.0.0.1:6170");
    CHECK(options->line.own_key == "d.key");
    CHECK(options->device == "display-2");
    REQUIRE(options->screens.size() == 1);
    const ScreenOptions& screen = options->screens.front();
    CHECK(screen.window == screen::Size{1080, 1920});
    CHECK(screen.languages == std::vector<std::string>{"zh-Hant", "en"});
    CHECK(options->zones.at(0).voice.languages == screen.languages);
    CHECK(options->virtual_speaker == "/tmp/said");
    CHECK(screen.inch == 43);
    CHECK(screen.depth == 7.5);
}

TEST_CASE("Options: the file says it, and a flag wins", "[display][options]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "display.toml";
    base::write_file(file, R"(device = "display-3"
languages = ["zh-Hans", "en"]
[hall]
endpoint = "tcp://hall:6170"
key = "mine.key"
[[screen]]
fullscreen = true
inch = 55.5
depth = 9.0
[voice]
languages = ["zh-Hans"]
times = 1
volume = 60
yao = true
location = true
)");

    const auto options = parse({"--config", file.c_str(), "--device", "display-4"});

    REQUIRE(options);
    CHECK(options->device == "display-4");
    CHECK(options->line.endpoint == "tcp://hall:6170");
    CHECK(options->line.own_key == folder / "mine.key");
    REQUIRE(options->screens.size() == 1);
    CHECK(options->screens[0].fullscreen);
    CHECK(options->screens[0].inch == 55.5);
    CHECK(options->screens[0].depth == 9.0);
    CHECK(options->zones.at(0).voice.languages == std::vector<std::string>{"zh-Hans"});
    CHECK(options->zones.at(0).voice.times == 1);
    CHECK(options->zones.at(0).voice.volume == 60);
    CHECK(options->zones.at(0).voice.manner == Manner{true, true});
}

TEST_CASE("Options: zones, packs and signals come from the file, its own folder first",
          "[display][options]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "display.toml";
    std::filesystem::create_directory(folder / "li");
    base::write_file(folder / "li" / "pack.toml", "language = \"zh-Hans\"\n");
    const std::string head = "[voice]\npacks = [\"li\"]\n";
    base::write_file(file, head + R"(
[[zone]]
name = "east"
counters = "1-3"
[[zone]]
name = "west"
[[signal]]
kind = "bell"
counter = 2
port = "relays"
relay = 4
)");

    const auto options = parse({"--config", file.c_str(), "--languages", "ru,en", "--mute"});

    REQUIRE(options->zones.size() == 2);
    CHECK(options->zones[1].voice.zone == "west");
    for (const ZoneOptions& zone : options->zones) {
        CHECK(zone.voice.languages == std::vector<std::string>{"ru", "en"});
        CHECK(zone.mute);
    }
    REQUIRE(options->packs.size() == 1);
    CHECK(options->packs[0].folder == folder / "li");
    REQUIRE(options->signals.size() == 1);
    CHECK(options->signals[0].port == folder / "relays");

    base::write_file(folder / "li" / "pack.toml", "langage = \"zh-Hans\"\n");
    CHECK_THROWS_WITH(parse({"--config", file.c_str()}), Catch::Contains("pack.toml:1:"));
    CHECK_THROWS_WITH(parse({"--sound-check", "A023"}), Catch::Contains("A023:3 B117:12"));
}

TEST_CASE("Options: one process may drive many screens", "[display][options]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "display.toml";
    base::write_file(folder / "mine.toml",
                     "[[area]]\npart = \"call\"\nx = 0\ny = 0\nwidth = 100\nheight = 100\n");
    base::write_file(file, R"(languages = ["zh-Hans", "en"]
phone_page = "http://10.0.0.5:8080/"
pictures = "pictures"

[[screen]]
monitor = 1
fullscreen = true
layout = "mine.toml"

[[screen]]
width = 480
height = 80
left = 0
top = 160
counter = 12
languages = ["ar", "en"]
)");

    const auto options = parse({"--config", file.c_str()});

    REQUIRE(options);
    CHECK(options->phone_page == "http://10.0.0.5:8080/");
    CHECK(options->pictures == folder / "pictures");
    REQUIRE(options->screens.size() == 2);
    CHECK(options->screens[0].monitor == 1);
    CHECK(options->screens[0].layout == folder / "mine.toml");
    CHECK(options->screens[0].languages == std::vector<std::string>{"zh-Hans", "en"});
    CHECK_FALSE(options->screens[0].counter);
    CHECK(options->screens[1].window == screen::Size{480, 80});
    CHECK(options->screens[1].at == screen::Point{0, 160});
    CHECK(options->screens[1].counter == model::CounterId{12});
    CHECK(options->screens[1].languages == std::vector<std::string>{"ar", "en"});
    CHECK_THROWS_WITH(parse({"--config", file.c_str(), "--window", "800x600"}), Catch::Contains("2 screens"));
}

TEST_CASE("Options: a layout that is wrong is said before anything hangs", "[display][options]") {
    const support::TemporaryFolder folder;
    const auto layout = folder / "mine.toml";
    base::write_file(layout, "[[area]]\npart = \"cal\"\nx = 0\ny = 0\nwidth = 100\nheight = 100\n");

    CHECK_THROWS_WITH(parse({"--layout", layout.c_str()}), Catch::Contains("mine.toml:2:"));
    CHECK_THROWS_WITH(parse({"--layout", "counter"}), Catch::Contains("counter = 3"));
    CHECK(parse({"--layout", "counter", "--counter", "3"})->screens[0].counter == model::CounterId{3});
    CHECK(parse({"--layout", "portrait"}));
}

TEST_CASE("Options: what is wrong is said with its line", "[display][options]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "display.toml";
    base::write_file(file, "device = \"display-3\"\n[voice]\ntimes = 9\nvolum = 60\n");

    CHECK_THROWS_WITH(parse({"--config", file.c_str()}),
                      Catch::Contains("display.toml:3:") && Catch::Contains("display.toml:4:"));
}

TEST_CASE("Options: a strange window, language or flag is refused", "[display][options]") {
    CHECK_THROWS_WITH(parse({"--window", "1920"}), Catch::Contains("1920x1080"));
    CHECK_THROWS_WITH(parse({"--window", "1920x-1"}), Catch::Contains("1920x1080"));
    CHECK_THROWS_WITH(parse({"--window", "99999x1080"}), Catch::Contains("1920x1080"));
    CHECK_THROWS_WITH(parse({"--languages", "zh Hans;rm"}), Catch::Contains("languages"));
    CHECK(parse({"--loud"}).error() == 2);
    CHECK(parse({"--window", "800x600", "--fullscreen"}).error() == 2);
    CHECK(parse({"--version"}).error() == 0);
}
