#include "display/board/layout.h"

#include <catch2/catch.hpp>

using namespace display;
using screen::Rect;
using screen::Size;

TEST_CASE("Layout: nothing overlaps and nothing hangs over the edge", "[display][board]") {
    const auto size = GENERATE(Size{1280, 720}, Size{1920, 1080}, Size{3840, 2160}, Size{1080, 1920},
                               Size{1024, 768}, Size{1080, 1080}, Size{2560, 1080});
    const auto counters = GENERATE(std::size_t{1}, std::size_t{6}, std::size_t{12}, std::size_t{40});
    CAPTURE(size.width, size.height, counters);

    const Layout layout = lay_out(size, counters);

    const std::vector<Rect> places = {layout.header,   layout.hero,     layout.recent,
                                      layout.counters, layout.services, layout.ticker};
    const Rect panel{0, 0, size.width, size.height};
    for (std::size_t i = 0; i < places.size(); ++i) {
        CAPTURE(i);
        CHECK_FALSE(places[i].empty());
        CHECK(panel.contains(places[i]));
        for (std::size_t j = i + 1; j < places.size(); ++j)
            CHECK_FALSE(places[i].overlaps(places[j]));
    }
}

TEST_CASE("Layout: legible distance follows the millimetres of the panel", "[display][board]") {
    const Legible legible = legible_distance({1920, 1080}, 55);

    // 55" of 1920×1080 has 0.634 mm a pixel: capitals of 176 · 0.73 · 0.634 = 81.5 mm, 6 mm a metre.
    CHECK(legible.call == Approx(13.6).margin(0.1));
    CHECK(legible.rows == Approx(9.26).margin(0.1));
    CHECK(legible.detail == Approx(4.75).margin(0.1));
}

TEST_CASE("Layout: finer pixels of an equal panel read equally far", "[display][board]") {
    CHECK(legible_distance({3840, 2160}, 55).call == Approx(legible_distance({1920, 1080}, 55).call));
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
