#include "display/board/board_screen.h"
#include "tests/display/sample_board.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;

TEST_CASE("BoardScreen: what is drawn is what the window shows", "[display][board]") {
    support::ManualClock clock;
    screen::VirtualWindow window({1280, 720});
    const Wording wording({"zh-Hans", "en"});
    model::Board board = support::sample_board();
    bool known = false;
    BoardScreen screen(window, wording,
                       {[&] { return known ? &board : nullptr; }, [&] { return board.now; }});
    screen.tick(clock.steady());
    const auto connecting = window.shown();

    known = true;
    screen.view().replaced(board);
    screen.view().in_touch();
    screen.refresh();
    CHECK(*screen.next_deadline() <= clock.steady());
    screen.tick(clock.steady());
    const auto welcome = window.shown();
    screen.view().updated(support::happen(board, model::EventKind::TicketCalled, 10, 3, "A023"), board,
                          clock.steady());
    screen.refresh();
    screen.tick(clock.steady());

    CHECK(screen::differing_pixels(connecting, welcome) > 10000);
    CHECK(screen::differing_pixels(welcome, window.shown()) > 10000);
}

TEST_CASE("BoardScreen: follows the window's size and ends with the window", "[display][board]") {
    support::ManualClock clock;
    screen::VirtualWindow window({1280, 720});
    const Wording wording({"zh-Hans", "en"});
    BoardScreen screen(window, wording, {[] { return nullptr; }, [] { return base::WallTime{}; }});
    screen.tick(clock.steady());

    window.send(screen::Resized{{640, 480}});
    CHECK(*screen.next_deadline() <= clock.steady());
    screen.tick(clock.steady());
    CHECK_FALSE(screen.closed());

    window.send(screen::Closed{});
    CHECK_FALSE(screen.handle_window(clock.steady()));
    CHECK(screen.closed());
}
