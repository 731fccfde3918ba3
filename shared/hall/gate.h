#pragma once

#include "shared/hall/register.h"

#include <string>
#include <thread>

#include <zmq.hpp>

namespace hall {

/// Who may connect at all: ZeroMQ asks it for every CURVE handshake (ZAP, RFC 27). A key of the register
/// becomes the User-Id, which every message of that connection then carries; any other key is turned away and
/// logged. Not the device's name: a name can be given to another key, a connection stays with its own.
///
/// Has a thread of its own, which ZeroMQ demands; the register is the only thing shared with it. Construct it
/// before the first bind: without a handler libzmq lets everybody in.
class Gate {
  public:
    Gate(zmq::context_t& context, const Register& devices);
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    /// Sockets still open must not be used after this.
    ~Gate();

  private:
    void serve();
    void answer_one();
    void refuse(const std::string& address);

    const Register& devices_;
    zmq::socket_t socket_; ///< belongs to the thread, once it runs
    zmq::socket_t stop_here_;
    zmq::socket_t stop_there_;
    int refused_ = 0;
    std::thread thread_;
};

} // namespace hall
