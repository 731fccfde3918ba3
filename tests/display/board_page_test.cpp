#include "display/board/board_page.h"
#include "display/board/layout_file.h"
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

constexpr Size kLandscape{1920, 1080}, kPortrait{1080, 1920}, kFine{3840, 2160};

/// How a board hangs: in which languages and parts.
struct BoardKind {
    std::vector<std::string> languages{"zh-Hans", "en"};
    std::string layout = "landscape";
    Supplies supplies{};
};

/// A board on a picture, told what happens in a sample hall.
class HungBoard {
  public:
    explicit HungBoard(Size size = kLandscape, const BoardKind& kind = {})
        : wording(kind.languages), stage(size, {board_theme(size), wording.first_language(), fonts, icons}),
          page(stage.show<BoardPage>(wording, read_layout(house_layout(kind.layout)), kind.supplies)) {
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
    HungBoard hanging;
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");

    CHECK(support::matches_golden(hanging.draw(), "board-new-call-lit"));
    hanging.clock.advance(5s);
    CHECK(support::matches_golden(hanging.draw(), "board-new-call"));
}

TEST_CASE("Board: two calls at once are both large", "[display][board][golden]") {
    HungBoard hanging;
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(6s);
    hanging.board.tickets[{11}].channel = {"elderly"};
    hanging.happens(EventKind::TicketCalled, 11, 12, "D108");

    CHECK(support::matches_golden(hanging.draw(), "board-two-calls"));
}

TEST_CASE("Board: a hall at rest says welcome", "[display][board][golden]") {
    HungBoard hanging;

    CHECK(support::matches_golden(hanging.draw(), "board-welcome"));
}

TEST_CASE("Board: out of touch it shows no old number", "[display][board][golden]") {
    HungBoard hanging;
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.draw();

    hanging.view.out_of_touch();

    CHECK(support::matches_golden(hanging.draw(), "board-not-current"));
}

TEST_CASE("Board: upright panels are read as well", "[display][board][golden]") {
    HungBoard hanging(kPortrait, {.layout = "portrait"});
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(5s);

    CHECK(support::matches_golden(hanging.draw(), "board-portrait"));
}

TEST_CASE("Board: one language alone fills its place", "[display][board][golden]") {
    HungBoard hanging(kLandscape, {.languages = {"en"}});
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(5s);

    CHECK(support::matches_golden(hanging.draw(), "board-english"));
}

TEST_CASE("Board: in Arabic it is the mirror image", "[display][board][golden]") {
    HungBoard hanging(kLandscape, {.languages = {"ar"}});
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(5s);

    CHECK(support::matches_golden(hanging.draw(), "board-arabic"));
}

TEST_CASE("Board: Arabic and English stand together on an upright panel", "[display][board][golden]") {
    HungBoard hanging(kPortrait, {.languages = {"ar", "en"}, .layout = "portrait"});
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(5s);
    hanging.happens(EventKind::TicketCalled, 11, 12, "D108");

    CHECK(support::matches_golden(hanging.draw(), "board-arabic-english-portrait"));
}

TEST_CASE("Board: a fine panel shows the same, finer", "[display][board][golden]") {
    HungBoard hanging(kFine);
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");
    hanging.clock.advance(5s);

    CHECK(support::matches_golden(hanging.draw(), "board-4k"));
}

TEST_CASE("Board: notices in full and the code for phones", "[display][board][golden]") {
    HungBoard hanging(kLandscape,
                      {.layout = "landscape-media",
                       .supplies = {.counter = {}, .phone_page = "http://10.0.0.5:8080/", .pictures = {}}});
    hanging.happens(EventKind::TicketCalled, 10, 3, "A023");

    CHECK(support::matches_golden(hanging.draw(), "board-media"));
}

TEST_CASE("Board: the panel above a counter says who is to come", "[display][board][golden]") {
    const auto above = [](int counter, const char* layout = "counter") {
        return BoardKind{
            .layout = layout,
            .supplies = {.counter = model::CounterId{counter}, .phone_page = {}, .pictures = {}}};
    };
    constexpr Size kPanel{800, 480}, kStrip{960, 160};
    HungBoard panel(kPanel, above(3)), strip(kStrip, above(3, "counter-strip"));
    for (HungBoard* const hanging : {&panel, &strip})
        hanging->happens(EventKind::TicketCalled, 10, 3, "A023");

    CHECK(support::matches_golden(panel.draw(), "board-counter-called-lit"));
    CHECK(support::matches_golden(strip.draw(), "board-strip-called-lit"));
    for (HungBoard* const hanging : {&panel, &strip})
        hanging->clock.advance(5s);
    CHECK(support::matches_golden(panel.draw(), "board-counter-called"));
    CHECK(support::matches_golden(strip.draw(), "board-strip-called"));
    panel.happens(EventKind::ServiceStarted, 10, 3);
    CHECK(support::matches_golden(panel.draw(), "board-counter-serving"));
    panel.view.out_of_touch();
    CHECK(support::matches_golden(panel.draw(), "board-counter-not-current"));

    CHECK(support::matches_golden(HungBoard(kPanel, above(4)).draw(), "board-counter-paused"));
    CHECK(support::matches_golden(HungBoard(kStrip, above(4, "counter-strip")).draw(), "board-strip-paused"));
    CHECK(support::matches_golden(HungBoard(kPanel, above(6)).draw(), "board-counter-closed"));
}

TEST_CASE("Board: another layout takes the place of the first", "[display][board]") {
    HungBoard hanging(kPortrait, {.layout = "landscape"}), fresh(kPortrait, {.layout = "portrait"});
    hanging.draw();

    hanging.page.set_layout(read_layout(house_layout("portrait")));

    CHECK(hanging.draw() == fresh.draw());
}

TEST_CASE("Board: a mistake in the layout file shows a small mark", "[display][board]") {
    HungBoard hanging;
    const screen::Pixels before = hanging.draw();

    hanging.page.set_mark(true);
    const long marked = screen::differing_pixels(before, hanging.draw());
    hanging.page.set_mark(false);

    CHECK(marked > 50);
    CHECK(marked < 1000);
    CHECK(hanging.draw() == before);
}

TEST_CASE("Board: what damage draws equals a full redraw, while everything moves", "[display][board]") {
    const auto kind =
        GENERATE(BoardKind{}, BoardKind{.languages = {"ar", "en"}, .layout = "landscape-media"},
                 BoardKind{.layout = "counter",
                           .supplies = {.counter = model::CounterId{3}, .phone_page = {}, .pictures = {}}});
    HungBoard hanging(Size{1280, 720}, kind);
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
        if (step == 45)
            hanging.page.set_mark(true);
        if (step == 50)
            hanging.view.in_touch();
        if (step == 55)
            hanging.page.set_layout(read_layout(house_layout("portrait")));
        hanging.clock.advance(230ms);
        const screen::Pixels damaged = hanging.draw();
        CAPTURE(step);
        REQUIRE(damaged == hanging.redrawn());
    }
}

TEST_CASE("Board: a board on which nothing happens draws nothing", "[display][board]") {
    HungBoard hanging;
    hanging.draw();

    hanging.clock.advance(1s);
    hanging.page.show(hanging.view.contents(&hanging.board, hanging.board.now, hanging.clock.steady()));

    CHECK_FALSE(hanging.stage.needs_draw());
}
