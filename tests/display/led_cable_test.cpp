#include "display/led/onbon.h"
#include "display/led/text_bus.h"
#include "display/led/udp_wall.h"

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

using namespace display;
using namespace std::chrono_literals;

namespace {

/// A socket of a card or a wall on this machine, on whatever port is free.
class Socket {
  public:
    explicit Socket(int type) : fd_(::socket(AF_INET, type, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof here;
        REQUIRE(::bind(fd_, reinterpret_cast<const sockaddr*>(&here), length) == 0);
        REQUIRE(::getsockname(fd_, reinterpret_cast<sockaddr*>(&here), &length) == 0);
        port = ntohs(here.sin_port);
        if (type == SOCK_STREAM)
            REQUIRE(::listen(fd_, 4) == 0);
    }
    /// Who has come to a listener.
    Socket(const Socket& listener) : fd_(::accept(listener.fd_, nullptr, nullptr)) {}
    Socket& operator=(const Socket&) = delete;
    ~Socket() { ::close(fd_); }

    bool readable(int milliseconds) const {
        pollfd waiting{fd_, POLLIN, 0};
        return ::poll(&waiting, 1, milliseconds) == 1;
    }
    std::vector<std::byte> take() {
        if (!readable(2000))
            return {};
        std::vector<std::byte> bytes(65536);
        peer_length_ = sizeof peer_;
        const auto got = ::recvfrom(fd_, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&peer_),
                                    &peer_length_);
        bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(0, got)));
        return bytes;
    }
    void answer(std::span<const std::byte> bytes) {
        const bool datagram = peer_length_ > 0;
        REQUIRE(::sendto(fd_, bytes.data(), bytes.size(), 0,
                         datagram ? reinterpret_cast<const sockaddr*>(&peer_) : nullptr,
                         datagram ? peer_length_ : 0) == static_cast<ssize_t>(bytes.size()));
    }

    std::uint16_t port = 0;

  private:
    int fd_;
    sockaddr_storage peer_{};
    socklen_t peer_length_ = 0;
};

Address local_address(const char* scheme, std::uint16_t port) {
    return parse_address(std::string(scheme) + "://127.0.0.1:" + std::to_string(port), 0).value();
}

/// Until `done`, as the loop would; false after ten seconds.
template <typename Done>
bool turn(TextBus& bus, const base::Clock& clock, Done done) {
    const auto end = clock.steady() + 10s;
    while (clock.steady() < end) {
        bus.tick(clock.steady());
        if (done())
            return true;
        pollfd readable{bus.descriptor(), POLLIN, 0};
        if (::poll(&readable, 1, 10) == 1)
            bus.dispatch();
    }
    return false;
}

std::unique_ptr<TextProtocol> card() {
    return std::make_unique<Onbon>(Onbon::Options{1, {128, 16}, 30s});
}

} // namespace

TEST_CASE("UdpWall: a frame arrives whole, and a wall that is not there does no harm", "[display][led]") {
    const screen::Pixels frame({64, 16}, screen::Color::rgb(0x102030));
    Socket wall(SOCK_DGRAM);
    UdpWall driver("strip", local_address("udp", wall.port), std::make_unique<Ddp>());
    driver.show(frame);
    CHECK(wall.take() == Ddp().packets(frame).at(0).bytes);
    CHECK(wall.take() == Ddp().packets(frame).at(1).bytes);
    CHECK(wall.take() == Ddp().packets(frame).at(2).bytes);

    std::uint16_t port = 0;
    {
        const Socket gone(SOCK_DGRAM);
        port = gone.port;
    }
    UdpWall nobody("nobody", local_address("udp", port), std::make_unique<Ddp>());
    for (int i = 0; i < 5; ++i)
        nobody.show(frame);
}

TEST_CASE("TextBus: over TCP a card that hangs up is told again when it is back", "[display][led]") {
    const base::SystemClock clock;
    const Socket listener(SOCK_STREAM);
    TextBus bus(local_address("tcp", listener.port), B9600, clock);
    const auto driver = bus.add("card", card(), 60s);
    const TextJob job{"请A023到3号窗口", "A023"};
    driver->show(job);

    for (int time = 0; time < 2; ++time) { // and hangs up at the end of each
        std::unique_ptr<Socket> peer;
        std::vector<std::byte> got;
        REQUIRE(turn(bus, clock, [&] {
            if (!peer && listener.readable(0))
                peer = std::make_unique<Socket>(listener);
            if (peer && peer->readable(0))
                got = peer->take();
            return !got.empty();
        }));
        CHECK(got == card()->request(job));
    }
}

TEST_CASE("TextBus: over UDP a card answers, and one that is not there is tried again", "[display][led]") {
    const base::SystemClock clock;
    Socket socket(SOCK_DGRAM);
    TextBus bus(local_address("udp", socket.port), B9600, clock);
    const auto driver = bus.add("card", card(), 60s);
    driver->show({"A", ""});
    REQUIRE(turn(bus, clock, [&] { return socket.readable(0); }));
    REQUIRE_FALSE(socket.take().empty());
    socket.answer(onbon_frame(std::array<std::byte, 19>{
        std::byte{0}, std::byte{0x80}, std::byte{1}, std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0},
        std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0xFE}, std::byte{2}, std::byte{5}, std::byte{0},
        std::byte{0xA0}, std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0}}));
    CHECK(turn(bus, clock, [&] { return *bus.next_deadline() > clock.steady() + 30s; })); // it was taken
}
