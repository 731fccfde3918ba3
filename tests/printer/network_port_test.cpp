#include "printer/port/network_port.h"

#include "tests/printer/desk.h"
#include "tests/printer/network_printer.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

namespace printer {
namespace {

using model::PrintFault;

struct Bench {
    NetworkPrinter network;
    base::SystemClock clock;
    NetworkPort port{network.address, clock};
    Desk desk{port, [this] {
                  for (int i = 0; i < 20; ++i)
                      network.turn();
              }};

    long tickets(int rows) { return std::ranges::count(network.printer.tickets(), printed(page_of(rows))); }
};

TEST_CASE("NetworkPort: waits for a printer that is not there yet, then prints a whole ticket",
          "[printer][port]") {
    Bench bench;
    REQUIRE(bench.desk.turn_until([&] { return bench.port.next_deadline().has_value(); }));
    CHECK_FALSE(bench.desk.session.status().online);

    bench.network.switch_on();
    REQUIRE(bench.desk.becomes_ready());
    bench.desk.start();

    REQUIRE(bench.desk.prints());
    CHECK(bench.tickets(kRows) == 1);
    CHECK(bench.network.printer.stray_bytes() == 0);
}

TEST_CASE("NetworkPort: when the paper ends the ticket comes again whole, as a copy", "[printer][port]") {
    Bench bench;
    bench.network.switch_on();
    REQUIRE(bench.desk.becomes_ready());
    bench.network.printer.let_paper_end_after(200);
    bench.desk.start();
    REQUIRE(bench.desk.turn_until([&] { return bench.desk.last.fault == PrintFault::PaperOut; }));

    bench.network.printer.load_paper();

    REQUIRE(bench.desk.prints());
    CHECK(bench.desk.last.printed_again);
    CHECK(bench.tickets(kCopyRows) == 1);
    CHECK(bench.network.printer.stray_bytes() == 0);
}

TEST_CASE("NetworkPort: a printer switched off and on in the middle prints the ticket again",
          "[printer][port]") {
    Bench bench;
    bench.network.switch_on();
    REQUIRE(bench.desk.becomes_ready());
    bench.network.stops_after = 20'000;

    bench.desk.start();

    REQUIRE(bench.desk.turn_until([&] { return bench.desk.last.fault == PrintFault::Offline; }));
    REQUIRE(bench.desk.prints());
    CHECK(bench.desk.last.printed_again);
    CHECK(bench.tickets(kCopyRows) == 1);
}

TEST_CASE("NetworkPort: wherever the connection is cut, no two unmarked tickets come out and never none",
          "[printer][port]") {
    for (int bytes = 0; bytes < 64'000; bytes += 7'000) {
        INFO("cut after " << bytes << " bytes");
        Bench bench;
        bench.network.switch_on();
        REQUIRE(bench.desk.becomes_ready());
        bench.network.cut_after = bytes + 1;

        bench.desk.start();

        REQUIRE(bench.desk.prints());
        const auto unmarked = bench.tickets(kRows), copies = bench.tickets(kCopyRows);
        CHECK(unmarked <= 1);
        CHECK(unmarked + copies >= 1);
        CHECK(copies == (bench.desk.last.printed_again ? 1 : 0));
        CHECK(bench.network.printer.stray_bytes() == 0);
    }
}

TEST_CASE("NetworkPort: a printer that is not there is asked ever more rarely", "[printer][port]") {
    support::ManualClock clock;
    NetworkPrinter printer; // not switched on: connections are refused
    NetworkPort port(printer.address, clock);
    std::vector<base::Duration> waits;
    while (waits.size() < 6) {
        port.tick(clock.steady());
        pollfd ready{port.descriptor(), POLLIN, 0};
        ::poll(&ready, 1, 100);
        port.dispatch();
        waits.push_back(*port.next_deadline() - clock.steady());
        clock.advance(waits.back());
    }

    CHECK(std::ranges::is_sorted(waits));
    CHECK(waits.back() == std::chrono::seconds(16));
}

TEST_CASE("NetworkPort: what is no address is refused with a sentence", "[printer][port]") {
    const base::SystemClock clock;
    for (const auto* const address : {"", "host", "host:", ":9100"})
        CHECK_THROWS_WITH(NetworkPort(address, clock), Catch::Contains("tcp://HOST:PORT"));
}

} // namespace
} // namespace printer
