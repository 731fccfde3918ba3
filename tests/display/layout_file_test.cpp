#include "display/board/layout_file.h"

#include "shared/base/file.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;

namespace {

const std::string kTwo = R"([[area]]
part = "call"
x = 0
y = 0
width = 100
height = 60.5

[[area]]
part = "calls-before"
x = 0
y = 60.5
width = 50
height = 39.5
type = 6.25
rows = 3
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("LayoutFile: a file says where the parts stand", "[display][layout]") {
    const Layout layout = parse_layout(kTwo, "two.toml");

    REQUIRE(layout.areas.size() == 2);
    CHECK(layout.areas[0].part == PartKind::Call);
    CHECK(layout.areas[1] == Area{PartKind::Before, 0, 60500, 50000, 39500, 6250, 1, 3});
    CHECK(layout.areas[1].on({1920, 1080}) == screen::Rect{0, 653, 960, 427});
}

TEST_CASE("LayoutFile: what is wrong is said with its line", "[display][layout]") {
    const auto parse = [](const std::string& text) { return parse_layout(text, "two.toml"); };

    CHECK_THROWS_WITH(parse(with(kTwo, "calls-before", "calls")),
                      Catch::StartsWith("two.toml:9:") && Catch::Contains("there is no part \"calls\"") &&
                          Catch::Contains("counters"));
    CHECK_THROWS_WITH(parse(with(kTwo, "x = 0\ny = 60.5", "x = 0\ny = 60")),
                      Catch::StartsWith("two.toml:10:") &&
                          Catch::Contains("\"call\" and \"calls-before\" overlap"));
    CHECK_THROWS_WITH(parse(with(kTwo, "width = 50", "width = 150")), Catch::StartsWith("two.toml:12:"));
    CHECK_THROWS_WITH(parse(with(kTwo, "x = 0\ny = 60.5", "x = 51\ny = 60.5")),
                      Catch::StartsWith("two.toml:12:") && Catch::Contains("over the panel's edge"));
    CHECK_THROWS_WITH(parse(with(kTwo, "rows = 3", "columns = 3")), Catch::StartsWith("two.toml:15:"));
    CHECK_THROWS_WITH(parse(with(kTwo, "type = 6.25", "type = -1")), Catch::StartsWith("two.toml:14:"));
    CHECK_THROWS_WITH(parse(""), Catch::Contains("at least one [[area]]"));
}

TEST_CASE("LayoutFile: a layout that is saved is read again; a mistake leaves it as it was",
          "[display][layout]") {
    const support::TemporaryFolder folder;
    support::ManualClock clock;
    const auto path = folder / "two.toml";
    base::write_file(path, kTwo);
    LayoutFile file(path);
    const auto look = [&] {
        bool changed = false;
        for (int i = 0; i < 3; ++i) {
            clock.advance(LayoutFile::kAsk);
            changed = file.tick(clock.steady()) || changed;
        }
        return changed;
    };
    CHECK_FALSE(look());

    base::write_file(path, with(kTwo, "rows = 3", "rows = 12"));
    CHECK(look());
    CHECK(file.layout().areas[1].rows == 12);

    base::write_file(path, with(kTwo, "rows = 3", "rows = many"));
    CHECK(look());
    CHECK_FALSE(file.well());
    CHECK(file.layout().areas[1].rows == 12);
    CHECK_FALSE(look()); // told once

    std::filesystem::remove(path);
    CHECK_FALSE(look());
    CHECK_FALSE(file.well());

    base::write_file(path, kTwo);
    CHECK(look());
    CHECK(file.well());
    CHECK(file.layout().areas[1].rows == 3);
}

TEST_CASE("LayoutFile: a file is not read while it is still being written", "[display][layout]") {
    const support::TemporaryFolder folder;
    support::ManualClock clock;
    const auto path = folder / "two.toml";
    base::write_file(path, kTwo);
    LayoutFile file(path);

    for (const std::size_t part : {30U, 60U, 100U}) { // a slow editor
        base::write_file(path, kTwo.substr(0, part));
        clock.advance(LayoutFile::kAsk);
        CHECK_FALSE(file.tick(clock.steady()));
    }

    CHECK(file.well());
}
