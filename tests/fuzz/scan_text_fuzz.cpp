#include "kiosk/scanner/scan_meaning.h"
#include "kiosk/scanner/typed_scan.h"
#include "shared/model/appointment_code.h"

#include <algorithm>
#include <cstdlib>

namespace {

/// A whole scan is plain and short enough, and means a code or a token of the right form, or nothing.
void judge(const std::optional<kiosk::Scan>& scan) {
    if (!scan || !*scan)
        return;
    const std::string& text = **scan;
    const bool plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
    if (text.empty() || text.size() > kiosk::ScanText::kLongest || !plain)
        std::abort();
    const auto means = kiosk::meaning(text, "http://q/");
    if (const auto* ticket = std::get_if<kiosk::TicketToken>(&means))
        if (ticket->token.size() != 20)
            std::abort();
    if (const auto* booked = std::get_if<kiosk::AppointmentCode>(&means))
        if (booked->code.empty() || booked->code.size() > model::kLongestCode)
            std::abort();
}

/// A scan that has begun is over after a silence, whatever came before.
template <typename Scanner>
void fall_silent(Scanner& scanner, base::SteadyTime now) {
    if (const auto deadline = scanner.next_deadline(); deadline && *deadline > now + base::Duration(100))
        std::abort();
    judge(scanner.tick(now + base::Duration(100)));
    if (scanner.next_deadline())
        std::abort();
}

} // namespace

// The same bytes twice: as the reports of a scanner that types, each after a byte with its length (none: the
// usual one) and the time before it; and as the line of a serial one, where CR ends a scan and 0 is a wait.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(input, size));
    base::SteadyTime now{std::chrono::hours(1)};
    kiosk::TypedScan typed;
    for (std::size_t at = 0; at < size;) {
        const std::size_t asked = input[at] % 16U == 0 ? usb::BootReport::kSize : input[at] % 16U;
        now += base::Duration(input[at] / 16 * 10);
        ++at;
        const auto length = std::min(asked, size - at);
        judge(typed.tick(now));
        judge(typed.take(bytes.subspan(at, length), now));
        at += length;
    }
    fall_silent(typed, now);

    kiosk::ScanText text;
    for (const std::uint8_t byte : std::span(input, size)) {
        if (byte == 0)
            now += base::Duration(60);
        judge(text.tick(now));
        if (byte == '\r')
            judge(text.end());
        else if (byte != 0)
            text.take(static_cast<char>(byte), now);
    }
    fall_silent(text, now);
    return 0;
}
