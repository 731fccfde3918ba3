#pragma once

#include "printer/escpos/virtual_printer.h"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace printer {

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
    bool is_connected() const { return connection_ >= 0; }
    void hang_up() {
        if (connection_ >= 0)
            ::close(std::exchange(connection_, -1));
    }
    void turn() {
        if (connection_ < 0)
            connection_ = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (connection_ < 0 || frozen)
            return;
        std::array<std::byte, 512> bytes{};
        const auto got = ::recv(connection_, bytes.data(), bytes.size(), MSG_PEEK);
        if (got == 0)
            return hang_up();
        if (got > 0) {
            const auto taken = printer.take(std::span(bytes).first(static_cast<std::size_t>(got)));
            static_cast<void>(::recv(connection_, bytes.data(), taken, 0));
            total += taken;
            if (cut_after && (*cut_after -= static_cast<int>(taken)) <= 0) {
                cut_after.reset();
                return hang_up();
            }
            if (stops_after && (*stops_after -= static_cast<int>(taken)) <= 0) {
                stops_after.reset();
                printer.reset();
                return hang_up();
            }
        }
        const auto answers = printer.read();
        if (deaf)
            return;
        static_cast<void>(::send(connection_, answers.data(), answers.size(), MSG_NOSIGNAL));
    }

    std::string address;
    VirtualPrinter printer;
    std::optional<int> stops_after; ///< switched off and on after so many bytes
    std::optional<int> cut_after;   ///< the connection is cut after so many bytes; it keeps what it has
    bool frozen = false;            ///< takes nothing
    bool deaf = false;              ///< takes all, and its answers are lost
    std::size_t total = 0;          ///< bytes taken

  private:
    int listener_;
    int connection_ = -1;
};

} // namespace printer
