#include "display/board/wall.h"
#include "tests/display/sample_board.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;

namespace {

/// A board in a window, and the hall that it shows.
struct AlarmBench {
    AlarmBench() {
        wall.hang(window, {{"zh-Hans", "en"}, {}, {}});
        wall.view().replaced(board);
        wall.view().in_touch();
        tick();
    }
    void tick() {
        wall.refresh();
        wall.tick(clock.steady());
    }
    void raise(model::AlarmKind kind) {
        board.alarm = model::Alarm{
            kind, model::Names(std::map<std::string, std::string>{{"en", "The lift is out of order."}}), {}};
        tick();
    }
    bool shows(screen::Color color) const { return window.shown().at({4, 4}) == color; }

    support::ManualClock clock;
    screen::VirtualWindow window{{1280, 720}};
    model::Board board = support::sample_board();
    Wall wall{{[this] { return &board; }, [this] { return board.now; }}};
    const screen::Colors colors = takeover::Sheet::theme().colors;
};

} // namespace

TEST_CASE("BoardScreen: an evacuation takes the board over in one turn, and gives it back",
          "[display][board]") {
    AlarmBench bench;
    const screen::Pixels before = bench.window.shown();

    bench.raise(model::AlarmKind::Evacuation);
    CHECK(bench.shows(bench.colors.danger));
    bench.wall.view().updated(support::happen(bench.board, model::EventKind::TicketCalled, 10, 3, "A023"),
                              bench.board, bench.clock.steady());
    bench.tick();
    CHECK(bench.shows(bench.colors.danger));
    bench.wall.view().out_of_touch();
    bench.tick();
    CHECK(bench.shows(bench.colors.danger)); // a hall that is silent has not said all clear

    bench.wall.view().in_touch();
    bench.board = support::sample_board();
    bench.wall.view().replaced(bench.board);
    bench.tick();
    CHECK(screen::differing_pixels(bench.window.shown(), before) == 0);
}

TEST_CASE("BoardScreen: a notice makes way while a call is new", "[display][board]") {
    AlarmBench bench;
    bench.raise(model::AlarmKind::Notice);
    CHECK(bench.shows(bench.colors.header));
    bench.wall.view().updated(support::happen(bench.board, model::EventKind::TicketCalled, 10, 3, "A023"),
                              bench.board, bench.clock.steady());
    bench.tick();
    CHECK_FALSE(bench.shows(bench.colors.header));
    bench.clock.advance(BoardView::kNew);
    bench.tick();
    CHECK(bench.shows(bench.colors.header));
}
