#include "shared/screen/theme.h"

#include <catch2/catch.hpp>

using namespace screen;

TEST_CASE("Theme: every pair of text and ground has the contrast it must have", "[screen][theme]") {
    const auto palette = GENERATE(Palette::Light, Palette::Board, Palette::HighContrast);
    const Theme theme = Theme::make(palette, 32);

    for (const auto& rule : theme.contrast_rules(palette)) {
        INFO(static_cast<int>(palette) << " " << rule.name);
        CHECK(contrast(rule.text, rule.ground) >= rule.at_least);
    }
}

TEST_CASE("Theme: contrast is counted as WCAG counts it", "[screen][theme]") {
    CHECK(contrast(Color::rgb(0xFFFFFF), Color::rgb(0x000000)) == Approx(21.0));
    CHECK(contrast(Color::rgb(0x777777), Color::rgb(0xFFFFFF)) == Approx(4.48).margin(0.01));
}

TEST_CASE("Theme: at arm's length capitals are 7.3 mm high and targets 20 mm wide", "[screen][theme]") {
    constexpr double kDensity = 102.5; // 21.5" with 1080×1920
    const Theme theme = Theme::for_touch(Palette::Light, kDensity);

    const auto millimetres = [](int pixels) { return pixels * 25.4 / kDensity; };

    CHECK(millimetres(theme.body.size * 73 / 100) >= 7.0);
    CHECK(millimetres(theme.caption.size * 73 / 100) >= 4.8); // ADA 707.7.2
    CHECK(millimetres(theme.target) >= 20.0);
}

TEST_CASE("Theme: on a board letters grow with the distance", "[screen][theme]") {
    constexpr double kDensity = 80.0; // 55" with 3840×2160

    const auto capitals = [](double distance) {
        return Theme::for_board(Palette::Board, kDensity, distance).body.size * 0.73 * 25.4 / kDensity;
    };

    CHECK(capitals(5.0) >= 20.0 - 0.5);
    CHECK(capitals(10.0) >= 40.0 - 0.5);
}

TEST_CASE("Theme: large text is larger, all of it", "[screen][theme]") {
    const Theme plain = Theme::make(Palette::Light, 40);
    const Theme large = Theme::make(Palette::Light, 40, true);

    for (const auto step : {&Theme::display, &Theme::headline, &Theme::title, &Theme::body, &Theme::caption})
        CHECK((large.*step).size >= (plain.*step).size * 12 / 10);
}
