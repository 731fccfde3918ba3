#include "display/board/wall.h"

#include "shared/base/file.h"
#include "tests/display/sample_board.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;
using screen::differing_pixels;

namespace {

Hanging hanging() {
    return {{"zh-Hans", "en"}, {}, {}};
}

Hanging above(int counter) {
    return {{"zh-Hans", "en"}, {}, {model::CounterId{counter}, {}, {}}};
}

/// A wall before a sample hall.
struct House {
    support::ManualClock clock;
    model::Board board = support::sample_board();
    bool known = true;
    Wall wall{{[this] { return known ? &board : nullptr; }, [this] { return board.now; }}};

    House() {
        wall.view().replaced(board);
        wall.view().in_touch();
    }
    void call(std::uint64_t ticket, int counter, std::string number) {
        wall.view().updated(
            support::happen(board, model::EventKind::TicketCalled, ticket, counter, std::move(number)), board,
            clock.steady());
        wall.refresh();
    }
    void tick(base::Duration later = {}) {
        clock.advance(later);
        wall.tick(clock.steady());
    }
};

} // namespace

TEST_CASE("Wall: what is drawn is what the window shows", "[display][board]") {
    House house;
    screen::VirtualWindow window({1280, 720});
    house.wall.hang(window, hanging());
    house.known = false;
    house.tick();
    const auto connecting = window.shown();

    house.known = true;
    house.wall.refresh();
    CHECK(*house.wall.next_deadline() <= house.clock.steady());
    house.tick();
    const auto welcome = window.shown();
    house.call(10, 3, "A023");
    house.tick();

    CHECK(differing_pixels(connecting, welcome) > 10000);
    CHECK(differing_pixels(welcome, window.shown()) > 10000);
}

TEST_CASE("Wall: several screens show their share of one hall", "[display][board]") {
    House house;
    screen::VirtualWindow board({1280, 720}), third({400, 240}), fourth({480, 80});
    house.wall.hang(board, hanging());
    house.wall.hang(third, above(3));
    house.wall.hang(fourth, above(4));
    house.tick();
    const auto board_before = board.shown(), third_before = third.shown(), fourth_before = fourth.shown();

    house.call(10, 3, "A023");
    house.tick();

    CHECK(differing_pixels(board_before, board.shown()) > 10000);
    CHECK(differing_pixels(third_before, third.shown()) > 10000);
    CHECK(differing_pixels(fourth_before, fourth.shown()) == 0);
}

TEST_CASE("Wall: follows the window's size and ends with the window", "[display][board]") {
    House house;
    screen::VirtualWindow window({1280, 720});
    auto& screen = house.wall.hang(window, hanging());
    house.tick();

    window.send(screen::Resized{{720, 1280}}); // turned upright
    CHECK(*house.wall.next_deadline() <= house.clock.steady());
    house.tick();
    CHECK(screen.layout() == read_layout(house_layout("portrait")));
}

TEST_CASE("Wall: says that a window was closed, whoever read it", "[display][board]") {
    House house;
    screen::VirtualWindow window({1280, 720}), other({400, 240});
    house.wall.hang(window, hanging());
    house.wall.hang(other, above(3));
    bool closed = false;
    house.wall.on_closed([&] { closed = true; });
    house.tick();
    house.wall.handle_windows(house.clock.steady());
    REQUIRE_FALSE(closed);
    screen::VirtualWindow& which = GENERATE_REF(values({&window, &other})) == &window ? window : other;

    which.send(screen::Closed{});
    SECTION("a turn") {
        house.tick();
    }
    SECTION("its descriptor") {
        house.wall.handle_windows(house.clock.steady());
    }

    CHECK(closed);
}

TEST_CASE("Wall: a layout that is saved hangs within two seconds", "[display][board]") {
    const support::TemporaryFolder folder;
    const auto path = folder / "mine.toml";
    base::write_file(path, base::read_file(house_layout("landscape")));
    House house;
    screen::VirtualWindow window({1280, 720}), other({1280, 720});
    house.wall.hang(window, {{"zh-Hans", "en"}, path, {}});
    house.wall.hang(other, {{"zh-Hans", "en"}, house_layout("landscape-media"), {}});
    house.tick();
    REQUIRE(differing_pixels(window.shown(), other.shown()) > 10000);

    base::write_file(path, base::read_file(house_layout("landscape-media")));
    for (int i = 0; i < 4; ++i)
        house.tick(500ms);

    CHECK(differing_pixels(window.shown(), other.shown()) == 0);
}

TEST_CASE("Wall: a second on which nothing happens costs a look at the layout and no drawing",
          "[display][board]") {
    House house;
    screen::VirtualWindow window({1280, 720});
    house.board.notices.clear();
    house.wall.hang(window, hanging());
    house.tick();
    const auto before = window.shown();
    std::size_t turns = 0;

    // As the loop does; a window of memory has no descriptor and is asked every 20 ms.
    for (const auto end = house.clock.steady() + 1s; house.clock.steady() < end; ++turns)
        house.tick(std::max(*house.wall.next_deadline() - house.clock.steady(), base::Duration(1)));

    CHECK(turns <= 51);
    CHECK(window.shown() == before);
}
