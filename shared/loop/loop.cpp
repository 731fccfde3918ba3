#include "shared/loop/loop.h"

#include "shared/base/check.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <utility>

namespace loop {

namespace {

sigset_t stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

constexpr base::Duration kLongestSleep = std::chrono::minutes(1);

bool same(const zmq::pollitem_t& a, const zmq::pollitem_t& b) {
    return a.socket == b.socket && (a.socket != nullptr || a.fd == b.fd);
}

} // namespace

Loop::Loop(const base::Clock& clock) : clock_(clock) {
    const sigset_t set = stop_signals();
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a log that nobody reads any more ends no program
    signals_ = ::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    if (signals_ < 0)
        throw std::runtime_error("the system gives no descriptor for signals");
    add_descriptor(signals_, [this] { read_signal(); });
}

Loop::~Loop() {
    ::close(signals_);
}

void Loop::add_socket(zmq::socket_ref socket, std::function<void()> readable) {
    entries_.push_back({{socket.handle(), 0, ZMQ_POLLIN, 0}, std::move(readable), {}});
}

void Loop::remove_socket(zmq::socket_ref socket) {
    std::erase_if(entries_, [&](const Entry& entry) { return entry.item.socket == socket.handle(); });
}

void Loop::when_writable(zmq::socket_ref socket, std::function<void()> writable) {
    Entry* entry = entry_of({socket.handle(), 0, 0, 0});
    CHECK_BUG(entry != nullptr);
    entry->item.events = ZMQ_POLLIN | ZMQ_POLLOUT;
    entry->writable = std::move(writable);
}

void Loop::add_descriptor(int fd, std::function<void()> readable) {
    entries_.push_back({{nullptr, fd, ZMQ_POLLIN, 0}, std::move(readable), {}});
}

void Loop::remove_descriptor(int fd) {
    std::erase_if(entries_,
                  [&](const Entry& entry) { return entry.item.socket == nullptr && entry.item.fd == fd; });
}

void Loop::add(Timed& part) {
    parts_.push_back(&part);
}

void Loop::remove(Timed& part) {
    std::erase(parts_, &part);
}

int Loop::run() {
    while (!stopped())
        turn(kLongestSleep);
    return *status_;
}

void Loop::turn(base::Duration longest) {
    supervisor_.alive(clock_.steady());
    const auto parts = parts_;
    bool ticked = false;
    for (Timed* part : parts) {
        if (std::ranges::find(parts_, part) == parts_.end())
            continue; // another part's tick removed it
        const auto deadline = part->next_deadline();
        if (deadline && *deadline <= clock_.steady()) {
            part->tick(clock_.steady());
            ticked = true;
        }
    }

    std::vector<zmq::pollitem_t> items;
    items.reserve(entries_.size());
    for (const Entry& entry : entries_)
        items.push_back(entry.item);
    try {
        // Whoever turns the loop until something is true may have got it from a tick: let him look.
        zmq::poll(items, ticked ? base::Duration(0) : time_to_sleep(longest));
    } catch (const zmq::error_t& error) {
        if (error.num() != EINTR)
            throw;
        return;
    }

    for (const zmq::pollitem_t& item : items)
        dispatch(item);
}

void Loop::dispatch(const zmq::pollitem_t& item) {
    // A handler may remove any entry, its own too: each is looked up anew and its function copied.
    if ((item.revents & ZMQ_POLLOUT) != 0) {
        Entry* entry = entry_of(item);
        if (entry != nullptr && entry->writable) {
            const auto writable = std::exchange(entry->writable, {});
            entry->item.events = ZMQ_POLLIN;
            writable();
        }
    }
    if ((item.revents & ~ZMQ_POLLOUT) != 0) {
        if (const Entry* entry = entry_of(item)) {
            const auto readable = entry->readable;
            readable();
        }
    }
}

Loop::Entry* Loop::entry_of(const zmq::pollitem_t& item) {
    const auto entry = std::ranges::find_if(entries_, [&](const Entry& e) { return same(e.item, item); });
    return entry == entries_.end() ? nullptr : &*entry;
}

base::Duration Loop::time_to_sleep(base::Duration longest) const {
    if (stopped())
        return base::Duration(0);
    base::Duration sleep = longest;
    if (const auto deadline = supervisor_.next_deadline())
        sleep = std::min(sleep, *deadline - clock_.steady());
    for (const Timed* part : parts_)
        if (const auto deadline = part->next_deadline())
            sleep = std::min(sleep, *deadline - clock_.steady());
    return std::max(sleep, base::Duration(0));
}

void Loop::read_signal() {
    signalfd_siginfo info{};
    while (::read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        supervisor_.stopping();
        stop(0);
    }
}

} // namespace loop
