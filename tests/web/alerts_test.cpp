#include "shared/web/alerts.h"
#include "tests/web/supervised.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace std::chrono_literals;
using model::CounterState;
using model::DeviceState;
using model::TicketState;
using support::kNow;
using web::AlertKind;
using web::Severity;

namespace {

/// Two services: pensions promise 20 minutes of wait and 10 at the counter, advice promises nothing.
struct AlertsBench {
    model::Board board;
    web::SupervisorRecord record;

    AlertsBench() {
        model::Service pension;
        pension.id = {"pension"};
        pension.name = model::Names(std::map<std::string, std::string>{{"en", "Pensions"}});
        pension.wait_target = 20min;
        pension.serve_target = 10min;
        model::Service advice;
        advice.id = {"advice"};
        board.hall.services = {pension, advice};
    }

    model::Ticket& ticket(std::uint64_t id, base::Duration since, const char* service = "pension") {
        model::Ticket made;
        made.id = model::TicketId{id};
        made.number = "D00" + std::to_string(id);
        made.service = {service};
        made.since = made.issued = made.entry = kNow - since;
        return board.tickets[made.id] = made;
    }
    model::CounterStatus& counter(int id, CounterState state = CounterState::Open) {
        model::CounterStatus status;
        status.id = model::CounterId{id};
        status.state = state;
        status.since = kNow - 1h;
        return board.counters[status.id] = status;
    }
    std::vector<web::Alert> all() const { return web::alerts(board, record, kNow); }
    std::vector<std::string> names() const {
        std::vector<std::string> list;
        for (const web::Alert& alert : all())
            list.push_back(alert.name);
        return list;
    }
    std::string words(std::size_t place = 0) const {
        return language::without_isolates(
            web::sentence(all().at(place), board.hall, language::Catalogue("en")));
    }
};

using Names = std::vector<std::string>;

model::Event earlier_event(model::EventKind kind, int counter = 0, const std::string& reason = {}) {
    model::Event made;
    made.kind = kind;
    made.at = kNow - 2min;
    made.counter = model::CounterId{counter};
    made.reason = reason;
    return made;
}

} // namespace

TEST_CASE("Alerts: a hall in which all is well has none", "[web][alerts]") {
    AlertsBench bench;
    bench.ticket(1, 20min);
    bench.ticket(2, 5h, "advice"); // nothing was promised
    bench.counter(1);
    bench.board.devices[{"kiosk-1"}] = {{"kiosk-1"}, DeviceState::Well, "", kNow};

    CHECK(bench.all().empty());
}

TEST_CASE("Alerts: of each service the one who waits longest beyond the promise", "[web][alerts]") {
    AlertsBench bench;
    bench.ticket(1, 20min + 1s);
    bench.ticket(2, 31min);
    CHECK(bench.names() == Names{"wait-2"});
    CHECK(bench.all()[0].severity == Severity::Warning);
    CHECK(bench.words() == "Pensions: D002 has waited 31 min, promised are 20 min");

    bench.ticket(3, 40min);
    CHECK(bench.names() == Names{"wait-3"});
    CHECK(bench.all()[0].severity == Severity::Urgent);

    bench.board.tickets.at(model::TicketId{3}).state = TicketState::Called;
    bench.board.tickets.at(model::TicketId{2}).state = TicketState::Parked;
    CHECK(bench.names() == Names{"wait-1"});
}

TEST_CASE("Alerts: earlier stays in queues count, the time before an appointment does not", "[web][alerts]") {
    AlertsBench bench;
    bench.ticket(1, 5min).waited = 16min;
    CHECK(bench.names() == Names{"wait-1"});

    bench.board.tickets.clear();
    bench.ticket(2, 1h).entry = kNow - 19min;
    CHECK(bench.all().empty());
    bench.ticket(2, 1h).entry = kNow + 5min;
    CHECK(bench.all().empty());
}

TEST_CASE("Alerts: a service at the counter that takes longer than promised", "[web][alerts]") {
    AlertsBench bench;
    bench.ticket(7, 10min + 1s).state = TicketState::Serving;
    bench.counter(4).ticket = model::TicketId{7};
    CHECK(bench.names() == Names{"serve-7"});
    CHECK(bench.words() == "Counter 4: D007 has been served for 10 min, promised are 10 min");

    bench.board.tickets.at(model::TicketId{7}).since = kNow - 10min;
    CHECK(bench.all().empty());
}

