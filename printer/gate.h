#pragma once

#include "shared/loop/loop.h"

#include <filesystem>
#include <string_view>

#include <zmq.hpp>

namespace printer {

/// Who may talk to this printer: every device whose public key lies in a folder as NAME.pub. Answers ZeroMQ's
/// question at each handshake (ZAP, RFC 27) and reads the folder anew each time, so that a key that was taken
/// away counts no more. Make it before the sockets that it guards.
class Gate {
  public:
    Gate(loop::Loop& loop, zmq::context_t& context, std::filesystem::path keys);
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    ~Gate();

  private:
    void answer();
    void refuse(std::string_view public_key);
    bool knows(std::string_view public_key) const;

    loop::Loop& loop_;
    zmq::socket_t socket_;
    std::filesystem::path keys_;
    int refused_ = 0;
};

} // namespace printer
