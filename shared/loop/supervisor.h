#pragma once

#include "shared/base/clock.h"

#include <optional>
#include <string>

namespace loop {

/// The service manager that started the process and wants to know that it is well (systemd's Type=notify and
/// WatchdogSec; sd_notify(3)). Without one ($NOTIFY_SOCKET is unset) nothing is said.
///
/// The loop tells it: a process whose loop hangs is started again. A process has one loop that lasts.
class Supervisor {
  public:
    /// From $NOTIFY_SOCKET, $WATCHDOG_USEC and $WATCHDOG_PID.
    static Supervisor from_environment();

    /// Ready with the first call; that it lives when it is time, twice as often as asked for.
    void alive(base::SteadyTime now);
    void stopping() { say("STOPPING=1"); }

    /// When alive() must be called again.
    std::optional<base::SteadyTime> next_deadline() const;

  private:
    void say(const std::string& text) const;

    std::string socket_; ///< a path, or an abstract name after '@'
    base::Duration between_{};
    bool ready_ = false;
    base::SteadyTime next_{};
};

} // namespace loop
