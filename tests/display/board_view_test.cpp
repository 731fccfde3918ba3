#include "display/board/board_view.h"
#include "tests/display/sample_board.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;
using model::EventKind;

namespace {

struct Watching {
    Watching() {
        view.replaced(board);
        view.in_touch();
    }
    void happens(EventKind kind, std::uint64_t ticket, int counter, std::string number = {}) {
        view.updated(support::happen(board, kind, ticket, counter, std::move(number)), board, clock.steady());
    }
    Contents contents() const { return view.contents(&board, board.now, clock.steady()); }

    support::ManualClock clock;
    model::Board board = support::sample_board();
    BoardView view;
};

std::vector<std::string> numbers(const std::vector<ShownCall>& calls) {
    std::vector<std::string> all;
    for (const auto& call : calls)
        all.push_back(call.number);
    return all;
}

using Numbers = std::vector<std::string>;

} // namespace

TEST_CASE("BoardView: knows nothing before the first snapshot", "[display][board]") {
    const BoardView view;

    const auto contents = view.contents(nullptr, {}, {});

    CHECK(contents.currency == Currency::Connecting);
    CHECK(contents.large.empty());
}

TEST_CASE("BoardView: a call flashes once a second for four seconds, is new until 25, then steady",
          "[display][board]") {
    Watching hall;
    hall.happens(EventKind::TicketCalled, 10, 3, "A023");
    const auto attention_at = [&](base::Duration age) {
        const auto contents = hall.view.contents(&hall.board, hall.board.now, hall.clock.steady() + age);
        REQUIRE(contents.large.size() == 1);
        return contents.large[0].attention;
    };

    CHECK(attention_at(0ms) == Attention::Lit);
    CHECK(attention_at(499ms) == Attention::Lit);
    CHECK(attention_at(500ms) == Attention::Dimmed);
    CHECK(attention_at(1000ms) == Attention::Lit);
    CHECK(attention_at(3999ms) == Attention::Dimmed);
    CHECK(attention_at(4000ms) == Attention::New);
    CHECK(attention_at(24999ms) == Attention::New);
    CHECK(attention_at(25s) == Attention::Steady);
}

TEST_CASE("BoardView: nothing flashes more than three times in any second", "[display][board]") {
    Watching hall;
    for (std::uint64_t ticket = 10; ticket < 15; ++ticket)
        hall.happens(EventKind::TicketCalled, ticket, static_cast<int>(ticket) - 9,
                     "A0" + std::to_string(ticket));

    int changes = 0;
    auto before = hall.contents();
    for (int step = 0; step < 100; ++step) {
        hall.clock.advance(10ms);
        const auto now = hall.contents();
        changes += now == before ? 0 : 1;
        before = now;
    }

    CHECK(changes == 2); // one flash is two changes, and all flash together
}

TEST_CASE("BoardView: the deadline is when something changes by itself", "[display][board]") {
    Watching hall;
    const auto minute_left = 20s; // the sample is at 10:26:40

    CHECK(hall.view.next_deadline(hall.board.now, hall.clock.steady()) == hall.clock.steady() + minute_left);

    hall.happens(EventKind::TicketCalled, 10, 3, "A023");
    const auto called = hall.clock.steady();
    CHECK(hall.view.next_deadline(hall.board.now, called) == called + 500ms);
    CHECK(hall.view.next_deadline(hall.board.now, called + 500ms) == called + 1s);
    CHECK(hall.view.next_deadline(hall.board.now, called + 4s) == called + 24s); // the minute comes first
}

TEST_CASE("BoardView: the newest call is on top, and a young one before it stays large", "[display][board]") {
    Watching hall;
    hall.happens(EventKind::TicketCalled, 10, 3, "A023");
    hall.clock.advance(10s);
    hall.happens(EventKind::TicketCalled, 11, 4, "B014");
    CHECK(numbers(hall.contents().large) == Numbers{"B014", "A023"});

    hall.clock.advance(15s);
    CHECK(numbers(hall.contents().large) == Numbers{"B014"});
    CHECK(numbers(hall.contents().recent) == Numbers{"A023", "A020", "B011", "A019"});

    hall.happens(EventKind::TicketRecalled, 10, 3);
    CHECK(numbers(hall.contents().large) == Numbers{"A023", "B014"});
}

