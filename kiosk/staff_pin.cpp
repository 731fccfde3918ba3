#include "kiosk/staff_pin.h"

#include "kiosk/staff.h"

#include <sodium.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <istream>
#include <ostream>
#include <stdexcept>

namespace kiosk {

namespace {

void need_sodium() {
    if (sodium_init() < 0)
        throw std::runtime_error("The cryptographic library libsodium cannot be used on this machine.");
}

/// What is typed at the terminal is not shown while it lives.
class NoEcho {
  public:
    explicit NoEcho(bool terminal) {
        if (!terminal || tcgetattr(STDIN_FILENO, &before_) != 0)
            return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    ~NoEcho() {
        if (changed_)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }

  private:
    termios before_{};
    bool changed_ = false;
};

std::string ask_pin(std::istream& in, std::ostream& errors, bool terminal, std::string_view question) {
    const NoEcho unseen(terminal);
    if (terminal)
        errors << question << std::flush;
    std::string line;
    std::getline(in, line);
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    if (terminal)
        errors << '\n';
    return line;
}

} // namespace

bool is_pin(std::string_view text) {
    return text.size() >= Staff::kShortestPin && text.size() <= Staff::kLongestPin &&
           std::ranges::all_of(text, [](char sign) { return sign >= '0' && sign <= '9'; });
}

bool is_pin_hash(std::string_view text) {
    if (!text.starts_with("$argon2id$") || text.size() >= crypto_pwhash_STRBYTES)
        return false;
    // Tells whether it was made with other limits; −1: that it was made by nobody.
    return crypto_pwhash_str_needs_rehash(std::string(text).c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                          crypto_pwhash_MEMLIMIT_INTERACTIVE) >= 0;
}

std::string make_pin_hash(std::string_view pin) {
    need_sodium();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw std::runtime_error("This machine has too little memory to make a PIN's line: 64 MiB, please.");
    return hash.data();
}

bool pin_matches(const std::string& hash, std::string_view pin) {
    return crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

int make_pin(std::istream& in, std::ostream& out, std::ostream& errors, bool terminal) {
    std::string pin = ask_pin(in, errors, terminal, "The staff's PIN, 4 to 8 digits: ");
    if (!is_pin(pin)) {
        errors << "A PIN is 4 to 8 digits, nothing else.\n";
        return 2;
    }
    if (terminal && ask_pin(in, errors, terminal, "Once more, please: ") != pin) {
        errors << "That was not the same PIN twice. Please begin again.\n";
        return 2;
    }
    out << "staff_pin = \"" << make_pin_hash(pin) << "\"\n";
    sodium_memzero(pin.data(), pin.size());
    return 0;
}

PinCheck::PinCheck() : ready_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    need_sodium();
    if (ready_ < 0)
        throw std::runtime_error("The kiosk cannot check PINs: too many files are open.");
}

PinCheck::~PinCheck() {
    if (thread_.joinable())
        thread_.join();
    close(ready_);
}

void PinCheck::check(const std::string& hash, std::string pin) {
    if (thread_.joinable())
        thread_.join();
    thread_ = std::thread([this, hash, pin = std::move(pin)]() mutable {
        right_ = pin_matches(hash, pin);
        sodium_memzero(pin.data(), pin.size());
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = write(ready_, &one, sizeof one);
    });
}

std::optional<bool> PinCheck::take() {
    std::uint64_t count = 0;
    if (read(ready_, &count, sizeof count) != sizeof count)
        return std::nullopt;
    thread_.join();
    return right_;
}

} // namespace kiosk
