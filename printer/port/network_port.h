#pragma once

#include "printer/port/port.h"

#include <deque>
#include <optional>

namespace printer {

/// A printer on the network, by its raw port (usually 9100). Connects again whenever the connection is lost,
/// at first after a second, then ever more rarely. A connection whose other side has gone without a word is
/// given up after ten seconds.
class NetworkPort final : public Port {
  public:
    /// `address` is HOST:PORT, HOST a name or a number ("[::1]:9100"). Throws std::runtime_error with a
    /// sentence when it is neither.
    NetworkPort(const std::string& address, const base::Clock& clock);
    NetworkPort(const NetworkPort&) = delete;
    NetworkPort& operator=(const NetworkPort&) = delete;
    ~NetworkPort() override;

    void send(Bytes bytes, const std::string& name) override;
    void drop() override;
    int descriptor() const override { return epoll_; }
    void dispatch() override;
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return deadline_; }

  private:
    enum class State { Idle, Connecting, Up };

    void connect();
    void connected();
    void lose(PortFault fault);
    void write();
    void read();
    void watch() const;
    int unsent_in_kernel() const;
    void count_sent();

    std::string host_;
    std::string service_;
    const base::Clock& clock_;
    int epoll_ = -1;
    int socket_ = -1;
    State state_ = State::Idle;
    std::deque<std::byte> unsent_;
    std::size_t in_kernel_ = 0;
    std::optional<PortFault> told_;
    int tries_ = 0;                                  ///< addresses of the name that were tried
    base::Duration retry_ = std::chrono::seconds(1); ///< until the next try
    std::optional<base::SteadyTime> deadline_;       ///< the next try, the end of this try, or the next look
    base::SteadyTime progress_{};
};

} // namespace printer
