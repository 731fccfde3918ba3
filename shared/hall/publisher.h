#pragma once

#include "shared/base/clock.h"
#include "shared/loop/loop.h"
#include "shared/model/board.h"
#include "shared/wire/codec.h"
#include "shared/wire/keys.h"

#include <functional>
#include <optional>
#include <string>

#include <zmq.hpp>

namespace hall {

/// Tells everybody the public state: one update for each event, and a sign of life. Knows nothing of who
/// listens; what a follower misses it notices by the numbers (PROTOCOL.md).
class Publisher final : public loop::Timed {
  public:
    /// `joined` is called when somebody has begun to listen: from then on nothing published passes them by,
    /// and the next sign of life tells them so.
    Publisher(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, wire::KeyPair hall_key,
              std::function<void()> joined);
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;
    ~Publisher() override;

    /// Throws as hall::bind() does.
    void open(const std::string& endpoint);

    void publish(const wire::StreamPosition& position, const model::Update& update);
    void publish(const wire::Alive& alive);

    /// A sign of life that says nothing new, when there was none for half a pulse. Also to be called before
    /// whatever may take long; `position` is the last update that was published.
    void pulse(const wire::StreamPosition& position);

    /// Ends all connections and listens again: a revoked key does not get back in, the others return by
    /// themselves and notice what they missed. ZeroMQ has no way to end a single one.
    void renew();

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return reopen_; }

  private:
    void close();
    void send(const wire::Header& header, std::string_view body);
    void read_subscriptions();

    loop::Loop& loop_;
    zmq::context_t& context_;
    const base::Clock& clock_;
    wire::KeyPair hall_key_;
    std::function<void()> joined_;
    std::string endpoint_;
    std::optional<zmq::socket_t> socket_;
    base::SteadyTime spoke_at_{};
    std::optional<base::SteadyTime> reopen_; ///< the port is not free again yet
};

} // namespace hall
