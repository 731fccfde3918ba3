#pragma once

#include "shared/loop/loop.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include <zmq.hpp>

namespace loop {

/// Ends connections of our doors that send and send and never end a message.
///
/// ZeroMQ keeps the parts of a message until the last one has come, however many they are, and tells nobody:
/// a device that has gone mad could fill the memory with one. But the kernel knows how much has come by a
/// connection, and each whole message tells by which one it came. Who has sent kAllowance since the last is
/// shown out, and may come back.
///
/// TCP only: whoever may use a path of this machine is on it. Belongs to the loop's thread.
class Usher final : public Timed {
  public:
    Usher(Loop& loop, const base::Clock& clock);
    Usher(const Usher&) = delete;
    Usher& operator=(const Usher&) = delete;
    ~Usher() override;

    /// From now on the connections that come in at this endpoint are looked at; nothing to look at unless it
    /// is tcp://HOST:PORT.
    void watch(std::string_view endpoint);

    /// A whole message has come, this is one of its frames.
    void heard(zmq::message_t& frame);

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return next_; }

    static constexpr std::uint64_t kAllowance = 1U << 20U;  ///< the largest message many times
    static constexpr std::uint64_t kHeartbeats = 1U << 10U; ///< a second, at most
    static constexpr base::Duration kLook = std::chrono::milliseconds(250);

  private:
    struct Seen {
        std::uint64_t connection = 0; ///< the kernel's own number: descriptors are used again
        std::uint64_t forgiven = 0;   ///< so much of what it sent is no matter any more
        bool too_much = false;        ///< when last looked, too
    };
    bool is_to_go(Seen& seen, std::uint64_t sent, bool heard) const;

    Loop& loop_;
    std::set<std::uint16_t> doors_; ///< ports
    std::map<int, Seen> seen_;      ///< by descriptor
    std::set<int> heard_;           ///< descriptors, since the last look
    std::size_t shown_out_ = 0;
    base::SteadyTime next_;
};

} // namespace loop
