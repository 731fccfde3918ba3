#pragma once

#include "kiosk/scanner/scanner.h"

#include <memory>
#include <string>
#include <string_view>

namespace kiosk {

struct ScannerOptions {
    /// "usb" (a scanner of a well-known maker, see UsbScanner::usual()), "usb:VID:PID", "usb:VID:PID:SERIAL",
    /// "usb:@PLACE", "serial:/dev/…", "virtual:PATH"; empty: the kiosk has no scanner.
    std::string scanner;
    std::string ticket_link{}; ///< what a ticket's QR code begins with, before its token; may be empty
};

/// True for what ScannerOptions::scanner may be: for the options to check.
bool is_scanner(std::string_view scanner);

/// Null without a scanner in the options, and on a machine without usable USB, which is logged: the kiosk is
/// whole without one. Throws std::runtime_error with a sentence when the options are wrong.
std::unique_ptr<Scanner> open_scanner(const ScannerOptions& options, const base::Clock& clock,
                                      ScanListener& listener);

} // namespace kiosk
