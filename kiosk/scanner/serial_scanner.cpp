#include "kiosk/scanner/serial_scanner.h"

#include <functional>
#include <utility>

namespace kiosk {

SerialScanner::SerialScanner(std::filesystem::path port, const base::Clock& clock, ScanListener& listener)
    : clock_(clock), desk_(listener), port_(std::move(port), B9600, {"kiosk", "scanner"}, clock,
                                            std::bind_front(&SerialScanner::received, this),
                                            std::bind_front(&SerialScanner::port_changed, this)) {}

void SerialScanner::port_changed(bool there) {
    text_ = {}; // half a scan is none
    desk_.set_there(there);
}

void SerialScanner::received(std::span<const std::byte> bytes) {
    const auto now = clock_.steady();
    for (const std::byte byte : bytes) {
        const auto character = static_cast<char>(byte);
        if (character == '\r' || character == '\n')
            desk_.tell(text_.end(), now);
        else
            text_.take(character, now);
    }
}

// What has waited while the owner was busy comes before its silence is judged.
void SerialScanner::tick(base::SteadyTime now) {
    if (const auto silent_at = text_.next_deadline(); silent_at && now >= *silent_at)
        port_.dispatch();
    desk_.tell(text_.tick(now), now);
    port_.tick(now);
}

std::optional<base::SteadyTime> SerialScanner::next_deadline() const {
    const auto port_at = port_.next_deadline();
    return port_at ? port_at : text_.next_deadline(); // nothing comes from a port that is not open
}

} // namespace kiosk
