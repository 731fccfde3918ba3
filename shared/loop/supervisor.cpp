#include "shared/loop/supervisor.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace loop {

namespace {

std::string_view variable(const char* name) {
    const char* const text = std::getenv(name);
    return text == nullptr ? std::string_view() : text;
}

long long number(std::string_view text) {
    long long value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ptr == text.data() + text.size() && read.ec == std::errc() ? value : 0;
}

} // namespace

Supervisor Supervisor::from_environment() {
    Supervisor made;
    made.socket_ = variable("NOTIFY_SOCKET");
    const auto pid = variable("WATCHDOG_PID");
    if (pid.empty() || number(pid) == ::getpid())
        made.between_ = std::chrono::duration_cast<base::Duration>(
            std::chrono::microseconds(std::max(number(variable("WATCHDOG_USEC")), 0LL) / 2));
    return made;
}

void Supervisor::alive(base::SteadyTime now) {
    if (socket_.empty())
        return;
    if (!ready_)
        say("READY=1");
    else if (between_ > base::Duration(0) && now >= next_)
        say("WATCHDOG=1");
    else
        return;
    ready_ = true;
    next_ = now + between_;
}

std::optional<base::SteadyTime> Supervisor::next_deadline() const {
    if (socket_.empty() || between_ == base::Duration(0))
        return std::nullopt;
    return next_;
}

void Supervisor::say(const std::string& text) const {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_.empty() || socket_.size() >= sizeof address.sun_path)
        return;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0';
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return;
    // A manager that does not listen ends no program.
    [[maybe_unused]] const auto sent =
        ::sendto(fd, text.data(), text.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
                 static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size()));
    ::close(fd);
}

} // namespace loop
