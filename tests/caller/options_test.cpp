#include "caller/options.h"

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
    base::write_file(file,
                     "counter = 3\nclerk = \"103\"\nlanguage = \"zh-Hant\"\n[hall]\nkey = \"mine.key\"\n"
                     "[[box]]\ndevice = \"@1-3.2\"\ncounter = 4\n"
                     "[box.keys]\nnext = [\"kp-plus\", \"a\"]\n");

    const auto asked = parse({"--config", file.c_str(), "--counter", "5", "--window", "600x900"});

    REQUIRE(asked.options);
    CHECK(asked.options->counter == model::CounterId{5});
    CHECK(asked.options->clerk == model::ClerkId{"103"});
    CHECK(asked.options->language == "zh_Hant");
    CHECK(asked.options->pad_size == screen::Size{600, 900});
    CHECK(asked.options->line.own_key == folder / "mine.key");
    REQUIRE(asked.options->boxes.size() == 1);
    CHECK(asked.options->boxes[0].counter == model::CounterId{4});
    CHECK(asked.options->boxes[0].keys.actions.at(0x04) == Action::Next);
    CHECK(asked.options->boxes[0].keys.actions.at(0x57) == Action::Next);
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
