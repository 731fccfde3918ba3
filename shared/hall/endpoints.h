#pragma once

#include <stdexcept>
#include <string>

#include <zmq.hpp>

namespace hall {

/// Where the hall is found: tcp://HOST:PORT or ipc://PATH.
struct Endpoints {
    std::string commands;
    std::string updates;
};

/// Somebody else is there; what() is a sentence for the operator.
class EndpointTaken : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The endpoints that flags or configuration mean: updates default to the neighbour of commands. A port of
/// "*" becomes one by chance, below the range that the system gives to clients: a client that calls a hall
/// which is down could otherwise be given the hall's own port, and connect to itself.
Endpoints chosen(const std::string& listen, const std::string& updates);
bool is_by_chance(const std::string& listen);

/// Binds, or throws EndpointTaken or std::runtime_error. An ipc path where a process still answers is taken:
/// ZeroMQ itself would silently steal it.
void bind(zmq::socket_t& socket, const std::string& endpoint);

} // namespace hall
