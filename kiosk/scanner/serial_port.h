#pragma once

#include "shared/base/clock.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include <termios.h>

namespace kiosk {

/// A serial port that is listened to: 8N1, raw, no handshake, for itself alone. One that cannot be opened, or
/// ended, is opened again by and by, so that an adapter may be pulled out and put back.
class SerialPort {
  public:
    static constexpr base::Duration kRetry{1000};

    using Bytes = std::function<void(std::span<const std::byte>)>;
    using Changed = std::function<void(bool there)>;

    /// `device` names it in the log. Opened by the first tick(). Throws std::system_error when the system has
    /// no descriptor left.
    SerialPort(std::filesystem::path path, speed_t speed, std::string device, const base::Clock& clock,
               Bytes bytes, Changed changed);
    SerialPort(const SerialPort&) = delete;
    SerialPort& operator=(const SerialPort&) = delete;
    ~SerialPort();

    /// One descriptor for the loop, whatever becomes of the port.
    int descriptor() const { return epoll_; }
    void dispatch();
    void tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const { return open_at_; }

  private:
    bool open();
    void close();

    std::filesystem::path path_;
    speed_t speed_;
    std::string device_;
    const base::Clock& clock_;
    Bytes bytes_;
    Changed changed_;
    int epoll_ = -1;
    int fd_ = -1;
    bool told_ = false; ///< that it cannot be opened: once, not at every try
    std::optional<base::SteadyTime> open_at_;
};

} // namespace kiosk
