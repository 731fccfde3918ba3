#pragma once

#include "shared/base/clock.h"

#include <optional>
#include <string>

namespace kiosk {

/// Who hears of scans and of the scanner; called from dispatch() and tick().
struct ScanListener {
    virtual ~ScanListener() = default;
    /// A whole scan: 1 to 512 characters of printable ASCII. What it is, scan_meaning.h tells.
    virtual void scanned(const std::string& text) = 0;
    virtual void scanner_changed(bool there) = 0;
};

/// Where visitors hold their codes.
///
/// Real twins: UsbScanner (usb_scanner.h) and SerialScanner (serial_scanner.h). Virtual twin: VirtualScanner
/// (virtual_scanner.h), started by "virtual:PATH". open_scanner.h chooses. Used from one thread.
class Scanner {
  public:
    virtual ~Scanner() = default;

    /// Readable when dispatch() has work; the same for as long as the scanner lives, or -1: never again.
    virtual int descriptor() const = 0;
    virtual void dispatch() = 0;

    virtual void tick(base::SteadyTime now) = 0;
    virtual std::optional<base::SteadyTime> next_deadline() const = 0;
};

} // namespace kiosk
