#include "caller/options.h"

#include "caller/learned_boxes.h"
#include "shared/base/file.h"
#include "shared/config/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace caller;

namespace {

Asked parse(std::vector<const char*> words) {
    words.insert(words.begin(), "jiaohao-caller");
    return parse_options(static_cast<int>(words.size()), words.data(), "1");
}

} // namespace

TEST_CASE("Options: flags go before the configuration", "[caller][options]") {
    const support::TemporaryFolder folder;
    const auto file = (folder / "caller.toml").string();
    base::write_file(file, "counter = 3\nclerk = \"103\"\nlanguage = \"zh-Hant\"\nphotos = "
                           "\"photos\"\n[hall]\nkey = \"mine.key\"\n"
                           "[[box]]\ndevice = \"@1-3.2\"\ncounter = 4\n"
                           "[box.keys]\nnext = [\"kp-plus\", \"a\"]\n");

    const auto asked = parse({"--config", file.c_str(), "--counter", "5", "--window", "600x900"});

    REQUIRE(asked.options);
    CHECK(asked.options->counter == model::CounterId{5});
    CHECK(asked.options->clerk == model::ClerkId{"103"});
    CHECK(asked.options->language == "zh_Hant");
    CHECK(asked.options->pad_size == screen::Size{600, 900});
    CHECK(asked.options->line.own_key == folder / "mine.key");
    CHECK(asked.options->photos == folder / "photos");
    REQUIRE(asked.options->boxes.size() == 1);
    CHECK(asked.options->boxes[0].counter == model::CounterId{4});
    CHECK(asked.options->boxes[0].keys.presses.at(0x04) == Press(Action::Next));
    CHECK(asked.options->boxes[0].keys.presses.at(0x57) == Press(Action::Next));
}

TEST_CASE("Options: what is wrong is told in a sentence", "[caller][options]") {
    CHECK_THROWS_WITH(parse({}), Catch::Contains("--counter"));
    CHECK_THROWS_WITH(parse({"--counter", "3", "--window", "big"}), Catch::Contains("480x760"));
    CHECK_THROWS_WITH(parse({"--counter", "3", "--box", "that one"}), Catch::Contains("VID:PID"));
    CHECK(parse({"--counter", "0"}).exit_code == 2);
    CHECK(parse({"--nonsense"}).exit_code == 2);
    CHECK(parse({"--help"}).exit_code == 0);
}

TEST_CASE("Options: a wrong key in the configuration is told with its line", "[caller][options]") {
    const support::TemporaryFolder folder;
    const auto file = (folder / "caller.toml").string();
    base::write_file(file, "counter = 3\n[[box]]\ndevice = \"1c4f:0002\"\ncounter = 3\n"
                           "[box.keys]\nnext = [\"kp-plus\"]\nrecall = [\"kp-plus\", \"nothing\"]\n");

    try {
        parse({"--config", file.c_str()});
        FAIL("it was accepted");
    } catch (const config::Errors& errors) {
        CHECK(errors.all().size() == 2);
        CHECK(errors.all().front().line == 7);
    }
}

TEST_CASE("Options: the boxes of one serial line stand together, with keys of their own",
          "[caller][options]") {
    const support::TemporaryFolder folder;
    const auto file = (folder / "caller.toml").string();
    base::write_file(file, "counter = 3\n"
                           "[[box]]\ndevice = \"/dev/ttyS1#3\"\ncounter = 3\n"
                           "[[box]]\ndevice = \"/dev/ttyUSB0#1\"\nbaud = 19200\ncounter = 4\n"
                           "[[box]]\ndevice = \"/dev/ttyS1#247\"\ncounter = 5\npreset = \"rating\"\n"
                           "[[box]]\ndevice = \"1c4f:0002\"\ncounter = 6\n[box.keys]\nnext = [\"button-1\"]\n"
                           "pause = [\"2\"]\nanswers = [\"button-1\", \"2\", \"3\"]\ncancel = [\"escape\"]\n"
                           "rate = [\"f1\", \"f2\"]\n");

    const auto options = *parse({"--config", file.c_str()}).options;

    REQUIRE(options.serial_boxes.size() == 2);
    REQUIRE(options.serial_boxes[0].size() == 2);
    CHECK(options.serial_boxes[0][1].address == 247);
    CHECK(options.serial_boxes[0][1].keys.presses.at(button(5)) == Press(Rate{1}));
    CHECK(options.serial_boxes[0][0].keys.presses.at(button(5)) == Press(Keyed{Action::Pause, 4}));
    CHECK(options.serial_boxes[1][0].baud == 19200);
    REQUIRE(options.boxes.size() == 1);
    const auto& keys = options.boxes[0].keys.presses;
    CHECK(keys.at(button(1)) == Press(Keyed{Action::Next, 0}));
    CHECK(keys.at(key::kOne + 1) == Press(Keyed{Action::Pause, 1}));
    CHECK(keys.at(key::kOne + 2) == Press(Choose{2}));
    CHECK(keys.at(key::kEscape) == Press(Dismiss{}));
    CHECK(keys.at(*parse_usage("f2")) == Press(Rate{4}));
}

