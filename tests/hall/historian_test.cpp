#include "shared/hall/historian.h"

#include "shared/store/journal.h"
#include "tests/queue/day.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using hall::Historian;
using model::Refusal;
using support::Day;

namespace {

using Known = std::expected<model::Explanation, Refusal>;

/// A historian with a journal that holds a long day.
struct HistorianBench {
    HistorianBench() {
        day.open(2);
        for (int i = 0; i < 300; ++i) {
            day.take("deposit");
            day.serve(2, 1min);
        }
        journal.begin();
        for (const model::Event& event : day.events())
            journal.append(event);
        journal.commit();
    }

    hall::Case of(std::uint64_t ticket, std::uint64_t end = 0) {
        return {{ticket}, 1, end != 0 ? end : day.state().seq() + 1, day.now().time, {}};
    }

    Historian::Done keep() {
        return [this](const Known& one) { known.push_back(one); };
    }

    /// Ticks until nothing is left to do; how often that was.
    int ticks() {
        int count = 0;
        for (; historian.next_deadline(); ++count)
            historian.tick(clock.steady());
        return count;
    }

    support::TemporaryFolder folder;
    support::ManualClock clock;
    Day day;
    store::Journal journal{folder / "journal.db"};
    loop::Loop loop{clock};
    Historian historian{loop, day.state().hall(), journal};
    std::vector<Known> known;
};

} // namespace

TEST_CASE("Historian: reads a long day in many turns, and no further than it must", "[hall][historian]") {
    HistorianBench bench;

    REQUIRE(bench.historian.take(bench.of(1), bench.keep()));
    CHECK(bench.known.empty()); // not before a turn
    CHECK(bench.ticks() == 1);
    REQUIRE(bench.historian.take(bench.of(300), bench.keep()));
    const int turns = bench.ticks();

    const auto events = static_cast<int>(bench.day.events().size());
    CHECK(turns == (events + static_cast<int>(Historian::kPage) - 1) / static_cast<int>(Historian::kPage));
    REQUIRE(bench.known.size() == 2);
    REQUIRE(bench.known[0]);
    CHECK(bench.known[0]->number == "A001");
    REQUIRE(bench.known[1]);
    CHECK(bench.known[1]->number == "A300");
}

TEST_CASE("Historian: tells what was known when it was asked", "[hall][historian]") {
    HistorianBench bench;
    const auto issued = std::ranges::find_if(bench.day.events(), [](const model::Event& event) {
        return event.kind == model::EventKind::TicketIssued && event.number == "A200";
    });
    hall::Case one = bench.of(200, issued->seq + 1);
    one.now = issued->at + 3min;
    one.ahead = 7;

    REQUIRE(bench.historian.take(one, bench.keep()));
    bench.ticks();

    REQUIRE(bench.known.size() == 1);
    REQUIRE(bench.known[0]);
    CHECK_FALSE(bench.known[0]->called_at); // it was called later
    CHECK(bench.known[0]->waited == base::Duration(3min));
    CHECK(bench.known[0]->ahead == 7);
}

TEST_CASE("Historian: cases are told one after the other, and too many are not taken", "[hall][historian]") {
    HistorianBench bench;
    for (std::uint64_t ticket = 1; ticket <= Historian::kMostCases; ++ticket)
        REQUIRE(bench.historian.take(bench.of(ticket), bench.keep()));

    CHECK_FALSE(bench.historian.take(bench.of(1), bench.keep()));
    bench.ticks();

    REQUIRE(bench.known.size() == Historian::kMostCases);
    for (std::size_t i = 0; i < bench.known.size(); ++i)
        CHECK(bench.known[i]->ticket.value == i + 1);
    CHECK(bench.historian.take(bench.of(1), bench.keep()));
}

TEST_CASE("Historian: a ticket that is not there is unknown", "[hall][historian]") {
    HistorianBench bench;

    REQUIRE(bench.historian.take(bench.of(999), bench.keep()));
    bench.ticks();

    REQUIRE(bench.known.size() == 1);
    CHECK(bench.known[0].error() == Refusal::UnknownTicket);
}
