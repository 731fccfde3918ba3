// What the hall forgets is forgotten in the city, by the journal's own rules.

#include "shared/ship/row.h"
#include "tests/report/busy_month.h"
#include "tests/ship/shipped_hall.h"

#include "shared/base/day.h"

#include <catch2/catch.hpp>

#include <algorithm>

using model::Event;
using model::EventKind;
using support::ShippedHall;

namespace {

/// What the hall's journal holds now.
std::vector<Event> held(ShippedHall& hall) {
    auto events = hall.journal().read(1, INT64_MAX, SIZE_MAX >> 1U);
    for (Event& event : events)
        event = ship::shippable(std::move(event));
    return events;
}

/// The next day begins, and with it `forget` happens, as in the hall.
template <typename Forget>
void next_day(ShippedHall& hall, const Forget& forget) {
    const std::uint64_t last = hall.journal().last_seq();
    Event began;
    began.seq = last + 1;
    began.kind = EventKind::DayBegan;
    began.day = base::add_days(hall.journal().read(last, last + 1, 1).front().day, 1);
    hall.journal().begin();
    hall.journal().append(began);
    forget(hall.journal(), began.day);
    hall.journal().commit();
}

bool has_words(const std::vector<Event>& events, int before) {
    return std::ranges::any_of(events, [&](const Event& event) {
        return event.day < before && event.kind != EventKind::NoticesPosted &&
               event.kind != EventKind::AlarmRaised && event.kind != EventKind::CounterClosed &&
               !event.note.empty();
    });
}

ShippedHall& with_a_week(ShippedHall& hall) {
    hall.append(support::busy_month(support::month_hall(), {5, 7, 120}));
    REQUIRE(hall.ship());
    return hall;
}

} // namespace

TEST_CASE("Forgetting: texts that the hall's retention takes leave the city", "[ship][forgetting]") {
    ShippedHall hall;
    with_a_week(hall);
    constexpr int kKept = 20260306;
    REQUIRE(has_words(hall.shipped(), kKept));

    next_day(hall, [](store::Journal& journal, int) { journal.forget_texts(kKept); });
    REQUIRE(hall.ship());

    CHECK(hall.shipped() == held(hall));
    CHECK(has_words(hall.shipped(), 20260401)); // the others are still there
}

TEST_CASE("Forgetting: days that the hall no longer keeps leave the city", "[ship][forgetting]") {
    ShippedHall hall;
    with_a_week(hall);
    const auto before = hall.shipped().size();

    next_day(hall, [](store::Journal& journal, int) { journal.forget_days(20260305); });
    REQUIRE(hall.ship());

    CHECK(hall.shipped() == held(hall));
    CHECK(hall.shipped().size() < before / 2 + before / 4);
}

TEST_CASE("Forgetting: a visitor who is erased is erased in the city, on whatever day the ticket was",
          "[ship][forgetting]") {
    ShippedHall hall;
    with_a_week(hall);
    const auto shipped = hall.shipped();
    const auto issued = std::ranges::find_if(shipped, [](const Event& event) {
        return event.kind == EventKind::TicketIssued && !event.language.empty() && event.day == 20260303;
    });
    REQUIRE(issued != shipped.end());

    next_day(hall, [&](store::Journal& journal, int) { journal.forget_visitor(issued->ticket); });
    REQUIRE(hall.ship());

    CHECK(hall.shipped() == held(hall));
    for (const Event& event : hall.shipped())
        if (event.ticket == issued->ticket) {
            CHECK(event.language.empty());
            CHECK(event.note.empty());
        }
}

TEST_CASE("Forgetting: what was forgotten while the line was down is forgotten when it is back",
          "[ship][forgetting]") {
    ShippedHall hall;
    with_a_week(hall);
    for (int day = 0; day < 3; ++day)
        next_day(hall, [](store::Journal& journal, int today) {
            journal.forget_texts(base::add_days(today, -4));
            journal.forget_days(base::add_days(today, -6));
        });

    REQUIRE(hall.ship());

    CHECK(hall.shipped() == held(hall));
}

TEST_CASE("Forgetting: a hole that somebody made in the city is filled again", "[ship][forgetting]") {
    ShippedHall hall;
    with_a_week(hall);
    hall.city().sql("DELETE FROM jiaohao.event WHERE seq BETWEEN 100 AND 200");

    next_day(hall, [](store::Journal&, int) {});
    REQUIRE(hall.ship());

    CHECK(hall.shipped() == held(hall));
}

TEST_CASE("Forgetting: a journal that is not the hall's any more keeps figures and no words",
          "[ship][forgetting]") {
    ShippedHall hall;
    with_a_week(hall);
    const auto before = hall.shipped();
    const auto old = std::to_string(hall.journal().store());
    hall.close_journal();
    std::filesystem::remove(hall.folder() / "journal.db");
    hall.open_journal();
    Event began;
    began.seq = 1;
    began.kind = EventKind::DayBegan;
    began.day = 20260401;
    hall.append({began});

    REQUIRE(hall.ship());

    const auto& city = hall.city();
    CHECK(city.sql("SELECT count(*) FROM jiaohao.event WHERE store = " + old) ==
          std::to_string(before.size()) + "\n");
    CHECK(
        city.sql("SELECT count(*) FROM jiaohao.event WHERE kind NOT IN (20, 30) AND note <> '' AND store = " +
                 old) == "0\n");
    CHECK(city.sql("SELECT count(*) FROM jiaohao.event WHERE language <> '' AND store = " + old) == "0\n");
    CHECK(city.sql("SELECT count(*) > 0 FROM jiaohao.event WHERE kind = 6 AND reason <> '' AND store = " +
                   old) == "t\n");
}