TEST_CASE("Alerts: what the hall flags at a counter, since it was flagged", "[web][alerts]") {
    AlertsBench bench;
    auto& status = bench.counter(3);
    status.idle_alert = status.duty_alert = true;
    status.help = model::Help::Technician;
    bench.record.apply(earlier_event(model::EventKind::CounterAlerted, 3, "duty"));

    CHECK(bench.names() == Names{"help-3", "idle-3", "duty-3"});
    CHECK(bench.words(0) == "Counter 3 asks for help: The technician");
    CHECK(bench.words(1) == "Counter 3 is open and calls nobody although visitors wait");
    CHECK(bench.words(2) == "Counter 3: its clerk has worked for a long time without a break");
    CHECK(bench.all()[2].since == kNow - 2min);
    CHECK(bench.all()[1].since == status.since);
}

TEST_CASE("Alerts: a pause that lasts longer than was said, with a few minutes of patience",
          "[web][alerts]") {
    AlertsBench bench;
    bench.counter(2, CounterState::Paused).until = kNow - 5min;
    CHECK(bench.all().empty());
    bench.counter(2, CounterState::Paused).until = kNow - 6min;
    REQUIRE(bench.all().size() == 1);
    CHECK(bench.words() == "Counter 2: its pause should have ended 6 min ago");
}

TEST_CASE("Alerts: devices by how they are, in their own words", "[web][alerts]") {
    AlertsBench bench;
    bench.board.devices[{"kiosk-1"}] = {{"kiosk-1"}, DeviceState::Gone, "", kNow - 1min};
    bench.board.devices[{"printer-1"}] = {
        {"printer-1"}, DeviceState::Warning, "The printer's paper is low.", kNow - 9min};
    bench.board.devices[{"printer-2"}] = {{"printer-2"}, DeviceState::Fault, "", kNow - 2min};

    const auto all = bench.all();
    REQUIRE(all.size() == 3);
    CHECK(all[0].device == model::DeviceId{"printer-2"});
    CHECK(bench.words(0) == "printer-2 needs attention.");
    CHECK(bench.words(1) == "kiosk-1 does not answer.");
    CHECK(bench.words(2) == "printer-1: The printer's paper is low.");
    CHECK(all[2].severity == Severity::Warning);
}

TEST_CASE("Alerts: another ailment of a device is another alert, and its name is short enough",
          "[web][alerts]") {
    AlertsBench bench;
    const model::DeviceId device{std::string(64, 'x')};
    bench.board.devices[device] = {device, DeviceState::Fault, "", kNow - 9min};
    const auto before = bench.names();
    bench.board.devices[device].since = kNow - 1min;

    CHECK(bench.names() != before);
    CHECK(bench.names()[0].size() <= 64);
}

TEST_CASE("Alerts: somebody asks to go first until staff have answered", "[web][alerts]") {
    AlertsBench bench;
    bench.ticket(5, 1min).approval = model::Approval::Pending;
    CHECK(bench.names() == Names{"urgent-5"});
    CHECK(bench.words() == "D005 asks to go first: Pensions");
    bench.ticket(5, 1min).approval = model::Approval::Rejected;
    CHECK(bench.all().empty());
}

TEST_CASE("Alerts: a follow-up that is due and not closed", "[web][alerts]") {
    AlertsBench bench;
    auto opened = earlier_event(model::EventKind::FollowUpOpened);
    opened.number = "20260302-1";
    opened.entry = kNow;
    bench.record.apply(opened);
    CHECK(bench.names() == Names{"follow-up-20260302-1"});

    auto closed = earlier_event(model::EventKind::FollowUpStepped);
    closed.number = "20260302-1";
    closed.value = static_cast<int>(model::FollowUpStep::Closed);
    bench.record.apply(closed);
    CHECK(bench.all().empty());
}

TEST_CASE("Alerts: the gravest first, then the oldest", "[web][alerts]") {
    AlertsBench bench;
    bench.ticket(1, 25min);
    bench.ticket(7, 11min).state = TicketState::Serving;
    bench.counter(4).ticket = model::TicketId{7};
    bench.counter(5).idle_alert = true;
    bench.ticket(9, 1min, "advice").approval = model::Approval::Pending;

    CHECK(bench.names() == Names{"urgent-9", "idle-5", "wait-1", "serve-7"});
}
