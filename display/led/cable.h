#pragma once

#include "display/led/address.h"
#include "shared/base/clock.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include <termios.h>

namespace display {

/// The cable to text cards: bytes out, bytes back. It comes and goes: what is not there is tried again by and
/// by.
///
/// Twins: a serial port (shared/serial), a TCP connection, UDP datagrams; open_cable() knows which. Used from
/// one thread; handlers are called from dispatch(), tick() and write(). Nothing in it ever waits.
class Cable {
  public:
    struct Handlers {
        std::function<void(std::span<const std::byte>)> bytes;
        std::function<void(bool there)> changed;
    };

    virtual ~Cable() = default;

    /// One descriptor for the loop, whatever becomes of the cable.
    virtual int descriptor() const = 0;
    virtual void dispatch() = 0;
    virtual void tick(base::SteadyTime now) = 0;
    virtual std::optional<base::SteadyTime> next_deadline() const = 0;
    /// All of it, or the cable is not well, and ends.
    virtual void write(std::span<const std::byte> bytes) = 0;
};

/// `address` is Serial, Tcp or Udp. Throws std::system_error when the system has no descriptor left.
std::unique_ptr<Cable> open_cable(const Address& address, speed_t speed, const base::Clock& clock,
                                  Cable::Handlers handlers);

} // namespace display
