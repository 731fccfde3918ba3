// The shipper against a real PostgreSQL.

#include "shared/base/file.h"
#include "shared/ship/archive.h"
#include "shared/ship/row.h"
#include "shared/ship/schema.h"
#include "tests/report/busy_month.h"
#include "tests/ship/shipped_hall.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <fmt/core.h>

#include <ranges>

using model::Event;
using model::EventKind;
using support::ShippedHall;

namespace {

std::vector<Event> as_shipped(const std::vector<Event>& events) {
    std::vector<Event> shipped;
    std::ranges::transform(events, std::back_inserter(shipped), ship::shippable);
    return shipped;
}

Event personal_issue(std::uint64_t seq, int day = 20260302) {
    Event event;
    event.seq = seq;
    event.kind = EventKind::TicketIssued;
    event.day = day;
    event.ticket = {seq};
    event.number = "A" + std::to_string(seq);
    event.person = "somebody";
    event.token = "0123456789abcdef0123";
    return event;
}

} // namespace

TEST_CASE("City: has every event of a busy fortnight as the hall has it", "[ship][city]") {
    ShippedHall hall;
    const auto events = support::busy_month(support::month_hall(), {3, 14, 180});
    REQUIRE(events.size() > 8000); // more than two batches
    hall.append(events);

    // Before anything is compared: that would fill a hole.
    REQUIRE(hall.ship_until([&] {
        return hall.city().sql("SELECT max(seq) FROM jiaohao.event") ==
               fmt::format("{}\n", events.back().seq);
    }));

    CHECK(hall.shipped() == as_shipped(events));
}

TEST_CASE("City: a shipper goes on where the one before was killed", "[ship][city]") {
    ShippedHall hall;
    const auto events = support::busy_month(support::month_hall(), {4, 4, 120});
    const auto half = events.begin() + static_cast<std::ptrdiff_t>(events.size() / 2);
    hall.append({events.begin(), half});
    REQUIRE(hall.ship());
    hall.append({half, events.end()});

    REQUIRE(hall.ship());

    CHECK(hall.shipped() == as_shipped(events));
}

TEST_CASE("City: two shippers of one journal put nothing in twice", "[ship][city]") {
    ShippedHall hall;
    hall.append({personal_issue(1), personal_issue(2), personal_issue(3)});
    ship::City one(hall.city().address(), "north", hall.journal().store());
    ship::City other(hall.city().address(), "north", hall.journal().store());
    const auto yes = [] { return true; };

    CHECK(one.put({personal_issue(1), personal_issue(2)}, yes));
    CHECK_FALSE(other.put({personal_issue(1), personal_issue(2), personal_issue(3)},
                          yes)); // the first one was quicker
    CHECK(other.last() == 2);
    CHECK(other.put({personal_issue(3)}, yes));

    CHECK(hall.shipped().size() == 3);
}

TEST_CASE("City: two halls that go by one name are noticed", "[ship][city]") {
    const ShippedHall hall;
    ship::City one(hall.city().address(), "north", 5);
    CHECK(one.beat());

    ship::City other(hall.city().address(), "north", 6);

    CHECK_FALSE(other.beat());
    CHECK_FALSE(one.beat());
    hall.city().sql("UPDATE jiaohao.journal SET heard = heard - interval '1 min' WHERE store = 5");
    CHECK(other.beat());
}

TEST_CASE("City: what may have been torn while it was read is not put in", "[ship][city]") {
    ShippedHall hall;
    ship::City city(hall.city().address(), "north", hall.journal().store());

    CHECK_FALSE(city.put({personal_issue(1)}, [] { return false; }));

    CHECK(hall.shipped().empty());
    CHECK(city.put({personal_issue(1)}, [] { return true; }));
}

