#include "printer/port/network_port.h"

#include <fmt/format.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <utility>

namespace printer {
namespace {

using namespace std::chrono_literals;

constexpr base::Duration kConnectTime = 3s;
constexpr base::Duration kFirstRetry = 1s;
constexpr base::Duration kLongestRetry = 16s;  // a printer that was switched on prints within this
constexpr int kQuietSeconds = 5;               // then the kernel asks whether the other side is still there
constexpr unsigned kLostMilliseconds = 10'000; // nothing acknowledged for so long: the connection is cut
constexpr base::Duration kLook = 50ms; // the kernel does not say when the printer has taken what we wrote
constexpr base::Duration kStuck = 2s;
constexpr std::size_t kNetworkPiece = 4096; // little in the kernel: what is there cannot be taken back

template <typename Value>
void set(int socket, int level, int name, Value value) {
    ::setsockopt(socket, level, name, &value, sizeof value);
}

// A printer that lost its power says nothing: the kernel has to find out, also while nothing is printed.
void tune(int socket) {
    set(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    set(socket, SOL_SOCKET, SO_SNDBUF, static_cast<int>(kNetworkPiece));
    set(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(socket, IPPROTO_TCP, TCP_KEEPIDLE, kQuietSeconds);
    set(socket, IPPROTO_TCP, TCP_KEEPINTVL, 2);
    set(socket, IPPROTO_TCP, TCP_KEEPCNT, 3);
    set(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, kLostMilliseconds);
}

} // namespace

NetworkPort::NetworkPort(const std::string& address, const base::Clock& clock) : clock_(clock) {
    const auto colon = address.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == address.size())
        throw std::runtime_error(
            fmt::format("a network printer is tcp://HOST:PORT, not \"tcp://{}\"", address));
    host_ = address.substr(0, colon);
    service_ = address.substr(colon + 1);
    if (host_.starts_with('[') && host_.ends_with(']'))
        host_ = host_.substr(1, host_.size() - 2);
    epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
    deadline_ = clock_.steady();
}

NetworkPort::~NetworkPort() {
    if (socket_ >= 0)
        ::close(socket_);
    ::close(epoll_);
}

// A name may have several addresses: each try takes the next one.
void NetworkPort::connect() {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    deadline_ = clock_.steady() + kConnectTime;
    if (::getaddrinfo(host_.c_str(), service_.c_str(), &hints, &list) != 0)
        return lose(PortFault::Refused);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, ::freeaddrinfo);
    for (int skipped = 0; list->ai_next != nullptr && skipped < tries_; ++skipped)
        list = list->ai_next;
    tries_ = list->ai_next == nullptr ? 0 : tries_ + 1;
    socket_ = ::socket(list->ai_family, list->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, list->ai_protocol);
    if (socket_ < 0)
        return lose(PortFault::Failed);
    tune(socket_);
    epoll_event event{};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket_, &event);
    state_ = State::Connecting;
    if (::connect(socket_, list->ai_addr, list->ai_addrlen) == 0)
        return connected();
    if (errno != EINPROGRESS)
        return lose(PortFault::Refused);
    watch();
}

void NetworkPort::connected() {
    state_ = State::Up;
    deadline_.reset();
    told_.reset();
    watch();
    tell(PortUp{fmt::format("tcp://{}:{}", host_, service_), true});
}

void NetworkPort::lose(PortFault fault) {
    if (socket_ >= 0)
        ::close(std::exchange(socket_, -1));
    state_ = State::Idle;
    unsent_.clear();
    // What the kernel had may have arrived: it counts as gone over, so that it is not sent again unmarked.
    if (const auto rest = std::exchange(in_kernel_, 0); rest > 0)
        tell(PortSent{rest});
    deadline_ = clock_.steady() + retry_;
    retry_ = std::min(retry_ * 2, kLongestRetry);
    if (std::exchange(told_, fault) != fault)
        tell(PortDown{fault, false});
}

void NetworkPort::watch() const {
    epoll_event event{};
    event.events = EPOLLIN;
    if (state_ == State::Connecting || !unsent_.empty())
        event.events |= EPOLLOUT;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, socket_, &event);
}

void NetworkPort::send(Bytes bytes, const std::string& /*name*/) {
    if (state_ != State::Up)
        return;
    unsent_.insert(unsent_.end(), bytes.begin(), bytes.end());
    progress_ = clock_.steady();
    deadline_ = progress_ + kLook;
    watch();
}

void NetworkPort::drop() {
    unsent_.clear();
    // What the kernel has will arrive: it counts as gone over.
    if (const auto rest = std::exchange(in_kernel_, 0); rest > 0)
        tell(PortSent{rest});
    if (state_ == State::Up)
        watch();
    tell(PortDropped{});
}

void NetworkPort::write() {
    while (state_ == State::Up && !unsent_.empty()) {
        std::array<std::byte, kNetworkPiece> piece{};
        const auto count = std::min(unsent_.size(), piece.size());
        std::copy_n(unsent_.begin(), count, piece.begin());
        const auto written = ::send(socket_, piece.data(), count, MSG_NOSIGNAL);
        if (written < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (written < 0)
            return lose(PortFault::Failed);
        unsent_.erase(unsent_.begin(), unsent_.begin() + written);
        in_kernel_ += static_cast<std::size_t>(written);
    }
    watch();
    count_sent();
}

int NetworkPort::unsent_in_kernel() const {
    int bytes = 0;
    return ::ioctl(socket_, SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

// Sent is what the printer's side has acknowledged.
void NetworkPort::count_sent() {
    const auto waiting = std::min(static_cast<std::size_t>(unsent_in_kernel()), in_kernel_);
    const auto gone = in_kernel_ - waiting;
    in_kernel_ = waiting;
    const auto now = clock_.steady();
    if (gone > 0) {
        progress_ = now;
        tell(PortSent{gone});
    }
    if (state_ != State::Up)
        return;
    if (in_kernel_ == 0 && unsent_.empty()) {
        deadline_.reset();
        return;
    }
    deadline_ = now + kLook;
    if (now >= progress_ + kStuck) {
        progress_ = now;
        tell(PortStuck{});
    }
}

void NetworkPort::read() {
    std::array<std::byte, 1024> bytes{};
    while (state_ == State::Up) {
        const auto got = ::recv(socket_, bytes.data(), bytes.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got <= 0)
            return lose(PortFault::Refused);
        retry_ = kFirstRetry; // one that only takes connections and drops them is not asked ever faster
        tell(PortGot{{bytes.begin(), bytes.begin() + got}});
    }
}

void NetworkPort::dispatch() {
    epoll_event event{};
    if (::epoll_wait(epoll_, &event, 1, 0) != 1)
        return;
    if (state_ == State::Connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
        return error == 0 ? connected() : lose(PortFault::Refused);
    }
    if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        read();
    if (state_ == State::Up && (event.events & EPOLLOUT) != 0)
        write();
}

void NetworkPort::tick(base::SteadyTime now) {
    if (!deadline_ || now < *deadline_)
        return;
    switch (state_) {
    case State::Idle:
        return connect();
    case State::Connecting:
        return lose(PortFault::Refused);
    case State::Up:
        return count_sent();
    }
}

} // namespace printer
