#pragma once

#include "shared/base/clock.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include <termios.h>

namespace serial {

/// The system's number for 1200, 2400 … 115200 baud; nothing for others.
std::optional<speed_t> speed_of(int baud);

/// A serial port: 8N1, raw, no handshake, for itself alone. One that cannot be opened, or ended, is opened
/// again by and by, so that an adapter may be pulled out and put back.
///
/// Belongs to one thread. Handlers are called from dispatch(), tick() and write().
class Port {
  public:
    static constexpr base::Duration kRetry{1000};

    /// Wiped after the call: what comes may be a person's card.
    using Bytes = std::function<void(std::span<const std::byte>)>;
    using Changed = std::function<void(bool there)>;

    /// Whose port it is, for the log: "kiosk", "scanner".
    struct Owner {
        std::string area;
        std::string device;
    };

    /// Opened by the first tick(). Throws std::system_error when the system has no descriptor left.
    Port(std::filesystem::path path, speed_t speed, Owner owner, const base::Clock& clock, Bytes bytes,
         Changed changed);
    Port(const Port&) = delete;
    Port& operator=(const Port&) = delete;
    ~Port();

    /// One descriptor for the loop, whatever becomes of the port.
    int descriptor() const { return epoll_; }
    void dispatch();
    void tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const { return open_at_; }

    /// Sends a few bytes; never waits. A port that does not take them at once is not well, and ends.
    void write(std::span<const std::byte> bytes);
    /// Closes it, without a call of `changed`, and opens it again by and by.
    void reopen();

    const std::filesystem::path& path() const { return path_; }

  private:
    bool open();
    void end(const char* deed);
    void close();

    std::filesystem::path path_;
    speed_t speed_;
    Owner owner_;
    const base::Clock& clock_;
    Bytes bytes_;
    Changed changed_;
    int epoll_ = -1;
    int fd_ = -1;
    bool told_ = false; ///< that it cannot be opened: once, not at every try
    std::optional<base::SteadyTime> open_at_;
};

} // namespace serial
