#include "shared/wire/frames.h"

#include <catch2/catch.hpp>

namespace {

struct Pipe {
    zmq::context_t context;
    zmq::socket_t here{context, zmq::socket_type::pair};
    zmq::socket_t there{context, zmq::socket_type::pair};

    Pipe() {
        here.bind("inproc://pipe");
        there.connect("inproc://pipe");
    }
};

} // namespace

TEST_CASE("Frames: a message comes whole and in order", "[wire][frames]") {
    Pipe pipe;

    REQUIRE(wire::send(pipe.there, {"one", "", "three"}));

    const auto frames = wire::receive(pipe.here);
    REQUIRE(frames);
    REQUIRE(frames->size() == 3);
    CHECK((*frames)[0].to_string_view() == "one");
    CHECK((*frames)[1].size() == 0);
    CHECK((*frames)[2].to_string_view() == "three");
    CHECK_FALSE(wire::receive(pipe.here));
}

TEST_CASE("Frames: a message of too many frames is taken off whole, and the next one is good",
          "[wire][frames]") {
    Pipe pipe;
    REQUIRE(wire::send(pipe.there, {"1", "2", "3", "4", "5"}));
    REQUIRE(wire::send(pipe.there, {"good"}));

    const auto bad = wire::receive(pipe.here, 4);
    const auto good = wire::receive(pipe.here, 4);

    REQUIRE(bad);
    CHECK(bad->empty());
    REQUIRE(good);
    CHECK(good->at(0).to_string_view() == "good");
}

TEST_CASE("Frames: sending to a peer that is gone says so", "[wire][frames]") {
    zmq::context_t context;
    zmq::socket_t router(context, zmq::socket_type::router);
    router.set(zmq::sockopt::router_mandatory, true);

    CHECK_FALSE(wire::send(router, {"nobody", "hello"}));
}

TEST_CASE("Frames: sending without anybody to take it does not wait", "[wire][frames]") {
    zmq::context_t context;
    zmq::socket_t dealer(context, zmq::socket_type::dealer);

    CHECK_FALSE(wire::send(dealer, {"hello", "there"}));
}