TEST_CASE("BoardView: a visitor who has come is not large any more, but can still be found",
          "[display][board]") {
    Watching hall;
    hall.happens(EventKind::TicketCalled, 10, 3, "A023");

    hall.happens(EventKind::ServiceStarted, 10, 3);

    CHECK(hall.contents().large.empty());
    CHECK(numbers(hall.contents().recent).front() == "A023");
    CHECK(hall.contents().recent.front().attention == Attention::Steady);
}

TEST_CASE("BoardView: a no-show leaves the board", "[display][board]") {
    Watching hall;
    hall.happens(EventKind::TicketCalled, 10, 3, "A023");

    hall.happens(EventKind::TicketNoShow, 10, 3);

    CHECK(hall.contents().large.empty());
    CHECK(numbers(hall.contents().recent) == Numbers{"A020", "B011", "A019"});
}

TEST_CASE("BoardView: a new board shows the calls and does not flash", "[display][board]") {
    Watching hall;
    support::happen(hall.board, EventKind::TicketCalled, 10, 3, "A023"); // while nobody listened

    hall.view.replaced(hall.board);

    const auto contents = hall.contents();
    REQUIRE(numbers(contents.large) == Numbers{"A023"});
    CHECK(contents.large[0].attention == Attention::Steady);
}

TEST_CASE("BoardView: a reconnection does not interrupt a flash", "[display][board]") {
    Watching hall;
    hall.happens(EventKind::TicketCalled, 10, 3, "A023");

    hall.view.replaced(hall.board);

    CHECK(hall.contents().large.at(0).attention == Attention::Lit);
}

TEST_CASE("BoardView: out of touch it says so and shows no number", "[display][board]") {
    Watching hall;
    hall.happens(EventKind::TicketCalled, 10, 3, "A023");

    hall.view.out_of_touch();
    const auto contents = hall.contents();

    CHECK(contents.currency == Currency::NotCurrent);
    CHECK(contents.large.empty());
    CHECK(contents.recent.empty());
    for (const auto& counter : contents.counters)
        CHECK(counter.number.empty());
    for (const auto& service : contents.services)
        CHECK_FALSE(service.waiting);

    hall.view.in_touch();
    CHECK(numbers(hall.contents().large) == Numbers{"A023"});
}

TEST_CASE("BoardView: counters say who is there, and that they are paused or closed", "[display][board]") {
    Watching hall;
    hall.happens(EventKind::TicketCalled, 10, 3, "A023");

    const auto counters = hall.contents().counters;

    REQUIRE(counters.size() == 6);
    CHECK(counters[0].number == "A019");
    CHECK(counters[2] == ShownCounter{{3}, model::CounterState::Open, "A023", Attention::Lit, true});
    CHECK(counters[3].state == model::CounterState::Paused);
    CHECK(counters[5].state == model::CounterState::Closed);
}

TEST_CASE("BoardView: services say how many wait and how long, in the hall's own time", "[display][board]") {
    Watching hall;

    const auto contents = hall.contents();

    CHECK(contents.time == base::LocalTime{2026, 3, 2, 10, 26, 40, 1});
    REQUIRE(contents.services.size() == 8);
    CHECK(contents.services[0].waiting == 12);
    CHECK(contents.services[0].wait == model::RoundedWait{model::RoundedWait::Kind::Between, 20, 40});
    CHECK(contents.services[6].wait.kind == model::RoundedWait::Kind::MoreThan);
    CHECK(contents.services[7].wait.kind == model::RoundedWait::Kind::Unknown);
}

TEST_CASE("BoardView: a time zone that this machine does not know is no reason to stop", "[display][board]") {
    Watching hall;
    hall.board.hall.zone = "Mars/Olympus";

    CHECK(hall.contents().time.hour == 2); // UTC
}

TEST_CASE("BoardView: a new day begins with an empty board", "[display][board]") {
    Watching hall;
    model::Update dawn;
    dawn.event.seq = hall.board.seq + 1;
    dawn.event.kind = EventKind::DayBegan;
    model::apply(hall.board, dawn);

    hall.view.updated(dawn, hall.board, hall.clock.steady());

    CHECK(hall.contents().recent.empty());
}
