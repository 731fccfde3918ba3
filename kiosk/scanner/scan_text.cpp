#include "kiosk/scanner/scan_text.h"

#include <utility>

namespace kiosk {

std::string_view to_string(ScanFault fault) {
    switch (fault) {
    case ScanFault::TooLong:
        return "longer than 512 characters";
    case ScanFault::NotPlainText:
        return "not plain ASCII text, or not whole";
    }
    return "unknown";
}

void ScanText::take(char character, base::SteadyTime now) {
    if (character < ' ' || character > '~')
        return spoil(now);
    silent_at_ = now + kSilence;
    if (fault_)
        return;
    if (text_.size() == kLongest)
        fault_ = ScanFault::TooLong;
    else
        text_ += character;
}

void ScanText::spoil(base::SteadyTime now) {
    silent_at_ = now + kSilence;
    if (!fault_)
        fault_ = ScanFault::NotPlainText;
}

void ScanText::stir(base::SteadyTime now) {
    if (silent_at_)
        silent_at_ = now + kSilence;
}

std::optional<Scan> ScanText::end() {
    silent_at_.reset();
    std::string text = std::exchange(text_, {});
    if (const auto fault = std::exchange(fault_, std::nullopt))
        return std::unexpected(*fault);
    if (text.empty())
        return std::nullopt;
    return text;
}

std::optional<Scan> ScanText::tick(base::SteadyTime now) {
    if (!silent_at_ || now < *silent_at_)
        return std::nullopt;
    if (!fault_ && text_.size() < kShortestWithoutEnd)
        text_.clear();
    return end();
}

} // namespace kiosk
