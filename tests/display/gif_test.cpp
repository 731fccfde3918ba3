#include "display/board/gif.h"

#include "shared/base/file.h"
#include "tests/display/sample_gif.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;
using screen::Color;
using support::gif;
using support::GifPicture;
using support::kBlue;
using support::kRed;

namespace {

const Color kBlack = Color::rgb(0x000000);

} // namespace

TEST_CASE("Gif: frames come one after the other, each for its time", "[display][gif]") {
    Gif film(gif({4, 3}, {{{0, 0, 4, 3}, 1, 50}, {{1, 1, 2, 1}, 2, 0}}));

    const auto first = film.next();
    REQUIRE(first);
    CHECK(first->stands == 500ms);
    CHECK(first->picture.at({1, 1}) == kRed);
    const auto second = film.next();
    REQUIRE(second);
    CHECK(second->stands == 100ms); // 0 is what browsers take for a tenth of a second
    CHECK(second->picture.at({0, 0}) == kRed);
    CHECK(second->picture.at({1, 1}) == kBlue);
    CHECK(second->picture.at({3, 1}) == kRed);
    CHECK_FALSE(film.next());
}

TEST_CASE("Gif: a frame leaves what it says it leaves", "[display][gif]") {
    GifPicture taken_away{{0, 0, 2, 2}, 2, 10}, taken_back{{2, 0, 2, 2}, 2, 10};
    taken_away.disposal = 2;
    taken_back.disposal = 3;
    Gif film(gif({4, 2}, {{{0, 0, 4, 2}, 1, 10}, taken_away, taken_back, {{3, 1, 1, 1}, 3, 10}}));
    film.next();
    film.next();

    const auto third = film.next();
    REQUIRE(third);
    CHECK(third->picture.at({0, 0}) == kBlack);
    CHECK(third->picture.at({2, 0}) == kBlue);
    const auto fourth = film.next();
    REQUIRE(fourth);
    CHECK(fourth->picture.at({2, 0}) == kRed);
}

TEST_CASE("Gif: an interlaced frame has its rows in order", "[display][gif]") {
    GifPicture rows{{0, 0, 2, 9}, 1, 10};
    rows.interlaced = true;
    rows.last_row = 2; // in the order of the picture

    Gif film(gif({2, 9}, {rows}));

    const auto frame = film.next();
    REQUIRE(frame);
    for (int y = 0; y < 8; ++y)
        CHECK(frame->picture.at({0, y}) == kRed);
    CHECK(frame->picture.at({0, 8}) == kBlue);
}

TEST_CASE("Gif: a frame that hangs over the edge is cut off there", "[display][gif]") {
    Gif film(gif({2, 2}, {{{1, 1, 5, 5}, 1, 10}}));

    const auto frame = film.next();
    REQUIRE(frame);
    CHECK(frame->picture.at({1, 1}) == kRed);
    CHECK(frame->picture.at({0, 1}) == kBlack);
}

TEST_CASE("Gif: what is damaged or no GIF is refused with a sentence, wherever it ends", "[display][gif]") {
    const std::string whole = gif({4, 3}, {{{0, 0, 4, 3}, 1, 50}, {{1, 1, 2, 1}, 2, 5}});
    for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
        CAPTURE(length);
        CHECK_THROWS_AS(
            [&] {
                Gif film(whole.substr(0, length));
                while (film.next())
                    ;
            }(),
            base::FileError);
    }
    CHECK_THROWS_WITH(Gif(gif({5000, 3}, {})), Catch::Contains("more than 4096 pixels"));
    CHECK_THROWS_WITH(Gif("a text"), Catch::Contains("damaged or none"));
}
