#include "tests/screen/sample.h"
#include "tests/support/golden.h"

#include <catch2/catch.hpp>

using namespace screen;

namespace {

Pixels picture_of(support::Bench& bench, const std::string& language, Palette palette) {
    const Look look = bench.look(language, palette, 16);
    Stage stage({600, 660}, look);
    stage.show(support::sample_page(look));
    stage.draw();
    return stage.frame();
}

} // namespace

TEST_CASE("Pictures: the sample page looks as it looked", "[screen][golden]") {
    support::Bench bench;

    const auto [language, palette, name] = GENERATE(table<std::string, Palette, std::string>(
        {{"zh_Hans", Palette::Light, "sample-zh"},
         {"en", Palette::Light, "sample-en"},
         {"ar", Palette::Light, "sample-ar"},
         {"zh_Hans", Palette::Board, "sample-board"},
         {"zh_Hans", Palette::HighContrast, "sample-high-contrast"}}));

    CHECK(support::matches_golden(picture_of(bench, language, palette), name));
}
