#include "shared/hall/endpoints.h"

#include "shared/base/random.h"
#include "shared/wire/keys.h"

#include <fmt/core.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace hall {

namespace {

constexpr std::string_view kIpc = "ipc://";
constexpr unsigned kFirstPort = 15000;
constexpr unsigned kPairsOfPorts = 8000;

/// True when a process takes connections at this path: a file left by a dead one refuses them.
bool answers(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return false; // bind will say so
    std::memcpy(address.sun_path, path.c_str(), path.size());
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0)
        return false;
    const int result =
        ::connect(probe, static_cast<const sockaddr*>(static_cast<const void*>(&address)), sizeof address);
    const bool alive = result == 0 || errno == EAGAIN;
    ::close(probe);
    return alive;
}

std::string some_port() {
    std::uint16_t chance = 0;
    base::fill_random(std::as_writable_bytes(std::span(&chance, 1)));
    return std::to_string(kFirstPort + 2 * (chance % kPairsOfPorts));
}

} // namespace

bool is_by_chance(const std::string& listen) {
    return listen.starts_with("tcp://") && listen.ends_with(":*");
}

Endpoints chosen(const std::string& listen, const std::string& updates) {
    Endpoints endpoints{listen, updates};
    if (is_by_chance(listen)) {
        endpoints.commands.pop_back();
        endpoints.commands += some_port();
    }
    if (updates.empty())
        endpoints.updates = wire::updates_endpoint(endpoints.commands);
    return endpoints;
}

void bind(zmq::socket_t& socket, const std::string& endpoint) {
    if (endpoint.starts_with(kIpc) && answers(endpoint.substr(kIpc.size())))
        throw EndpointTaken(fmt::format("another program already answers at {}", endpoint));
    try {
        socket.bind(endpoint);
    } catch (const zmq::error_t& error) {
        if (error.num() == EADDRINUSE)
            throw EndpointTaken(fmt::format("another program already listens at {}", endpoint));
        throw std::runtime_error(fmt::format("cannot listen at {}: {}", endpoint, error.what()));
    }
}

} // namespace hall
