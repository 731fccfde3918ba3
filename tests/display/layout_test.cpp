#include "display/board/layout.h"

#include "display/board/layout_file.h"

#include <catch2/catch.hpp>

using namespace display;
using screen::Rect;
using screen::Size;

TEST_CASE("Layout: on no panel do the parts of our own layouts overlap or hang over", "[display][board]") {
    const auto name = GENERATE("landscape", "landscape-media", "portrait", "counter", "counter-strip");
    const auto size = GENERATE(Size{1280, 720}, Size{1920, 1080}, Size{3840, 2160}, Size{1080, 1920},
                               Size{1024, 768}, Size{1080, 1080}, Size{2560, 1080}, Size{1921, 1079});
    CAPTURE(name, size.width, size.height);

    const Layout layout = read_layout(house_layout(name));

    const Rect panel{0, 0, size.width, size.height};
    for (std::size_t i = 0; i < layout.areas.size(); ++i) {
        CAPTURE(part_name(layout.areas[i].part));
        const Rect place = layout.areas[i].on(size);
        CHECK_FALSE(place.empty());
        CHECK(panel.contains(place));
        for (std::size_t j = i + 1; j < layout.areas.size(); ++j)
            CHECK_FALSE(place.overlaps(layout.areas[j].on(size)));
    }
}

TEST_CASE("Layout: our own layouts have room for their type on the panels they are for", "[display][board]") {
    CHECK(fit_warnings(read_layout(house_layout("landscape")), {1920, 1080}).empty());
    CHECK(fit_warnings(read_layout(house_layout("landscape-media")), {3840, 2160}).empty());
    CHECK(fit_warnings(read_layout(house_layout("portrait")), {1080, 1920}).empty());
    CHECK(fit_warnings(read_layout(house_layout("counter")), {800, 480}).empty());
    CHECK(fit_warnings(read_layout(house_layout("counter-strip")), {960, 160}).empty());
}

TEST_CASE("Layout: type that is too large for its area is drawn smaller, and that is told",
          "[display][board]") {
    const Layout layout = parse_layout(
        "[[area]]\npart = \"ticker\"\nx = 0\ny = 90\nwidth = 100\nheight = 4\ntype = 10\n", "thin.toml");

    CHECK(layout.areas.front().em({1920, 1080}) == Approx(43.0 / 1.4).margin(1));
    const auto warnings = fit_warnings(layout, {1920, 1080});
    REQUIRE(warnings.size() == 1);
    CHECK_THAT(warnings.front(), Catch::Contains("\"ticker\" is too low for type = 10.0"));
}

TEST_CASE("Layout: legible distance follows the millimetres of the panel", "[display][board]") {
    const Legible legible = legible_distance(read_layout(house_layout("landscape")), {1920, 1080}, 55);

    // 55" of 1920×1080 has 0.634 mm a pixel: capitals of 0.158 · 1080 · 0.73 · 0.634 = 79 mm, 6 mm a metre.
    CHECK(legible.call == Approx(13.2).margin(0.1));
    CHECK(legible.rows == Approx(9.0).margin(0.1));
    CHECK(legible.detail == Approx(4.75).margin(0.1));
}

TEST_CASE("Layout: a counter's panel is judged by its number alone", "[display][board]") {
    const Legible legible = legible_distance(read_layout(house_layout("counter")), {800, 480}, 10);

    // 0.272 mm a pixel: capitals of 0.4 · 480 · 0.73 · 0.272 = 38 mm.
    CHECK(legible.call == Approx(6.36).margin(0.1));
    CHECK(legible.rows == 0);
    CHECK(legibility_warnings(legible, 5).empty());
    CHECK(legibility_warnings(legible, 10).size() == 1);
}

TEST_CASE("Layout: finer pixels of an equal panel read equally far", "[display][board]") {
    const Layout layout = read_layout(house_layout("landscape"));

    CHECK(legible_distance(layout, {3840, 2160}, 55).call ==
          Approx(legible_distance(layout, {1920, 1080}, 55).call));
}

TEST_CASE("Layout: the technician is warned of what cannot be read from the last row", "[display][board]") {
    const Legible legible{13, 9, 5};

    CHECK(legibility_warnings(legible, 5).empty());
    CHECK(legibility_warnings(legible, 8).size() == 1);
    const auto all = legibility_warnings(legible, 20);
    REQUIRE(all.size() == 3);
    CHECK_THAT(all[0], Catch::Contains("the called number can be read from 13.0 m") &&
                           Catch::Contains("20.0 m away"));
}
