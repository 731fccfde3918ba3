#include "kiosk/staff_pin.h"

#include "shared/base/terminal.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <istream>
#include <ostream>
#include <stdexcept>

namespace kiosk {

int make_pin(std::istream& in, std::ostream& out, std::ostream& errors, bool terminal) {
    std::string pin = base::ask_unseen(in, errors, terminal, "The staff's PIN, 4 to 8 digits: ");
    if (!is_pin(pin)) {
        errors << "A PIN is 4 to 8 digits, nothing else.\n";
        return 2;
    }
    if (terminal && base::ask_unseen(in, errors, terminal, "Once more, please: ") != pin) {
        errors << "That was not the same PIN twice. Please begin again.\n";
        return 2;
    }
    out << "staff_pin = \"" << make_pin_hash(pin) << "\"\n";
    wire::wipe(pin);
    return 0;
}

PinCheck::PinCheck() : ready_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
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
        wire::wipe(pin);
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
