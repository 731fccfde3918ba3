#include "printer/port/network_port.h"

#include "printer/escpos/virtual_printer.h"
#include "tests/printer/desk.h"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace printer {
namespace {

using model::PrintFault;

/// A printer on the network: reads only what it takes, so that the rest waits in the kernels.
class NetworkPrinter {
  public:
    NetworkPrinter() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        const int small = 4096;
        ::setsockopt(listener_, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        sockaddr_in any{};
        any.sin_family = AF_INET;
        any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof any;
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&any), size) == 0);
        REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&any), &size) == 0);
        address = fmt::format("127.0.0.1:{}", ntohs(any.sin_port));
    }
    NetworkPrinter(const NetworkPrinter&) = delete;
    NetworkPrinter& operator=(const NetworkPrinter&) = delete;
    ~NetworkPrinter() {
        hang_up();
        ::close(listener_);
    }

    void switch_on() { REQUIRE(::listen(listener_, 1) == 0); }
    void hang_up() {
        if (connection_ >= 0)
            ::close(std::exchange(connection_, -1));
    }
    void turn() {
        if (connection_ < 0)
            connection_ = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (connection_ < 0)
            return;
        std::array<std::byte, 512> bytes{};
        const auto got = ::recv(connection_, bytes.data(), bytes.size(), MSG_PEEK);
        if (got > 0) {
            const auto taken = printer.take(std::span(bytes).first(static_cast<std::size_t>(got)));
            static_cast<void>(::recv(connection_, bytes.data(), taken, 0));
            if (stops_after && (*stops_after -= static_cast<int>(taken)) <= 0) {
                stops_after.reset();
                printer.reset();
                return hang_up();
            }
        }
        const auto answers = printer.read();
        static_cast<void>(::send(connection_, answers.data(), answers.size(), MSG_NOSIGNAL));
    }

    std::string address;
    VirtualPrinter printer;
    std::optional<int> stops_after; ///< switched off and on after so many bytes

  private:
    int listener_;
    int connection_ = -1;
};

struct Bench {
    NetworkPrinter network;
    base::SystemClock clock;
    NetworkPort port{network.address, clock};
    Desk desk{port, [this] {
                  for (int i = 0; i < 20; ++i)
                      network.turn();
              }};

    long tickets(int rows) { return std::ranges::count(network.printer.tickets(), rows, &Bitmap::height); }
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

TEST_CASE("NetworkPort: what is no address is refused with a sentence", "[printer][port]") {
    const base::SystemClock clock;
    for (const auto* const address : {"", "host", "host:", ":9100"})
        CHECK_THROWS_WITH(NetworkPort(address, clock), Catch::Contains("tcp://HOST:PORT"));
}

} // namespace
} // namespace printer
