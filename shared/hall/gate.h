#pragma once

#include "shared/hall/register.h"
#include "shared/wire/door.h"

#include <thread>

#include <zmq.hpp>

namespace hall {

/// Who may connect at all: a door that opens to the keys of the register. Not to names: a name can be given
/// to another key, a connection stays with its own.
///
/// Has a thread of its own, which ZeroMQ demands; the register is the only thing shared with it. Construct it
/// before the first bind.
class Gate {
  public:
    Gate(zmq::context_t& context, const Register& devices);
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    /// Sockets still open must not be used after this.
    ~Gate();

  private:
    void serve();

    wire::Door door_; ///< belongs to the thread, once it runs
    zmq::socket_t stop_here_;
    zmq::socket_t stop_there_;
    std::thread thread_;
};

} // namespace hall
