#pragma once

#include "shared/wire/frames.h"
#include "shared/wire/keys.h"
#include "tests/bench/measure.h"

#include <string>
#include <vector>

namespace bench {

/// Where a hall, or what stands for one, is reached.
struct HallDoor {
    std::string commands;
    std::string updates;
    std::string hall_key; ///< the public one
    wire::KeyPair own;
};

/// What was sent for one command: the answer's body and the published bodies, as the hall made them.
struct Spoken {
    std::string answer;
    std::vector<std::string> updates;
};

/// Clients that each send a command, wait for its answer, and send the next: odd requests take a ticket, even
/// ones call the next visitor to the client's own counter, 1, 2, 3 … Raw sockets with the product's options,
/// in one thread. Every call throws std::runtime_error when an answer is missing for ten seconds or refuses.
class Crowd {
  public:
    Crowd(const HallDoor& door, int clients);

    struct Round {
        std::vector<double> nanoseconds; ///< of each command, from send to answer
        double seconds = 0;              ///< of the whole round
    };
    Round run(std::size_t commands);

    /// One ticket taken by the first client, to the answer; the answer's body.
    std::string take();
    /// One call by the first client.
    std::string call();

  private:
    struct One {
        zmq::socket_t socket;
        wire::Session session;
        std::uint64_t request = 0;
        std::string call; ///< the body that calls to its counter
        Stopwatch sent{};
    };
    void send(One& one, const std::string& body);
    std::string answer(One& one);
    std::string ask(const std::string& body);

    zmq::context_t context_;
    std::vector<One> clients_;
    std::string take_;
};

/// Followers on raw sockets in one thread.
class Audience {
  public:
    /// Returns when all of them hear.
    Audience(const HallDoor& door, int followers);

    /// Reads `updates` updates off every socket; the bodies that the last one got.
    std::vector<std::string> hear(std::size_t updates);

  private:
    zmq::context_t context_;
    std::vector<zmq::socket_t> sockets_;
};

} // namespace bench
