#pragma once

#include "shared/wire/message.h"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include <zmq.hpp>

namespace wire {

using Frames = std::vector<zmq::message_t>;

/// What published messages begin with, and what a subscriber subscribes to.
inline constexpr std::string_view kStateTopic = "s";

/// The next whole message, without waiting; empty when there is none. All its frames are taken off the
/// socket, but a message of more than `most` frames comes as no frames at all: it is to be ignored.
std::optional<Frames> receive(zmq::socket_ref socket, std::size_t most = 4);

/// Sends the frames as one message, without waiting; false when nobody takes it (peer gone, queue full).
[[nodiscard]] bool send(zmq::socket_ref socket, std::initializer_list<std::string_view> frames);

} // namespace wire
