#pragma once

#include <functional>
#include <string>

#include <zmq.hpp>

namespace wire {

/// Answers ZeroMQ's question at each CURVE handshake (ZAP, RFC 27): may this key come in? A key that may
/// becomes the User-Id, which every message of that connection then carries; any other key is turned away and
/// logged. A flood of strangers does not fill the disk: twenty refusals are told, then one in a thousand.
///
/// Make it before the first bind: without it libzmq lets everybody in. One in a context. Whoever owns it
/// calls answer() when socket() is readable, from one thread.
class Door {
  public:
    using Knows = std::function<bool(const std::string& public_key)>;

    /// `area` is what the log calls this program's part.
    Door(zmq::context_t& context, std::string area, Knows knows);

    zmq::socket_t& socket() { return socket_; }

    /// Every question that is there.
    void answer();

  private:
    bool answer_one();
    void refuse(const std::string& public_key, const std::string& address);

    std::string area_;
    Knows knows_;
    zmq::socket_t socket_;
    int refused_ = 0;
};

/// The public key with which the door let this connection in; empty without encryption. libzmq keeps it at
/// the payload's frames (Debian's 4.3.4 loses it at the first one, the routing id).
std::string user_id(zmq::message_t& frame);

} // namespace wire
