#include "kiosk/scanner/virtual_scanner.h"

namespace kiosk {

VirtualScanner::VirtualScanner(const std::filesystem::path& path, const base::Clock& clock,
                               ScanListener& listener)
    : clock_(clock), desk_(listener), lines_(path, "virtual scanner"), starts_at_(clock.steady()) {}

void VirtualScanner::dispatch() {
    lines_.read([this](std::string_view text) { line(text); });
}

void VirtualScanner::line(std::string_view text) {
    const auto now = clock_.steady();
    for (const char character : text)
        text_.take(character, now);
    desk_.tell(text_.end(), now);
}

void VirtualScanner::tick(base::SteadyTime now) {
    if (!starts_at_ || now < *starts_at_)
        return;
    starts_at_.reset();
    desk_.set_there(true);
}

} // namespace kiosk
