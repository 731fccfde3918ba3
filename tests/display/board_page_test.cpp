#include "display/board/board_page.h"
#include "shared/screen/stage.h"
#include "tests/display/sample_board.h"
#include "tests/support/golden.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;
using model::EventKind;
using screen::Size;

namespace {

constexpr Size kLandscape{1920, 1080}, kPortrait{1080, 1920};

/// A board on a picture, told what happens in a sample hall.
class Hanging {
  public:
    explicit Hanging(Size size = kLandscape, const std::vector<std::string>& languages = {"zh-Hans", "en"})
        : wording(languages), stage(size, {board_theme(size), wording.first_language(), fonts, icons}),
          page(stage.show<BoardPage>(wording)) {
        view.replaced(board);
        view.in_touch();
    }

    void happens(EventKind kind, std::uint64_t ticket, int counter, std::string number = {}) {
        view.updated(support::happen(board, kind, ticket, counter, std::move(number)), board, clock.steady());
    }
    const screen::Pixels& draw() {
        page.show(view.contents(&board, board.now, clock.steady()));
        stage.tick(clock.steady());
        stage.draw();
        return stage.frame();
    }
    screen::Pixels redrawn() {
        stage.redraw_all();
        return draw();
    }

    support::ManualClock clock;
    model::Board board = support::sample_board();
    BoardView view;
    screen::Fonts fonts;
    screen::Icons icons;
    Wording wording;
    screen::Stage stage;
    BoardPage& page;
};

} // namespace

TEST_CASE("Board: a new call stands out", "[display][board][golden]") {
    Hanging hanging;
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");

    CHECK(support::matches_golden(hanging.draw(), "board-new-call-lit"));
    hanging.clock.advance(5s);
    CHECK(support::matches_golden(hanging.draw(), "board-new-call"));
}

TEST_CASE("Board: two calls at once are both large", "[display][board][golden]") {
    Hanging hanging;
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(6s);
    hanging.board.tickets[{11}].channel = {"elderly"};
    hanging.happens(EventKind::TicketCalled, 11, 12, "D108");

    CHECK(support::matches_golden(hanging.draw(), "board-two-calls"));
}

TEST_CASE("Board: a hall at rest says welcome", "[display][board][golden]") {
    Hanging hanging;

    CHECK(support::matches_golden(hanging.draw(), "board-welcome"));
}

TEST_CASE("Board: out of touch it shows no old number", "[display][board][golden]") {
    Hanging hanging;
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.draw();

    hanging.view.out_of_touch();

    CHECK(support::matches_golden(hanging.draw(), "board-not-current"));
}

TEST_CASE("Board: upright panels are read as well", "[display][board][golden]") {
    Hanging hanging(kPortrait);
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(5s);

    CHECK(support::matches_golden(hanging.draw(), "board-portrait"));
}

TEST_CASE("Board: one language alone fills its place", "[display][board][golden]") {
    Hanging hanging(kLandscape, {"en"});
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(5s);

    CHECK(support::matches_golden(hanging.draw(), "board-english"));
}

TEST_CASE("Board: what damage draws equals a full redraw, while everything moves", "[display][board]") {
    Hanging hanging(Size{1280, 720});
    hanging.board.notices = {model::Names({{"en", std::string(200, 'n')}})};
    hanging.draw();

    for (int step = 0; step < 60; ++step) {
        if (step == 3)
            hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
        if (step == 12)
            hanging.happens(EventKind::TicketCalled, 11, 2, "B014");
        if (step == 20)
            hanging.happens(EventKind::ServiceStarted, 10, 3);
        if (step == 30)
            hanging.happens(EventKind::TicketNoShow, 11, 2);
        if (step == 40)
            hanging.view.out_of_touch();
        if (step == 50)
            hanging.view.in_touch();
        hanging.clock.advance(230ms);
        const screen::Pixels damaged = hanging.draw();
        CAPTURE(step);
        REQUIRE(damaged == hanging.redrawn());
    }
}

TEST_CASE("Board: a board on which nothing happens draws nothing", "[display][board]") {
    Hanging hanging;
    hanging.draw();

    hanging.clock.advance(1s);
    hanging.page.show(hanging.view.contents(&hanging.board, hanging.board.now, hanging.clock.steady()));

    CHECK_FALSE(hanging.stage.needs_draw());
}
