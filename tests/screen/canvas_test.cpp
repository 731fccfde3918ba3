#include "shared/screen/canvas.h"

#include "shared/screen/icons.h"
#include "tests/support/temporary_folder.h"

#include "shared/base/file.h"

#include <catch2/catch.hpp>

using namespace screen;

namespace {

constexpr Color kInk = Color::rgb(0x0C6158);

// Draws a bit of everything, out of bounds too.
void scribble(Canvas& canvas, int shift) {
    canvas.shadow({20 + shift, 20, 120, 80}, 16, 12, Color::rgb(0).with_alpha(80));
    canvas.rounded({20 + shift, 20, 120, 80}, 16, kInk);
    canvas.outline({10, 10 + shift, 150, 100}, 20, 3, Color::rgb(0xB8381E));
    canvas.gradient({60, 60, 400, 400}, 8, Color::rgb(0xFFFFFF), kInk);
    canvas.circle({30, 100 + shift}, 25, Color::rgb(0x123456).with_alpha(128));
    canvas.line({-20, -20}, {180, 150 + shift}, 5, Color::rgb(0xFFC34D));
    canvas.draw(Mask{{3, 3}, {9, 99, 255, 0, 255, 0, 1, 2, 3}}, {159 - shift, 118}, Color::rgb(0xFF0000));
    canvas.draw(Pixels({9, 9}, Color::rgb(0x00FF00).with_alpha(77)), {-4, 70}, 200);
}

} // namespace

TEST_CASE("Canvas: nothing is drawn outside the clip, and inside it nothing is different",
          "[screen][canvas]") {
    Pixels whole({160, 120});
    Canvas(whole).fill(whole.bounds(), Color::rgb(0xF5F2EA));
    Pixels part = whole;
    const Pixels before = whole;
    Canvas all(whole);
    scribble(all, 3);

    const Rect clip{37, 21, 61, 66};
    {
        Canvas canvas(part);
        const auto inside = canvas.clipped(clip);
        scribble(canvas, 3);
    }

    for (int y = 0; y < 120; ++y)
        for (int x = 0; x < 160; ++x)
            REQUIRE(part.at({x, y}) == (clip.contains(Point{x, y}) ? whole : before).at({x, y}));
}

TEST_CASE("Canvas: a clip is given back by its scope and only ever narrowed", "[screen][canvas]") {
    Pixels picture({50, 50});
    Canvas canvas(picture);
    {
        const auto outer = canvas.clipped({10, 10, 20, 20});
        const auto inner = canvas.clipped({0, 0, 15, 50});
        CHECK(canvas.clip() == Rect{10, 10, 5, 20});
    }
    CHECK(canvas.clip() == picture.bounds());
}

TEST_CASE("Canvas: corners are round and smooth, sides are full", "[screen][canvas]") {
    Pixels picture({100, 60});
    Canvas canvas(picture);

    canvas.rounded(picture.bounds(), 20, kInk);

    CHECK(picture.at({0, 0}) == Color::rgb(0xFFFFFF));
    CHECK(picture.at({0, 30}) == kInk);
    CHECK(picture.at({50, 0}) == kInk);
    CHECK(picture.at({50, 59}) == kInk);
    int between = 0;
    for (int x = 0; x < 20; ++x)
        between += picture.at({x, 2}) != kInk && picture.at({x, 2}) != Color::rgb(0xFFFFFF) ? 1 : 0;
    CHECK(between >= 2);
    for (int y = 0; y < 60; ++y)
        for (int x = 0; x < 100; ++x)
            REQUIRE(picture.at({x, y}) == picture.at({99 - x, 59 - y})); // the same at all four
}

TEST_CASE("Pixels: a picture survives being saved, and a broken file is an error with its name",
          "[screen][canvas]") {
    const support::TemporaryFolder folder;
    Pixels picture({31, 17}, Color::rgb(0x336699).with_alpha(100));
    Canvas canvas(picture);
    scribble(canvas, 1);

    save_png(picture, folder / "a.png");
    CHECK(load_png(folder / "a.png") == picture);

    base::write_file(folder / "broken.png", base::read_file(folder / "a.png").substr(0, 60));
    CHECK_THROWS_WITH(load_png(folder / "broken.png"), Catch::Contains("broken.png"));
    CHECK_THROWS_AS(save_png(picture, folder / "no/such/folder.png"), base::FileError);
}

TEST_CASE("Icons: every icon of the house can be drawn and keeps to its grid", "[screen][canvas]") {
    Icons icons;
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(base::assets_folder() / "icons")) {
        if (entry.path().extension() != ".svg")
            continue;
        ++count;
        INFO(entry.path().stem());
        const Mask& mask = icons.icon(entry.path().stem().string(), 48);
        CHECK(mask.size == Size{48, 48});
        CHECK(std::ranges::any_of(mask.coverage, [](auto c) { return c > 200; }));
        for (int i = 0; i < 48; ++i) // the outermost pixels stay free
            CHECK((mask.row(0)[i] | mask.row(47)[i] | mask.row(i)[0] | mask.row(i)[47]) == 0);
    }
    CHECK(count > 40);
    CHECK(icons.icon("no-such-icon", 48).coverage.empty());
}
