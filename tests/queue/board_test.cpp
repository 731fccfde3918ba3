#include "shared/queue/update.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using support::Day;

TEST_CASE("Board: what staff write and what was booked is not public", "[queue][board]") {
    Day day;
    day.open(2);
    day.take("deposit", "", "MORNING");
    day.at("10:00");
    day.call(2);
    day.must(model::TransferTicket{{2}, model::ServiceId{"loan"}, {}, "his mother is ill"});

    const auto board = queue::board(day.state());
    CHECK(board.hall.appointments.empty());
    CHECK(board.tickets.at({1}).note.empty());
    CHECK(day.ticket({1}).note == "his mother is ill");

    queue::State replayed(support::small_hall());
    for (const model::Event& event : day.events()) {
        queue::apply(replayed, event);
        const auto update = queue::after(replayed, event);
        CHECK(update.event.note.empty());
        for (const model::Ticket& ticket : update.tickets)
            CHECK(ticket.note.empty());
    }
}

TEST_CASE("Board: the last ended tickets stay, the others go", "[queue][board]") {
    Day day;
    day.open(2);
    const int count = static_cast<int>(model::kRememberFinished) + 5;
    for (int i = 0; i < count; ++i) {
        day.take("deposit");
        day.serve(2, 1s);
    }

    const auto board = queue::board(day.state());

    CHECK(board.tickets.size() == model::kRememberFinished);
    CHECK_FALSE(board.tickets.contains({5}));
    CHECK(board.tickets.contains({6}));
}
