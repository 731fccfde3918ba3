#include "shared/loop/loop.h"

#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <array>
#include <csignal>
#include <vector>

using namespace std::chrono_literals;

namespace {

/// Wants to be ticked at one moment, and does what the test says then.
struct Alarm : loop::Timed {
    std::optional<base::SteadyTime> at;
    std::function<void()> action = [] {};
    int rung = 0;

    void tick(base::SteadyTime) override {
        ++rung;
        at.reset();
        action();
    }
    std::optional<base::SteadyTime> next_deadline() const override { return at; }
};

/// A pipe that is readable once something was written.
struct Pipe {
    std::array<int, 2> ends{};

    Pipe() { REQUIRE(::pipe(ends.data()) == 0); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    int fd() const { return ends[0]; }
    void write() const { REQUIRE(::write(ends[1], "x", 1) == 1); }
    void read() const {
        char byte = 0;
        REQUIRE(::read(ends[0], &byte, 1) == 1);
    }
};

} // namespace

TEST_CASE("Loop: a part is ticked when its moment has come, and not before", "[loop]") {
    support::ManualClock clock;
    loop::Loop loop(clock);
    Alarm alarm;
    loop.add(alarm);
    alarm.at = clock.steady() + 1s;

    clock.advance(999ms);
    loop.turn(0ms);
    CHECK(alarm.rung == 0);

    clock.advance(1ms);
    loop.turn(0ms);
    CHECK(alarm.rung == 1);

    loop.turn(0ms);
    CHECK(alarm.rung == 1);
}

TEST_CASE("Loop: sleeps until the next deadline and no longer", "[loop]") {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    Alarm alarm;
    loop.add(alarm);
    alarm.at = clock.steady() + 30ms;
    alarm.action = [&] { loop.stop(7); };

    const auto start = clock.steady();
    const int status = loop.run();

    CHECK(status == 7);
    CHECK(clock.steady() - start >= 30ms);
    CHECK(clock.steady() - start < 5s);
}

TEST_CASE("Loop: one part's tick may remove another that is due as well", "[loop]") {
    support::ManualClock clock;
    loop::Loop loop(clock);
    Alarm first;
    Alarm second;
    loop.add(first);
    loop.add(second);
    first.at = second.at = clock.steady();
    first.action = [&] { loop.remove(second); };

    loop.turn(0ms);

    CHECK(first.rung == 1);
    CHECK(second.rung == 0);
}

TEST_CASE("Loop: a handler may remove itself", "[loop]") {
    support::ManualClock clock;
    loop::Loop loop(clock);
    const Pipe pipe;
    int calls = 0;
    loop.add_descriptor(pipe.fd(), [&] {
        ++calls;
        loop.remove_descriptor(pipe.fd());
    });
    pipe.write();

    loop.turn(1s);
    loop.turn(0ms);

    CHECK(calls == 1);
}

TEST_CASE("Loop: a handler may remove another that is readable as well", "[loop]") {
    support::ManualClock clock;
    loop::Loop loop(clock);
    const std::array<Pipe, 2> pipes;
    std::vector<int> called;
    for (int i = 0; i < 2; ++i)
        loop.add_descriptor(pipes.at(static_cast<std::size_t>(i)).fd(), [&, i] {
            called.push_back(i);
            loop.remove_descriptor(pipes.at(static_cast<std::size_t>(1 - i)).fd());
        });
    pipes[0].write();
    pipes[1].write();

    loop.turn(1s);

    CHECK(called == std::vector<int>{0});
}

TEST_CASE("Loop: a handler may add others, and they are called in the next turn", "[loop]") {
    support::ManualClock clock;
    loop::Loop loop(clock);
    const std::array<Pipe, 2> pipes;
    int added = 0;
    loop.add_descriptor(pipes[0].fd(), [&] {
        pipes[0].read();
        loop.add_descriptor(pipes[1].fd(), [&] {
            pipes[1].read();
            ++added;
        });
    });
    pipes[0].write();
    pipes[1].write();

    loop.turn(1s);
    CHECK(added == 0);

    loop.turn(1s);
    CHECK(added == 1);
}

TEST_CASE("Loop: a socket is told readable with a message, and writable once with a peer", "[loop]") {
    support::ManualClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    zmq::socket_t here(context, zmq::socket_type::pair);
    zmq::socket_t there(context, zmq::socket_type::pair);
    int readable = 0;
    int writable = 0;
    loop.add_socket(here, [&] {
        zmq::message_t message;
        readable += here.recv(message, zmq::recv_flags::dontwait).has_value();
    });
    loop.when_writable(here, [&] { ++writable; });
    loop.turn(0ms);
    CHECK(writable == 0);

    here.bind("inproc://pair");
    there.connect("inproc://pair");
    loop.turn(1s);
    loop.turn(0ms);
    CHECK(writable == 1);
    CHECK(readable == 0);

    there.send(zmq::str_buffer("hello"), zmq::send_flags::dontwait);
    loop.turn(1s);
    CHECK(readable == 1);
    CHECK(writable == 1);
    loop.remove_socket(here);
}

TEST_CASE("Loop: the stop signals end it with status 0", "[loop]") {
    for (const int signal : {SIGTERM, SIGINT}) {
        const base::SystemClock clock;
        loop::Loop loop(clock);

        REQUIRE(::raise(signal) == 0);

        CHECK(loop.run() == 0);
        CHECK(loop.stopped());
    }
}