TEST_CASE("City: an old copy of the journal that was put back by hand is refused", "[ship][city]") {
    ShippedHall hall;
    hall.append({personal_issue(1), personal_issue(2)});
    hall.close_journal();
    std::filesystem::copy_file(hall.folder() / "journal.db", hall.folder() / "old.db");
    hall.open_journal();
    hall.append({personal_issue(3), personal_issue(4)});
    REQUIRE(hall.ship_until([&] { return hall.shipped().size() == 4; }));
    hall.close_journal();
    std::filesystem::rename(hall.folder() / "old.db", hall.folder() / "journal.db");
    hall.open_journal();
    Event other = personal_issue(3);
    other.number = "B3";
    Event last = personal_issue(4);
    last.number = "B4";
    hall.append({other, last, personal_issue(5)});
    int turns = 0;

    CHECK(hall.ship_until([&] { return ++turns > 100; }));

    CHECK(hall.shipped().size() == 4);
    CHECK(hall.city().sql("SELECT number FROM jiaohao.event WHERE seq = 3") == "A3\n");
}

TEST_CASE("City: a login sees and changes its own hall only, and readers change nothing", "[ship][city]") {
    ShippedHall hall;
    hall.append({personal_issue(1)});
    REQUIRE(hall.ship_until([&] { return hall.shipped().size() == 1; }));
    const auto& city = hall.city();
    city.sql("CREATE ROLE south_login LOGIN; CREATE ROLE office LOGIN IN ROLE jiaohao_read");
    ship::Line owner(city.address());
    ship::admit(owner, "south", "south_login");

    ship::Line south(city.address_as("south_login"));
    CHECK(south.run("SELECT count(*) FROM jiaohao.event").number(0, 0) == 0);
    CHECK(south.run("WITH gone AS (DELETE FROM jiaohao.event RETURNING 1) SELECT count(*) FROM gone")
              .number(0, 0) == 0);
    CHECK_THROWS_WITH(ship::City(city.address_as("south_login"), "north", 5),
                      Catch::Contains("the city knows no hall 'north' for this login"));
    ship::City shipper(city.address_as("south_login"), "south", 77);
    CHECK(shipper.put({personal_issue(1)}, [] { return true; }));
    CHECK_THROWS_WITH(south.run("UPDATE jiaohao.event SET hall = 'north'"),
                      Catch::Contains("row-level security"));

    ship::Line office(city.address_as("office"));
    CHECK(office.run("SELECT count(*) FROM jiaohao.event").number(0, 0) == 2);
    CHECK(office.run("SELECT count(*) FROM jiaohao.overview").number(0, 0) == 2);
    CHECK_THROWS_WITH(office.run("DELETE FROM jiaohao.event"), Catch::Contains("permission denied"));
    city.sql("DROP OWNED BY south_login, office; DROP ROLE south_login, office");
}

TEST_CASE("City: a database without our tables, or with later ones, is refused with what to do",
          "[ship][city]") {
    const support::CityDatabase city;
    ship::Line line(city.address());
    CHECK_THROWS_WITH(ship::check_schema(line), Catch::Contains("jiaohao-ship schema"));

    CHECK(ship::bring_up_to_date(line) == 0);
    CHECK(ship::bring_up_to_date(line) == ship::kSchema);
    ship::check_schema(line);
    line.run("UPDATE jiaohao.version SET schema = schema + 1");
    ship::check_schema(line); // still serves this version

    line.run("UPDATE jiaohao.version SET serves = schema");
    CHECK_THROWS_WITH(ship::check_schema(line), Catch::Contains("please upgrade it"));
}

TEST_CASE("City: the hall's description has no secrets", "[ship][city]") {
    ShippedHall hall;
    const auto file = hall.folder() / "hall.toml";
    base::write_file(file, base::read_file(std::string(JIAOHAO_SOURCE) + "/assets/hall/hall.toml"));
    hall.set_config(file);
    hall.append({personal_issue(1)});

    REQUIRE(hall.ship_until(
        [&] { return hall.city().sql("SELECT described IS NOT NULL FROM jiaohao.hall") == "t\n"; }));

    ship::Archive archive(hall.city().address());
    const auto board = archive.board("north");
    CHECK(board.hall.services.size() == 8);
    for (const model::Staff& staff : board.hall.staff) {
        CHECK(staff.pin.empty());
        CHECK(staff.card.empty());
    }
}
