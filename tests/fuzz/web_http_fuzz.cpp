#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/loop/loop.h"
#include "shared/web/app.h"
#include "shared/wire/keys.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

namespace {

void expect(bool truth) {
    if (!truth)
        std::abort();
}

/// The gateway as it is, with all its pages, at a hall that is not there.
class Gateway {
  public:
    Gateway() : loop_(clock_), app_(options(), loop_, clock_), thread_([this] { app_.run(); }) {
        thread_.detach(); // it serves until the process ends
    }
    int port() const { return app_.port(); }

  private:
    static web::Options options() {
        const std::filesystem::path folder = "/dev/shm/fuzz-web-" + std::to_string(::getpid());
        for (const char* const name : {"hall", "web"})
            wire::save_key_pair(folder, name, wire::make_key_pair());
        web::Options options;
        options.line = {"ipc:///dev/shm/fuzz-web-nobody", "", folder / "hall.pub", folder / "web.key"};
        options.port = 0;
        options.limits.requests_a_minute = 1'000'000'000;
        std::atexit([] { std::filesystem::remove_all("/dev/shm/fuzz-web-" + std::to_string(::getpid())); });
        return options;
    }

    base::SystemClock clock_;
    loop::Loop loop_;
    web::App app_;
    std::thread thread_;
};

int connect_to(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    expect(fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    constexpr linger kAtOnce{1, 0}; // closing sends a reset: no port waits for a minute
    static_cast<void>(::setsockopt(fd, SOL_SOCKET, SO_LINGER, &kAtOnce, sizeof kAtOnce));
    return fd;
}

/// Everything the gateway says to these bytes, until it hangs up.
std::string answer_to(int port, std::string_view bytes) {
    const int fd = connect_to(port);
    static_cast<void>(::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    static_cast<void>(::shutdown(fd, SHUT_WR));
    std::string answer;
    std::array<char, 16384> piece{};
    for (::ssize_t count = 0; (count = ::recv(fd, piece.data(), piece.size(), 0)) > 0;)
        answer.append(piece.data(), static_cast<std::size_t>(count));
    ::close(fd);
    return answer;
}

} // namespace

// What a browser, or anybody, may send down a connection: answered as HTTP with what every answer has, or not
// at all; never with an error of our own making.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto* const gateway = new Gateway; // its threads outlive main
    const auto answer = answer_to(gateway->port(), {reinterpret_cast<const char*>(bytes), size});
    expect(answer.empty() || answer.starts_with("HTTP/1.1 "));
    expect(!answer.starts_with("HTTP/1.1 500"));
    if (answer.starts_with("HTTP/1.1 2"))
        expect(answer.find("\r\nX-Content-Type-Options: nosniff\r\n") != std::string::npos);
    return 0;
}
