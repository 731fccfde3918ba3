#include "shared/web/connection.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace web {

namespace {

void read_address(const sockaddr_storage& from, std::string& ip, int& port) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (from.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &from, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        port = ntohs(v4.sin_port);
    } else if (from.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &from, sizeof v6);
        inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
        port = ntohs(v6.sin6_port);
    }
    ip = text.data();
}

template <typename Ask>
void tell_address(int socket, Ask ask, std::string& ip, int& port) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    // The kernel's interface speaks of all addresses by the type of their common beginning.
    if (ask(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0)
        read_address(address, ip, port);
}

} // namespace

Connection::Connection(int socket, const Tls* tls, int closing, const base::Clock& clock)
    : socket_(socket), closing_(closing), clock_(clock), session_(tls, socket),
      deadline_(clock.steady() + kHeadTime) {
    ::fcntl(socket_, F_SETFL, O_NONBLOCK);
}

Connection::~Connection() {
    if (!broken_)
        session_.end();
    ::shutdown(socket_, SHUT_RDWR);
    ::close(socket_);
}

bool Connection::wait(bool to_read, base::SteadyTime until) const {
    const auto left = std::max<base::Duration>(until - clock_.steady(), base::Duration(0));
    const short events = to_read ? POLLIN : POLLOUT;
    std::array<pollfd, 2> waiting{{{socket_, events, 0}, {closing_, POLLIN, 0}}};
    const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(left.count()));
    if (ready < 0)
        return errno == EINTR;
    return ready > 0 && waiting[1].revents == 0;
}

bool Connection::is_writable() const {
    pollfd waiting{socket_, POLLRDHUP, 0};
    return !broken_ && (::poll(&waiting, 1, 0) == 0 || waiting.revents == 0);
}

bool Connection::shake_hands() {
    for (;;) {
        const auto want = session_.accept();
        if (want == Tls::Want::Nothing)
            return true;
        if (want == Tls::Want::Closed || !wait(want == Tls::Want::Read, deadline_)) {
            broken_ = true;
            return false;
        }
    }
}

bool Connection::wait_for_request() {
    deadline_ = clock_.steady() + kKeepAlive;
    allowed_ = kMostHead;
    if (begin_ == end_ && fill() <= 0)
        return false;
    deadline_ = clock_.steady() + kHeadTime;
    return true;
}

void Connection::head_is_read() {
    deadline_ = clock_.steady() + kBodyTime;
    allowed_ = kMostBody;
}

ssize_t Connection::fill() {
    for (;;) {
        Tls::Want want{};
        const std::size_t count = session_.read(buffer_.data(), buffer_.size(), want);
        if (count > 0) {
            begin_ = 0;
            end_ = count;
            return static_cast<ssize_t>(count);
        }
        if (want == Tls::Want::Closed || clock_.steady() >= deadline_ ||
            !wait(want == Tls::Want::Read, deadline_)) {
            broken_ = true;
            return want == Tls::Want::Closed ? 0 : -1;
        }
    }
}

ssize_t Connection::read(char* to, std::size_t size) {
    if (allowed_ == 0 || broken_) {
        broken_ = true;
        return -1;
    }
    if (begin_ == end_)
        if (const ssize_t filled = fill(); filled <= 0)
            return filled;
    const std::size_t count = std::min({size, end_ - begin_, allowed_});
    std::copy_n(buffer_.data() + begin_, count, to);
    begin_ += count;
    allowed_ -= count;
    return static_cast<ssize_t>(count);
}

/// All of it, or nothing any more.
ssize_t Connection::write(const char* from, std::size_t size) {
    const auto until = clock_.steady() + kWriteTime;
    std::size_t written = 0;
    while (!broken_ && written < size) {
        Tls::Want want{};
        written += session_.write(from + written, size - written, want);
        if (want == Tls::Want::Closed ||
            (want != Tls::Want::Nothing &&
             (clock_.steady() >= until || !wait(want == Tls::Want::Read, until))))
            broken_ = true;
    }
    return broken_ ? -1 : static_cast<ssize_t>(written);
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
    tell_address(socket_, ::getpeername, ip, port);
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
    tell_address(socket_, ::getsockname, ip, port);
}

} // namespace web
