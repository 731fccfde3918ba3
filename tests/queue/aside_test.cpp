#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::Parking;
using model::Refusal;
using model::TicketState;
using support::Day;

namespace {

model::Hall hall_with_documents() {
    model::Hall hall = support::small_hall();
    hall.services.front().documents.resize(3);
    return hall;
}

} // namespace

TEST_CASE("Aside: without papers the visitor comes back to any counter of the matter", "[queue][aside]") {
    Day day(hall_with_documents());
    day.open(1);
    day.open(2);
    const auto ticket = day.take("deposit");
    day.advance(3min);
    day.call(2);
    day.must(model::ParkTicket{{2}, "papers", Parking::WithoutPapers, {0, 2}, "copy shop, 1F"});
    CHECK(day.ticket(ticket).missing == std::vector{0, 2});
    CHECK(day.ticket(ticket).note == "copy shop, 1F");
    day.advance(30min);
    day.must(model::CallTicket{{1}, ticket});
    CHECK(day.ticket(ticket).counter == model::CounterId{1});
    CHECK(day.ticket(ticket).waited == 3min); // the time away is nobody's wait
    CHECK(day.events().back().reason == queue::kWoken);
}

TEST_CASE("Aside: a visitor brings the ticket back with what stands on it", "[queue][aside]") {
    Day day;
    day.open(2);
    day.must(model::TakeTicket{{"deposit"}, {}, "en", {}, {}, {}, {}, "00ff"});
    day.call(2);
    day.must(model::ParkTicket{{2}, "papers"});
    CHECK(day.ask(model::ReturnTicket{{}, "0000"}) == Refusal::UnknownTicket);
    day.must(model::ReturnTicket{{}, "00ff"});
    CHECK(day.ticket({1}).state == TicketState::Waiting);
    day.call(2);
    day.must(model::ParkTicket{{2}, "seal", Parking::Waiting});
    CHECK(day.ask(model::ReturnTicket{{}, "00ff"}) == Refusal::TicketNotParked);
}

TEST_CASE("Aside: with papers, back to the counter that has them, while it is open", "[queue][aside]") {
    Day day;
    day.open(1);
    day.open(2);
    const auto ticket = day.take("deposit");
    day.call(2);
    day.must(model::ParkTicket{{2}, "form", Parking::WithPapers});
    CHECK(day.ask(model::CallTicket{{1}, ticket}) == Refusal::NotServedHere);
    day.must(model::ReturnTicket{ticket});
    CHECK(day.call(1).empty());
    CHECK(day.call(2) == "A001");
    day.must(model::ParkTicket{{2}, "form", Parking::WithPapers});
    day.must(model::CloseCounter{{2}, {}});
    day.must(model::ReturnTicket{ticket});
    CHECK(day.call(1) == "A001");
}

TEST_CASE("Aside: the clerk wakes whom he set aside, and finishes whoever is there", "[queue][aside]") {
    Day day;
    day.open(2);
    const auto first = day.take("deposit");
    const auto second = day.take("deposit");
    day.call(2);
    day.must(model::ParkTicket{{2}, "seal", Parking::Waiting});
    CHECK(day.call(2) == "A002");
    day.must(model::CallTicket{{2}, first, "the seal is ready"});
    CHECK(day.ticket(first).state == TicketState::Called);
    CHECK(day.ticket(second).state == TicketState::Finished);
    CHECK(day.events().back().note == "the seal is ready");
}

TEST_CASE("Aside: only documents that the service has can be missing", "[queue][aside]") {
    Day day(hall_with_documents());
    day.open(2);
    const auto ticket = day.take("deposit");
    day.call(2);
    CHECK(day.ask(model::ParkTicket{{2}, {}, Parking::WithoutPapers, {3}}) == Refusal::BadRequest);
    CHECK(day.ask(model::FinishService{{2}, "returned", 0, {-1}}) == Refusal::BadRequest);
    CHECK(day.ask(model::FinishService{{2}, "returned", 0, {1, 1}}) == Refusal::BadRequest);
    CHECK(day.ask(model::FinishService{{2}, "accepted", 20260301}) == Refusal::BadRequest); // yesterday
    day.must(model::FinishService{{2}, "returned", 0, {2, 1}, "and a photograph"});
    CHECK(day.ticket(ticket).missing == std::vector{1, 2});
    CHECK(day.events().back().count == 0b110);
}

TEST_CASE("Aside: the last step is taken back within ten seconds", "[queue][aside]") {
    Day day;
    day.open(2);
    const auto ticket = day.take("deposit");
    CHECK(day.ask(model::UndoStep{{2}}) == Refusal::NothingToUndo);
    day.call(2);
    CHECK(day.ask(model::UndoStep{{2}}) == Refusal::NothingToUndo); // the visitor has been told
    day.advance(1min);
    day.must(model::StartService{{2}});
    day.advance(5min);
    day.must(model::FinishService{{2}, "done"});
    day.advance(10s);
    day.must(model::UndoStep{{2}});
    CHECK(day.ticket(ticket).state == TicketState::Serving);
    CHECK(day.counter(2).ticket == ticket);
    CHECK(day.counter(2).served == 0);
    day.must(model::FinishService{{2}, "done"});
    day.advance(10s + 1ms);
    CHECK(day.ask(model::UndoStep{{2}}) == Refusal::NothingToUndo);
}

TEST_CASE("Aside: nothing is taken back from which something has followed", "[queue][aside]") {
    Day day;
    day.open(1);
    day.open(2);
    const auto ticket = day.take("deposit");
    day.call(2);
    SECTION("a rating") {
        day.must(model::FinishService{{2}, "done"});
        day.must(model::RateTicket{ticket, 5, {}});
    }
    SECTION("a call elsewhere") {
        day.must(model::TransferTicket{{2}, {{"loan"}}, {}, {}});
        day.call(1);
    }
    SECTION("the next visitor") {
        day.must(model::ParkTicket{{2}, {}});
        day.take("deposit");
        day.call(2);
    }
    SECTION("a pause") {
        day.must(model::FinishService{{2}, "done"});
        day.must(model::PauseCounter{{2}, {}});
        day.must(model::ResumeCounter{{2}});
    }
    CHECK(day.ask(model::UndoStep{{2}}) == Refusal::NothingToUndo);
}
