#include "shared/model/board.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;

namespace {

constexpr base::WallTime kNow{std::chrono::hours(500000)};

model::Ticket ticket(std::uint64_t id, const char* service, base::WallTime entry) {
    model::Ticket ticket;
    ticket.id = {id};
    ticket.service = {service};
    ticket.entry = entry;
    return ticket;
}

} // namespace

TEST_CASE("Board: counts those who wait and may be called now", "[model][board]") {
    model::Board board;
    board.now = kNow;
    board.hall.counters = {{{1}, {}, {{"loan"}}, {}}, {{2}, {}, {{"loan"}, {"card"}}, {}}};
    board.tickets[{1}] = ticket(1, "loan", kNow);
    board.tickets[{2}] = ticket(2, "loan", kNow + 1ms); // an early appointment
    board.tickets[{3}] = ticket(3, "card", kNow);
    board.tickets[{4}] = ticket(4, "loan", kNow);
    board.tickets[{4}].counter = model::CounterId{2}; // sent to counter 2

    CHECK(model::waiting_for(board, model::CounterId{1}) == 1);
    CHECK(model::waiting_for(board, model::CounterId{2}) == 3);
    CHECK(model::waiting_for(board, model::CounterId{3}) == 0);
    CHECK(model::waiting_for(board, model::ServiceId{"loan"}) == 2);
}

TEST_CASE("Board: a new day forgets the tickets and keeps the counters", "[model][board]") {
    model::Board board;
    board.tickets[{1}] = ticket(1, "loan", kNow);
    board.counters[{1}].served = 3;
    model::Update update;
    update.event.kind = model::EventKind::DayBegan;
    update.event.day = 20260303;
    update.event.seq = 9;
    update.event.at = kNow;

    model::apply(board, update);

    CHECK(board.tickets.empty());
    CHECK(board.day == 20260303);
    CHECK(board.seq == 9);
    CHECK(board.counters.size() == 1);
}
