#include "printer/entrance.h"

#include "shared/base/file.h"
#include "shared/wire/message.h"

#include <fmt/format.h>

#include <cerrno>
#include <stdexcept>
#include <utility>

namespace printer {
namespace {

constexpr std::string_view kIpc = "ipc://";

void prepare_plain(zmq::socket_t& socket) {
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::router_mandatory, true);
    socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(wire::kLargestRequest));
}

} // namespace

Entrance::Entrance(zmq::context_t& context, std::string endpoint)
    : context_(context), endpoint_(std::move(endpoint)) {
    if (!endpoint_.starts_with(kIpc))
        return;
    lock(endpoint_.substr(kIpc.size()));
}

Entrance::Entrance(zmq::context_t& context, std::string endpoint, wire::KeyPair own, const Gate& gate)
    : Entrance(context, std::move(endpoint)) {
    own_ = std::move(own);
    gate_ = &gate;
}

// ZeroMQ takes an address that exists away from whoever listens there.
void Entrance::lock(const std::filesystem::path& path) {
    if (const auto folder = path.parent_path(); !folder.empty())
        base::make_private_folder(folder);
    try {
        lock_.emplace(path.string() + ".lock");
    } catch (const base::FileError&) {
        throw std::runtime_error(
            fmt::format("cannot listen at {}: its folder cannot be written to", endpoint_));
    }
    if (!lock_->held())
        throw std::runtime_error(fmt::format(
            "another jiaohao-printer listens at {}; please give this one its own --listen", endpoint_));
}

std::optional<zmq::socket_t> Entrance::open() {
    zmq::socket_t socket(context_, zmq::socket_type::router);
    if (own_)
        wire::prepare_server(socket, *own_, "printer");
    else
        prepare_plain(socket);
    try {
        socket.bind(endpoint_);
    } catch (const zmq::error_t& error) {
        if (opened_ && error.num() == EADDRINUSE)
            return std::nullopt;
        throw std::runtime_error(fmt::format("cannot listen at {}: {}", endpoint_, error.what()));
    }
    opened_ = true;
    return socket;
}

bool Entrance::admits(zmq::message_t& frame) const {
    return gate_ == nullptr || gate_->admits(wire::user_id(frame));
}

} // namespace printer
