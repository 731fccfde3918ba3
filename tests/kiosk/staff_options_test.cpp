#include "kiosk/options.h"
#include "kiosk/staff_pin.h"
#include "shared/base/file.h"
#include "shared/screen/pixels.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;

namespace {

std::expected<kiosk::Options, int> read(const std::string& config, const std::string& text,
                                        std::vector<std::string> flags = {}) {
    base::write_file(config, text);
    std::vector<std::string> words{"jiaohao-kiosk", "--config", config};
    words.insert(words.end(), flags.begin(), flags.end());
    std::vector<const char*> argv;
    argv.reserve(words.size());
    for (const std::string& word : words)
        argv.push_back(word.c_str());
    return kiosk::parse_options(static_cast<int>(argv.size()), argv.data());
}

} // namespace

TEST_CASE("Options: the staff's PIN stands in the file as its hash, never as itself",
          "[kiosk][options][staff]") {
    const support::TemporaryFolder folder;
    const auto config = (folder / "kiosk.toml").string();
    const std::string hash = kiosk::make_pin_hash("2468");

    CHECK(read(config, "")->staff_pin.empty());
    CHECK(read(config, "staff_pin = \"" + hash + "\"\n")->staff_pin == hash);
    for (const char* const wrong :
         {"staff_pin = \"2468\"\n", "staff_pin = 2468\n", "staff_pin = \"$argon2id$v=19$m=1,t=1,p=1$x$y\"\n"})
        CHECK(read(config, wrong).error() == 2);
}

TEST_CASE("Options: when pages take turns, by flag or file; a minute and a half when nothing is said",
          "[kiosk][options][attract]") {
    const support::TemporaryFolder folder;
    const auto config = (folder / "kiosk.toml").string();

    CHECK(read(config, "")->face.attract_after == 90s);
    CHECK(read(config, "attract_after = 30\n")->face.attract_after == 30s);
    CHECK(read(config, "attract_after = 0\n")->face.attract_after == 0s);
    CHECK(read(config, "attract_after = 30\n", {"--attract-after", "0"})->face.attract_after == 0s);
    CHECK(read(config, "attract_after = -1\n").error() == 2);
    CHECK(read(config, "attract_after = \"30 s\"\n").error() == 2);
    CHECK(read(config, "", {"--attract-after", "-5"}).error() == 2);
}

TEST_CASE("Options: the hall's map is a picture beside the file, of bounded size",
          "[kiosk][options][attract]") {
    const support::TemporaryFolder folder;
    const auto config = (folder / "kiosk.toml").string();
    screen::save_png(screen::Pixels({300, 200}), folder / "map.png");
    screen::save_png(screen::Pixels({5000, 10}), folder / "large.png");
    base::write_file(folder / "none.png", "no picture");

    CHECK(read(config, "")->face.hall_map.empty());
    CHECK(read(config, "hall_map = \"map.png\"\n")->face.hall_map == folder / "map.png");
    for (const char* const wrong : {"missing.png", "large.png", "none.png"})
        CHECK(read(config, std::string("hall_map = \"") + wrong + "\"\n").error() == 2);
}
