#include "shared/loop/usher.h"

#include "shared/base/log.h"
#include "shared/base/text.h"

#include <linux/tcp.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace loop {

namespace {

constexpr std::size_t kLogEveryOneBelow = 20;
constexpr std::size_t kThenOneConnectionIn = 1000;

std::vector<int> own_descriptors() {
    std::vector<int> found;
    std::error_code none;
    for (std::filesystem::directory_iterator entry("/proc/self/fd", none), end; !none && entry != end;
         entry.increment(none))
        if (const auto fd = base::parse_number<int>(entry->path().filename().string()))
            found.push_back(*fd);
    return found;
}

/// What has come by a connection so far; nothing of what is none.
std::optional<std::uint64_t> sent_by(int fd) {
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return std::nullopt;
    return info.tcpi_bytes_received;
}

/// Of this machine; 0 of what has none.
std::uint16_t port_of(int fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto* const any = static_cast<sockaddr*>(static_cast<void*>(&address));
    if (::getsockname(fd, any, &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(static_cast<const sockaddr_in*>(static_cast<const void*>(&address))->sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(static_cast<const sockaddr_in6*>(static_cast<const void*>(&address))->sin6_port);
    return 0;
}

std::uint64_t number_of(int fd) {
    std::uint64_t number = 0;
    socklen_t size = sizeof number;
    return ::getsockopt(fd, SOL_SOCKET, SO_COOKIE, &number, &size) == 0 ? number : 0;
}

std::string peer_of(int fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto* const any = static_cast<sockaddr*>(static_cast<void*>(&address));
    std::array<char, NI_MAXHOST> name{};
    if (::getpeername(fd, any, &size) != 0 ||
        ::getnameinfo(any, size, name.data(), name.size(), nullptr, 0, NI_NUMERICHOST) != 0)
        return "somebody";
    return name.data();
}

} // namespace

Usher::Usher(Loop& loop, const base::Clock& clock) : loop_(loop), next_(clock.steady() + kLook) {
    loop_.add(*this);
}

Usher::~Usher() {
    loop_.remove(*this);
}

void Usher::watch(std::string_view endpoint) {
    if (!endpoint.starts_with("tcp://"))
        return;
    if (const auto port = base::parse_number<std::uint16_t>(endpoint.substr(endpoint.rfind(':') + 1)))
        doors_.insert(*port);
}

void Usher::heard(zmq::message_t& frame) {
    if (const int fd = ::zmq_msg_get(frame.handle(), ZMQ_SRCFD); fd >= 0)
        heard_.insert(fd);
}

/// Twice too much: after the first time, the desk has read what had come.
bool Usher::is_to_go(Seen& seen, std::uint64_t sent, bool heard) const {
    constexpr std::uint64_t kLooksASecond = std::chrono::seconds(1) / kLook;
    seen.forgiven = heard ? sent : std::min(sent, seen.forgiven + kHeartbeats / kLooksASecond);
    const bool before = std::exchange(seen.too_much, sent - seen.forgiven > kAllowance);
    return before && seen.too_much;
}

void Usher::tick(base::SteadyTime now) {
    next_ = now + kLook;
    std::map<int, Seen> seen;
    for (const int fd : own_descriptors()) {
        const auto sent = doors_.contains(port_of(fd)) ? sent_by(fd) : std::nullopt;
        if (!sent)
            continue;
        const std::uint64_t connection = number_of(fd);
        Seen& one = seen[fd] = seen_[fd];
        if (one.connection != connection)
            one = {.connection = connection};
        if (!is_to_go(one, *sent, heard_.contains(fd)))
            continue;
        if (++shown_out_ < kLogEveryOneBelow || shown_out_ % kThenOneConnectionIn == 0)
            base::log_warning("access",
                              "ended a connection of {}: {} bytes came by it, and no end of a message",
                              peer_of(fd), *sent - one.forgiven);
        one.forgiven = *sent;
        ::shutdown(fd,
                   SHUT_RDWR); // ZeroMQ's own descriptor: it notices, lets go of all that came, and closes it
    }
    seen_ = std::move(seen);
    heard_.clear();
}

} // namespace loop
