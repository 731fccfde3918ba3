#include "shared/wire/frames.h"

#include <cerrno>

namespace wire {

namespace {

/// One frame, without waiting; false when there is none.
bool receive_frame(zmq::socket_ref socket, zmq::message_t& frame) {
    while (true) {
        try {
            return socket.recv(frame, zmq::recv_flags::dontwait).has_value();
        } catch (const zmq::error_t& error) {
            if (error.num() != EINTR)
                throw;
        }
    }
}

} // namespace

std::optional<Frames> receive(zmq::socket_ref socket, std::size_t most) {
    Frames frames;
    bool too_many = false;
    bool more = true;
    while (more) {
        zmq::message_t frame;
        if (!receive_frame(socket, frame))
            return std::nullopt; // messages arrive whole: only the first frame can be missing
        more = frame.more();
        too_many = too_many || frames.size() == most;
        if (!too_many)
            frames.push_back(std::move(frame));
    }
    if (too_many)
        frames.clear();
    return frames;
}

bool send(zmq::socket_ref socket, std::initializer_list<std::string_view> frames) {
    std::size_t left = frames.size();
    for (const std::string_view frame : frames) {
        auto flags = zmq::send_flags::dontwait;
        if (--left > 0)
            flags = flags | zmq::send_flags::sndmore;
        try {
            if (!socket.send(zmq::buffer(frame), flags))
                return false;
        } catch (const zmq::error_t& error) {
            if (error.num() == EHOSTUNREACH)
                return false; // the ROUTER's peer is gone
            throw;
        }
    }
    return true;
}

} // namespace wire
