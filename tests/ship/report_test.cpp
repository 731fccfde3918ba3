// The city's reports and overview against the hall's own.

#include "shared/base/file.h"
#include "shared/queue/update.h"
#include "shared/report/ledger.h"
#include "shared/report/report.h"
#include "shared/ship/archive.h"
#include "shared/ship/reports.h"
#include "shared/wire/codec.h"
#include "tests/report/busy_month.h"
#include "tests/ship/shipped_hall.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <fmt/core.h>

using model::Event;
using model::EventKind;
using support::ShippedHall;

namespace {

/// A hall that has told the city all, its configuration too.
void tell(ShippedHall& hall, const std::vector<Event>& events) {
    hall.append(events);
    REQUIRE(hall.ship());
    ship::City city(hall.city().address(), "north", hall.journal().store());
    model::Board board;
    board.hall = support::month_hall();
    city.describe(wire::encode(board), "North");
}

/// As `jiaohao report` makes them.
std::vector<std::pair<std::string, std::string>>
own_report(const std::vector<Event>& events, const report::Period& period, base::WallTime made) {
    const auto board = [] {
        model::Board told;
        told.hall = support::month_hall();
        return wire::decode_snapshot(wire::encode(told)).value();
    }();
    report::Ledger ledger(board.hall, period);
    for (const Event& event : events)
        if (period.covers(event.day))
            ledger.put(event);
    ledger.tell_day(events.back().day);
    const std::string language = board.hall.languages.front();
    const language::Catalogue catalogue(language::catalogue_name(language));
    return report::files(report::make_report(ledger.facts(), {board.hall, catalogue, language}, made));
}

} // namespace

TEST_CASE("City reports: a day, a week and a month are the hall's own, byte for byte", "[ship][report]") {
    ShippedHall hall;
    const auto events = support::busy_month(support::month_hall(), {6, 30, 60});
    tell(hall, events);
    support::ManualClock clock;
    const auto made = [&](ship::ReportWish wish) {
        wish.city = hall.city().address();
        wish.hall = "north";
        wish.folder = hall.folder() / "report";
        REQUIRE(ship::make_reports(wish, clock) == 0);
    };
    const auto compare = [&](const report::Period& period) {
        for (const auto& [name, content] : own_report(events, period, clock.wall())) {
            INFO(name);
            CHECK(base::read_file(hall.folder() / "report" / name) == content);
        }
    };

    made({.city = {},
          .hall = {},
          .day = "2026-03-10",
          .week = {},
          .month = {},
          .folder = {},
          .language = {},
          .store = {}});
    compare(*report::day_named("2026-03-10", 20260310));
    made({.city = {},
          .hall = {},
          .day = {},
          .week = "2026-W11",
          .month = {},
          .folder = {},
          .language = {},
          .store = {}});
    compare(*report::week_named("2026-W11"));
    made({.city = {},
          .hall = {},
          .day = {},
          .week = {},
          .month = "2026-03",
          .folder = {},
          .language = {},
          .store = {}});
    compare(*report::month_named("2026-03"));
}

TEST_CASE("City reports: of all halls there is a line a hall, and one that has told nothing is left out",
          "[ship][report]") {
    ShippedHall hall;
    tell(hall, support::busy_month(support::month_hall(), {6, 2, 60}));
    ship::Line owner(hall.city().address());
    owner.run("INSERT INTO jiaohao.hall (hall, login) VALUES ('silent', 'owner')");
    const support::ManualClock clock;
    ship::ReportWish wish;
    wish.city = hall.city().address();
    wish.day = "2026-03-02";
    wish.folder = hall.folder() / "all";
    wish.language = "en";

    REQUIRE(ship::make_reports(wish, clock) == 0);

    const auto table = base::read_file(wish.folder / "halls.csv");
    CHECK(table.find("hall,name,period,visitors,") != std::string::npos);
    CHECK(table.find("\r\nnorth,") != std::string::npos);
    CHECK(table.find("silent") == std::string::npos);
    CHECK(std::filesystem::exists(wish.folder / "north" / "report.html"));
}

TEST_CASE("City reports: each day is told by the newest journal that knows it", "[ship][report]") {
    ShippedHall hall;
    const auto events = support::busy_month(support::month_hall(), {6, 5, 60});
    tell(hall, events);
    const auto old = hall.journal().store();
    const auto third = std::ranges::find(events, 20260304, &Event::day);
    // A backup of the second evening is restored on the third day, which it then begins anew.
    hall.close_journal();
    std::filesystem::remove(hall.folder() / "journal.db");
    hall.open_journal();
    const auto last = third + 1;
    hall.append({events.begin(), last});
    REQUIRE(hall.ship());

    ship::Archive archive(hall.city().address());
    std::map<int, int> seen;
    archive.read("north", 20260302, 20260306, {}, [&](const Event& event) { ++seen[event.day]; });
    const auto of = [&](int day) { return std::ranges::count(events, day, &Event::day); };

    CHECK(seen[20260302] == of(20260302));
    CHECK(seen[20260304] ==
          std::count_if(events.begin(), last, [](const Event& e) { return e.day == 20260304; }));
    CHECK(seen[20260305] == of(20260305)); // only the old journal knows it
    CHECK(archive.older_journals("north", 20260302, 20260306) == std::vector{old});
    seen.clear();
    archive.read("north", 20260304, 20260304, old, [&](const Event& event) { ++seen[event.day]; });
    CHECK(seen[20260304] == of(20260304));
}

TEST_CASE("City overview: says what the hall's own state says, at any moment of a day", "[ship][overview]") {
    ShippedHall hall;
    const auto events = support::busy_month(support::month_hall(), {8, 2, 120});
    queue::State state(support::month_hall());
    std::size_t shipped = 0;
    ship::City city(hall.city().address(), "north", hall.journal().store());
    for (std::size_t next = 53; next < events.size(); ++next) {
        const bool undone =
            events[next - 1].kind == EventKind::StepUndone; // the rarest, and the hardest to tell
        if (next % 97 != 0 && !undone)
            continue;
        const std::vector<Event> some(events.begin() + static_cast<std::ptrdiff_t>(shipped),
                                      events.begin() + static_cast<std::ptrdiff_t>(next));
        REQUIRE(city.put(some, [] { return true; }));
        for (const Event& event : some)
            queue::apply(state, event);
        shipped = next;
        int waiting = 0, at_counters = 0, served = 0, open = 0, paused = 0;
        for (const auto& [id, ticket] : state.tickets()) {
            waiting += ticket.state == model::TicketState::Waiting ? 1 : 0;
            at_counters +=
                ticket.state == model::TicketState::Called || ticket.state == model::TicketState::Serving ? 1
                                                                                                          : 0;
        }
        for (const auto& [id, desk] : state.desks()) {
            served += desk.status.served;
            open += desk.status.state == model::CounterState::Open ? 1 : 0;
            paused += desk.status.state == model::CounterState::Paused ? 1 : 0;
        }
        INFO("after event " << some.back().seq);
        CHECK(
            hall.city().sql("SELECT waiting, at_counters, served, counters_open, counters_paused, seq FROM "
                            "jiaohao.overview JOIN jiaohao.present USING (hall)") ==
            fmt::format("{}|{}|{}|{}|{}|{}\n", waiting, at_counters, served, open, paused, some.back().seq));
    }
}
