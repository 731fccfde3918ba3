#pragma once

#include "shared/wire/pin.h"

#include <iosfwd>
#include <optional>
#include <string>
#include <thread>

namespace kiosk {

using wire::is_pin;
using wire::is_pin_hash;
using wire::make_pin_hash;
using wire::pin_matches;

/// `jiaohao-kiosk --make-pin`: asks for a PIN, twice and unseen at a terminal, and writes the line for
/// kiosk.toml to `out`. The exit code: 0, or 2 after a mistake that was told on `errors`.
int make_pin(std::istream& in, std::ostream& out, std::ostream& errors, bool terminal);

/// Checks a PIN in a thread of its own, so that the screen never waits. The border: the PIN goes in with
/// check(), the result comes out of take(), once the descriptor is readable.
class PinCheck {
  public:
    PinCheck();
    PinCheck(const PinCheck&) = delete;
    PinCheck& operator=(const PinCheck&) = delete;
    ~PinCheck();

    /// One at a time: not before the last one was taken.
    void check(const std::string& hash, std::string pin);
    std::optional<bool> take();
    int descriptor() const { return ready_; }

  private:
    int ready_ = -1;
    bool right_ = false; ///< the thread's until it is joined
    std::thread thread_;
};

} // namespace kiosk
