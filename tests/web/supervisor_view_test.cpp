#include "shared/web/supervisor_view.h"
#include "tests/web/supervised.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace std::chrono_literals;
using model::CounterState;
using model::TicketState;
using nlohmann::json;
using support::english;
using support::kNow;

namespace {

/// Pensions promise 20 minutes; counter 1 is 101's.
struct ViewBench {
    web::State state;
    web::SupervisorRecord record;
    model::Board& board = state.board;

    ViewBench() {
        state.known = state.fresh = true;
        board.hall.zone = "UTC";
        model::Service pension, loan;
        pension.id = {"pension"};
        pension.name = english("Pensions");
        pension.letter = "D";
        pension.wait_target = 20min;
        pension.serve_target = 10min;
        loan.id = {"loan"};
        loan.name = english("Loans");
        board.hall.services = {pension, loan};
        model::Channel ordinary, elderly;
        ordinary.id = {"ordinary"};
        ordinary.name = english("Ordinary");
        elderly.id = {"elderly"};
        elderly.name = english("Elderly");
        elderly.green = true;
        board.hall.channels = {ordinary, elderly};
        model::Counter counter;
        counter.id = model::CounterId{1};
        counter.services = {{"pension"}};
        board.hall.counters = {counter};
        model::Staff staff;
        staff.id = {"101"};
        staff.name = english("Li");
        board.hall.staff = {staff};
    }

    model::Ticket& ticket(std::uint64_t id, base::Duration since, const char* channel = "ordinary") {
        model::Ticket made;
        made.id = model::TicketId{id};
        made.number = "D00" + std::to_string(id);
        made.service = {"pension"};
        made.channel = {channel};
        made.since = made.entry = kNow - since;
        return board.tickets[made.id] = made;
    }
    model::CounterStatus& counter(CounterState state_of) {
        model::CounterStatus status;
        status.id = model::CounterId{1};
        status.state = state_of;
        status.clerk = {"101"};
        status.since = kNow - 30min;
        return board.counters[status.id] = status;
    }
    json view() const {
        return json::parse(
            language::without_isolates(web::supervisor_view(state, record, kNow, language::Catalogue("en"))));
    }
};

} // namespace

TEST_CASE("Supervisor's view: queues are counted by service and channel, against the promise",
          "[web][supervisor]") {
    ViewBench bench;
    bench.ticket(1, 25min);
    bench.ticket(2, 5min);
    bench.ticket(3, 7min, "elderly");
    bench.ticket(4, 40min).state = TicketState::Parked;
    bench.ticket(5, 1h).entry = kNow + 5min; // an appointment that is not due
    bench.board.outlooks = {{{"pension"}, 3, {12min, 28min, true}}};

    const json view = bench.view();

    const json& queue = view["queues"][0];
    CHECK(queue["waiting"] == 3);
    CHECK(queue["over"] == 1);
    CHECK(queue["longest"] == "25 min");
    CHECK(queue["target"] == "20 min");
    CHECK(queue["wait"] == "About 10 to 30 minutes");
    REQUIRE(queue["channels"].size() == 2);
    CHECK(queue["channels"][0]["waiting"] == 2);
    CHECK(queue["channels"][1]["name"] == "Elderly");
    CHECK(queue["channels"][1]["longest"] == "7 min");
    CHECK(view["queues"][1]["waiting"] == 0);
    CHECK(view["queues"][1]["longest"] == "");
    CHECK(view["sums"]["waiting"] == 3);
    CHECK(view["sums"]["over"] == 1);
}