TEST_CASE("Options: what a serial box may not be is told with its line", "[caller][options]") {
    const support::TemporaryFolder folder;
    const auto file = (folder / "caller.toml").string();
    const std::string first =
        "counter = 3\n[[box]]\ndevice = \"/dev/ttyS1#3\"\ncounter = 3\n[[box]]\ncounter = 4\n";
    for (const auto* wrong :
         {"device = \"/dev/ttyS1\"\n", "device = \"/dev/ttyS1#0\"\n", "device = \"/dev/ttyS1#248\"\n",
          "device = \"/dev/ttyS1#3\"\n", "device = \"/dev/ttyS1#4\"\nbaud = 19200\n",
          "device = \"/dev/ttyS2#4\"\nbaud = 9601\n", "device = \"/dev/ttyS2#4\"\npreset = \"fifty\"\n"}) {
        INFO(wrong);
        base::write_file(file, first + wrong);
        CHECK_THROWS_AS(parse({"--config", file.c_str()}), config::Errors);
    }
}

TEST_CASE("Options: what was learned is beside the configuration and goes first", "[caller][options]") {
    const support::TemporaryFolder folder;
    const auto file = (folder / "caller.toml").string();
    base::write_file(file, "counter = 3\n[[box]]\ndevice = \"1c4f:0002\"\ncounter = 3\n");
    write_learned(folder / "boxes.toml", {{"@1-2", model::CounterId{4}, "five"}});

    const auto options = *parse({"--config", file.c_str()}).options;
    REQUIRE(options.boxes.size() == 2);
    CHECK(options.boxes[0].counter == model::CounterId{4});
    CHECK(options.boxes[0].match.place == "1-2");

    const auto learning = *parse({"--config", file.c_str(), "--learn", "--keys", "rating"}).options;
    CHECK(learning.learn);
    CHECK(learning.learn_preset == "rating");
    CHECK(learning.boxes.size() == 1);
    CHECK(learning.boxes_file == folder / "boxes.toml");
    CHECK(parse({"--learn", "--boxes", "/tmp/b.toml"}).options->boxes_file == "/tmp/b.toml");
}

TEST_CASE("Options: the strip's place, and the printer of slips with its key", "[caller][options]") {
    const support::TemporaryFolder folder;
    const auto file = (folder / "caller.toml").string();
    base::write_file(file, "counter = 3\nstrip = true\nstrip_place = \"bottom\"\nspeak = true\n[hall]\n"
                           "key = \"mine.key\"\n[printer]\nendpoint = \"ipc:///run/printer\"\n");

    const auto asked = parse({"--config", file.c_str(), "--strip-width", "1200"});

    REQUIRE(asked.options);
    CHECK(asked.options->strip);
    CHECK(asked.options->strip_edge == screen::Edge::Bottom);
    CHECK(asked.options->strip_width == 1200);
    CHECK(asked.options->speak);
    REQUIRE(asked.options->printer);
    CHECK(asked.options->printer->endpoint == "ipc:///run/printer");
    CHECK(asked.options->printer->printer_key == folder / "printer-1.pub");
    CHECK(asked.options->printer->own_key == folder / "mine.key");
    CHECK_FALSE(parse({"--counter", "3"}).options->printer);
    CHECK_THROWS_WITH(parse({"--counter", "3", "--strip", "--no-pad"}), Catch::Contains("--no-pad"));
}
