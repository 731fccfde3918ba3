#include "shared/config/table.h"

#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using config::Document;
using config::Errors;

namespace {

/// What reading with `reader` finds wrong, one line each.
template <typename Reader>
std::string complaints(std::string_view text, Reader reader) {
    try {
        Document document = Document::parse(text, "some.toml");
        reader(document.root());
        document.finish();
    } catch (const Errors& errors) {
        return errors.what();
    }
    return "";
}

} // namespace

TEST_CASE("Config: what is there is read, what is not has its fallback", "[config][table]") {
    Document document = Document::parse(R"(
        name = "kiosk-1"
        idle = "45 s"
        volume = 7
        quiet = true
        factor = 1.5
        from = "08:30"
        lists = ["a", "b"]
        title = { en = "Hello", "zh-Hans" = "您好" }
        [window]
        width = 1080
    )",
                                        "kiosk.toml");
    const config::Table root = document.root();

    CHECK(root.text("name") == "kiosk-1");
    CHECK(root.duration("idle", 5s, 10min) == 45s);
    CHECK(root.number("volume", 0, 10) == 7);
    CHECK(root.flag("quiet"));
    CHECK(root.thousandths("factor", 1000, 9000) == 1500);
    CHECK(root.time_of_day("from") == 510);
    CHECK(root.texts("lists") == std::vector<std::string>{"a", "b"});
    CHECK(root.names("title", {}).in("zh-Hans") == "您好");
    CHECK(root.table("window").number("width", 1, 9999) == 1080);
    CHECK(root.table("sound").number("rate", 1, 99999, 44100) == 44100);
    CHECK(root.text("hall", "tcp://localhost:5700") == "tcp://localhost:5700");
    CHECK_NOTHROW(document.finish());
}

TEST_CASE("Config: an unknown key is told with its line and the known ones", "[config][table]") {
    const auto told = complaints("name = \"x\"\ncolour = 3\n[window]\nwidht = 4\n", [](config::Table root) {
        root.text("name");
        root.table("window").number("width", 1, 9, 5);
    });

    CHECK_THAT(told, Catch::Contains("some.toml:2:10: The key 'colour' is not known here."));
    CHECK_THAT(told, Catch::Contains("some.toml:4:9: The key 'widht' is not known here."));
    CHECK_THAT(told, Catch::Contains("known are: width"));
}

TEST_CASE("Config: all that is wrong is told at once, in the order of the lines", "[config][table]") {
    const auto told =
        complaints("a = 1\nb = \"soon\"\nc = 99\nd = \"two\\nlines\"\n", [](config::Table root) {
            root.number("c", 0, 10);
            root.duration("b", 0s, 1h);
            root.text("a");
            root.text("d");
            root.text("missing");
        });

    CHECK(told == "some.toml:1:1: The key 'missing' is missing here. Please add it.\n"
                  "some.toml:1:5: 'a' must be a text in quotation marks. Please correct it.\n"
                  "some.toml:2:5: 'b' must be a duration from \"0 min\" to \"1 h\", with its unit (s, min or "
                  "h). Please "
                  "correct it.\n"
                  "some.toml:3:5: 'c' must be a whole number from 0 to 10. Please correct it.\n"
                  "some.toml:4:5: 'd' must be one line of at most 400 bytes. Please shorten it.");
}

TEST_CASE("Config: a text lacks no language and has no unknown one", "[config][table]") {
    const std::vector<std::string> languages{"zh-Hans", "en"};
    const auto told = complaints("title = { en = \"x\", fr = \"y\" }\n",
                                 [&](config::Table root) { root.names("title", languages); });

    CHECK_THAT(told, Catch::Contains("'title' lacks its text in 'zh-Hans'"));
    CHECK_THAT(told, Catch::Contains("'fr' of 'title' is not among the hall's languages"));
}

TEST_CASE("Config: a table that should be a list, and a list that should be a table, are told",
          "[config][table]") {
    const auto told = complaints("one = 3\nmany = [1, 2]\n[list]\n", [](config::Table root) {
        root.table("one").text("name");
        root.tables("many", 5);
        root.tables("list", 5);
    });

    CHECK_THAT(told, Catch::Contains("'one' must be a table"));
    CHECK_THAT(told, Catch::Contains("'many' must be written as [[many]]"));
    CHECK_THAT(told, Catch::Contains("'list' must be written as [[list]]"));
}

TEST_CASE("Config: what is not TOML is told with its place", "[config][table]") {
    CHECK_THAT(complaints("a = 1\na = 2\n", [](config::Table) {}), Catch::Contains("some.toml:2:"));
    CHECK_THAT(complaints("a = \n", [](config::Table) {}), Catch::Contains("This is not TOML"));
    // Letters beyond ASCII outside of quotes, where the parser looks for white space.
    for (const char* text : {"é = 1", "a = é", "a = 1 é", "[é]", "ж = 1\n", "a = \"\"\"b\\ \n é\"\"\"é"})
        CHECK_THAT(complaints(text, [](config::Table) {}), Catch::Contains("This is not TOML"));
}

TEST_CASE("Config: a file that is not there is told in one sentence", "[config][table]") {
    const support::TemporaryFolder folder;
    CHECK_THROWS_AS(Document::read(folder.path() / "nothing.toml"), Errors);
}