TEST_CASE("Supervisor's view: a counter is closed, free, calling, serving or paused", "[web][supervisor]") {
    ViewBench bench;
    CHECK(bench.view()["counters"][0]["state"] == "closed");
    auto& status = bench.counter(CounterState::Open);
    CHECK(bench.view()["counters"][0]["state"] == "free");
    CHECK(bench.view()["counters"][0]["clerk"] == "101 Li");
    CHECK(bench.view()["sums"]["open"] == "1 / 1");

    auto& ticket = bench.ticket(7, 11min);
    status.ticket = ticket.id;
    ticket.state = TicketState::Called;
    CHECK(bench.view()["counters"][0]["state"] == "calling");
    CHECK(bench.view()["counters"][0]["late"] == false);
    ticket.state = TicketState::Serving;
    const json serving = bench.view()["counters"][0];
    CHECK(serving["state"] == "serving");
    CHECK(serving["ticket"] == "D007");
    CHECK(serving["lasts"] == "11 min");
    CHECK(serving["late"] == true);

    status = {};
    bench.counter(CounterState::Paused).until = kNow + 10min;
    CHECK(bench.view()["counters"][0]["state"] == "paused");
    CHECK(bench.view()["counters"][0]["until"] == "08:10");
    CHECK(bench.view()["sums"]["open"] == "0 / 1");
}

TEST_CASE("Supervisor's view: a service that is paused says why, and not once its pause is over",
          "[web][supervisor]") {
    ViewBench bench;
    bench.board.now = kNow;
    bench.board.pauses[{"pension"}] = {"no network", kNow - 5min, kNow + 10min};
    CHECK(bench.view()["queues"][0]["paused"] == true);
    CHECK(bench.view()["queues"][0]["reason"] == "no network");
    CHECK(bench.view()["queues"][0]["until"] == "08:10");

    bench.board.pauses[{"pension"}].until = kNow - 1min;
    CHECK(bench.view()["queues"][0]["paused"] == false);
    CHECK(bench.view()["queues"][0]["reason"] == "");
}

TEST_CASE("Supervisor's view: holds nothing of what visitors have said", "[web][supervisor]") {
    ViewBench bench;
    model::Event word;
    word.kind = model::EventKind::WordLeft;
    word.note = "Nobody explained anything.";
    bench.record.apply(word);
    model::Event opened;
    opened.kind = model::EventKind::FollowUpOpened;
    opened.number = "20260302-1";
    opened.value = static_cast<int>(model::FollowUpCause::Complaint);
    opened.at = kNow - 73h;
    opened.entry = kNow - 1h;
    bench.record.apply(opened);

    const json view = bench.view();

    REQUIRE(view["follow_ups"].size() == 1);
    CHECK(view["follow_ups"][0]["overdue"] == true);
    CHECK(view.dump().find("explained") == std::string::npos);
    const json told = json::parse(web::follow_up_words(bench.record.follow_ups().at("20260302-1"),
                                                       bench.board.hall, language::Catalogue("en")));
    CHECK(told["said"] == "Nobody explained anything.");
}

TEST_CASE("Supervisor's view: says when it is not current, and that the day was ended", "[web][supervisor]") {
    ViewBench bench;
    CHECK(bench.view()["status"] == "Open for visitors");
    bench.board.accepting = false;
    CHECK(bench.view()["status"] == "No new numbers; whoever waits is served");
    model::Event ended;
    ended.kind = model::EventKind::DayEnded;
    ended.at = kNow - 5min;
    bench.record.apply(ended);
    bench.state.fresh = false;

    CHECK(bench.view()["status"] == "The day was ended at 07:55.");
    CHECK(bench.view()["ended"] == true);
    CHECK(bench.view()["stale"] == true);
}

TEST_CASE("Supervisor's view: is the same within a minute, so that no page is told the same twice",
          "[web][supervisor]") {
    ViewBench bench;
    bench.ticket(1, 5min);
    bench.counter(CounterState::Open);
    const language::Catalogue words("en");

    CHECK(web::supervisor_view(bench.state, bench.record, kNow, words) ==
          web::supervisor_view(bench.state, bench.record, kNow + 59s, words));
    CHECK(web::supervisor_view(bench.state, bench.record, kNow, words) !=
          web::supervisor_view(bench.state, bench.record, kNow + 60s, words));
}
