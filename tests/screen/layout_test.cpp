#include "shared/screen/layout.h"

#include "shared/screen/label.h"
#include "tests/screen/sample.h"

#include <catch2/catch.hpp>

using namespace screen;

namespace {

std::vector<Rect> places(const View& view) {
    std::vector<Rect> rects;
    for (const auto& child : view.children())
        rects.push_back(child->bounds());
    return rects;
}

} // namespace

TEST_CASE("Row: places from the leading edge; what grows shares what is left", "[screen][layout]") {
    support::Bench bench;
    Row row;
    row.gap = 10;
    row.padding = {20, 0, 30, 0};
    row.add<Spacer>(40);
    row.add<Spacer>();
    row.add<Spacer>().grow = 2;

    row.arrange(bench.look("en"), {0, 0, 400, 50});

    CHECK(places(row) == std::vector<Rect>{{20, 0, 40, 50}, {70, 0, 96, 50}, {176, 0, 194, 50}});
}

TEST_CASE("Row: too many wishes, and the widest give way", "[screen][layout]") {
    support::Bench bench;
    Row row;
    row.gap = 10;
    for (const int wish : {300, 40, 200, 60})
        row.add<Spacer>(wish);

    row.arrange(bench.look("en"), {0, 0, 330, 50});

    CHECK(places(row) ==
          std::vector<Rect>{{0, 0, 100, 50}, {110, 0, 40, 50}, {160, 0, 100, 50}, {270, 0, 60, 50}});
}

TEST_CASE("Row and Grid: Arabic is the mirror image of English", "[screen][layout]") {
    support::Bench bench;
    const Rect room{0, 0, 411, 300};
    const auto check_mirrored = [&](View& view) {
        view.arrange(bench.look("en"), room);
        const auto english = places(view);
        view.arrange(bench.look("ar"), room);
        const auto arabic = places(view);
        for (std::size_t i = 0; i < english.size(); ++i) {
            Rect mirrored = english[i];
            mirrored.x = room.width - english[i].right();
            CHECK(arabic[i] == mirrored);
        }
    };

    Row row;
    row.gap = 7;
    row.padding = {3, 1, 9, 1};
    for (int i = 1; i < 5; ++i)
        row.add<Spacer>(i * 11);
    check_mirrored(row);

    Grid grid(3);
    grid.gap = 5;
    grid.padding = {2, 0, 8, 0};
    for (int i = 0; i < 7; ++i)
        grid.add<Spacer>(30);
    check_mirrored(grid);
}

TEST_CASE("Grid: cells that fill leave no gap at the end", "[screen][layout]") {
    support::Bench bench;
    Grid grid(3);
    grid.fill = true;
    grid.gap = 7;
    for (int i = 0; i < 9; ++i)
        grid.add<Spacer>(1);

    grid.arrange(bench.look("en"), {0, 0, 500, 401});

    CHECK(grid.children().back()->bounds().right() == 500);
    CHECK(grid.children().back()->bounds().bottom() == 401);
}

TEST_CASE("Column: hidden children take no room", "[screen][layout]") {
    support::Bench bench;
    Column column;
    column.gap = 10;
    column.add<Spacer>(20);
    column.add<Spacer>(30).set_visible(false);
    column.add<Spacer>(40);

    CHECK(column.measure(bench.look("en"), 100) == Size{40, 70});
}

TEST_CASE("Column: too much for the page, and what grows gives way, then the highest", "[screen][layout]") {
    support::Bench bench;
    Column column;
    column.gap = 10;
    column.add<Spacer>(50);
    column.add<Spacer>(300).grow = 1;
    column.add<Spacer>(40);

    column.arrange(bench.look("en"), {0, 0, 100, 210});
    CHECK(places(column) == std::vector<Rect>{{0, 0, 100, 50}, {0, 60, 100, 100}, {0, 170, 100, 40}});

    column.arrange(bench.look("en"), {0, 0, 100, 100});
    CHECK(places(column) == std::vector<Rect>{{0, 0, 100, 40}, {0, 50, 100, 0}, {0, 60, 100, 40}});
}

TEST_CASE("Column: a label gets as many lines as the width asks for", "[screen][layout]") {
    support::Bench bench;
    const Look look = bench.look("en");
    Column column;
    column.add<Label>("Please have your identity card ready before your number is called.");

    const int one_line = column.measure(look, 4000).height;

    CHECK(column.measure(look, 400).height == 2 * one_line);
}
