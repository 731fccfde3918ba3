#pragma once

#include "shared/base/clock.h"
#include "shared/loop/supervisor.h"

#include <functional>
#include <optional>
#include <vector>

#include <zmq.hpp>

namespace loop {

/// A part that wants to be asked again at some moment.
class Timed {
  public:
    virtual ~Timed() = default;
    virtual void tick(base::SteadyTime now) = 0;
    virtual std::optional<base::SteadyTime> next_deadline() const = 0;
};

/// Sockets, descriptors, deadlines and the stop signals of one thread.
///
/// A turn: tick every part whose deadline has come; if there was none, sleep until a socket or descriptor is
/// readable or the next deadline; call the handlers of what is readable. A handler reads until nothing is
/// left (ZeroMQ's readiness is edge-triggered underneath). Handlers may add and remove entries, their own
/// too.
///
/// SIGINT and SIGTERM end run() with status 0. Construct it before any other thread starts: those signals are
/// blocked in the whole process and read from a descriptor.
class Loop {
  public:
    explicit Loop(const base::Clock& clock);
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    ~Loop();

    void add_socket(zmq::socket_ref socket, std::function<void()> readable);
    void remove_socket(zmq::socket_ref socket);

    /// Calls `writable` once, as soon as the socket takes a message (a fresh one does after its handshake).
    /// A second call replaces the first; remove_socket() forgets it. The socket must have been added.
    void when_writable(zmq::socket_ref socket, std::function<void()> writable);

    void add_descriptor(int fd, std::function<void()> readable);
    void remove_descriptor(int fd);

    /// `part` must outlive the loop or be removed.
    void add(Timed& part);
    void remove(Timed& part);

    /// Turns until stop(); returns its status.
    int run();
    void stop(int status = 0) { status_ = status; }
    bool stopped() const { return status_.has_value(); }

    /// One turn, sleeping `longest` at most.
    void turn(base::Duration longest);

  private:
    struct Entry {
        zmq::pollitem_t item;
        std::function<void()> readable;
        std::function<void()> writable;
    };
    Entry* entry_of(const zmq::pollitem_t& item);
    void dispatch(const zmq::pollitem_t& item);
    base::Duration time_to_sleep(base::Duration longest) const;
    void read_signal();

    const base::Clock& clock_;
    int signals_ = -1;
    std::vector<Entry> entries_;
    std::vector<Timed*> parts_;
    std::optional<int> status_;
    Supervisor supervisor_ = Supervisor::from_environment();
};

} // namespace loop
