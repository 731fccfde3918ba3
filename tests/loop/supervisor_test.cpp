#include "shared/loop/supervisor.h"

#include <catch2/catch.hpp>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace {

/// A service manager: the socket at an abstract name, and the environment that it gives.
class Manager {
  public:
    explicit Manager(const std::string& watchdog_microseconds) {
        const std::string name = "@jiaohao-test-" + std::to_string(::getpid());
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.data(), name.size());
        address.sun_path[0] = '\0';
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        REQUIRE(::bind(fd_, reinterpret_cast<const sockaddr*>(&address), length) == 0);
        ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
        ::setenv("WATCHDOG_USEC", watchdog_microseconds.c_str(), 1);
    }
    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;
    ~Manager() {
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            ::unsetenv(name);
        ::close(fd_);
    }

    std::vector<std::string> heard() const {
        std::vector<std::string> all;
        std::array<char, 256> text{};
        while (true) {
            const auto count = ::recv(fd_, text.data(), text.size(), 0);
            if (count < 0)
                return all;
            all.emplace_back(text.data(), static_cast<std::size_t>(count));
        }
    }

  private:
    int fd_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
};

using Heard = std::vector<std::string>;

constexpr base::SteadyTime kStart{1h};

} // namespace

TEST_CASE("Supervisor: hears that the process is ready once, then twice as often as it asked that it lives") {
    const Manager manager("4000000");
    auto supervisor = loop::Supervisor::from_environment();

    supervisor.alive(kStart);
    CHECK(manager.heard() == Heard{"READY=1"});
    CHECK(supervisor.next_deadline() == kStart + 2s);
    supervisor.alive(kStart + 1999ms);
    CHECK(manager.heard().empty());
    supervisor.alive(kStart + 2s);
    CHECK(manager.heard() == Heard{"WATCHDOG=1"});
    CHECK(supervisor.next_deadline() == kStart + 4s);
    supervisor.stopping();
    CHECK(manager.heard() == Heard{"STOPPING=1"});
}

TEST_CASE("Supervisor: a watchdog that is meant for another process, or is no number, asks for nothing") {
    const Manager manager(GENERATE("4000000", "4 s", "-4000000"));
    ::setenv("WATCHDOG_PID", std::getenv("WATCHDOG_USEC") == std::string("4000000") ? "1" : "", 1);
    auto supervisor = loop::Supervisor::from_environment();

    supervisor.alive(kStart);
    supervisor.alive(kStart + 1h);

    CHECK(manager.heard() == Heard{"READY=1"});
    CHECK_FALSE(supervisor.next_deadline());
}

TEST_CASE("Supervisor: without a manager, or with one that is gone, nothing is said and nothing fails") {
    ::unsetenv("NOTIFY_SOCKET");
    auto alone = loop::Supervisor::from_environment();
    alone.alive(kStart);
    CHECK_FALSE(alone.next_deadline());

    ::setenv("NOTIFY_SOCKET", GENERATE("/nonexistent/notify", "@nobody-listens-here"), 1);
    auto forsaken = loop::Supervisor::from_environment();
    forsaken.alive(kStart);
    ::setenv("NOTIFY_SOCKET", std::string(200, 'x').c_str(), 1);
    auto endless = loop::Supervisor::from_environment();
    endless.alive(kStart);
    ::unsetenv("NOTIFY_SOCKET");
}
