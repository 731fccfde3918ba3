#include "display/led/udp_wall.h"

#include "shared/base/log.h"

#include <netinet/in.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace display {

namespace {

constexpr std::uint16_t kE131Port = 5568; // multicast is E1.31's alone
constexpr int kBuffer = 1 << 20;          // a whole frame at once

} // namespace

UdpWall::~UdpWall() {
    if (fd_ >= 0)
        ::close(fd_);
}

bool UdpWall::open() {
    if (fd_ >= 0)
        return true;
    const bool multicast = address_.kind == Address::Kind::Multicast;
    const int family = multicast ? AF_INET : address_.socket.ss_family;
    fd_ = ::socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd_ < 0)
        return false;
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDBUF, &kBuffer, sizeof kBuffer); // where it cannot be, frames are torn
    if (multicast)
        return true;
    // Connected, so that a wall which refuses says so at the next frame.
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address_.socket), address_.length) == 0)
        return true;
    const int error = errno;
    ::close(std::exchange(fd_, -1));
    errno = error;
    return false;
}

/// The errno, or 0.
int UdpWall::send(const Packet& packet) const {
    const auto send_once = [&] {
        const Address group = packet.group != 0 ? group_address(packet.group, kE131Port) : Address{};
        const auto* const to =
            packet.group != 0 ? reinterpret_cast<const sockaddr*>(&group.socket) : nullptr; // or connected
        const auto sent =
            ::sendto(fd_, packet.bytes.data(), packet.bytes.size(), MSG_NOSIGNAL, to, group.length);
        return sent < 0 && errno != EAGAIN ? errno : 0;
    };
    const int error = send_once();
    if (error == ECONNREFUSED)
        send_once(); // that was the answer to an earlier one, and this one is not yet sent
    return error;
}

void UdpWall::show(const screen::Pixels& frame) {
    if (!open())
        return reached(errno);
    int error = 0;
    for (const Packet& packet : encoder_->packets(frame)) {
        const int failed = send(packet);
        error = failed != 0 ? failed : error;
    }
    reached(error);
}

void UdpWall::reached(int error) {
    if (error == std::exchange(told_, error))
        return;
    if (error == 0)
        base::log_info("led", "{} is reached again at {}", name_, address_.text);
    else
        base::log_warning("led", "{} is not reached at {}: {}", name_, address_.text, std::strerror(error));
}

} // namespace display
