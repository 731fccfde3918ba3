#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace kiosk {

/// 4 to 8 digits.
bool is_pin(std::string_view text);
/// What make_pin_hash() makes: a libsodium string, "$argon2id$…".
bool is_pin_hash(std::string_view text);

/// Argon2id with libsodium's interactive limits and a salt of its own. Throws std::runtime_error with a
/// sentence when the machine has no memory for it.
std::string make_pin_hash(std::string_view pin);
/// Takes some tenths of a second.
bool pin_matches(const std::string& hash, std::string_view pin);

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
