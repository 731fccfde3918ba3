#pragma once

#include "kiosk/scanner/scan_text.h"
#include "shared/usb/boot_report.h"

#include <span>

namespace kiosk {

/// The reports of a scanner that types as a keyboard: a US layout, Enter or Tab after each scan, or silence.
///
/// A key types when it goes down, so a stuck or repeated one types once, and is silence then. The scan is
/// spoilt by
///   - what is no report (usb::BootReport), as a character may be lost with it;
///   - two new keys at once: nobody knows their order;
///   - a key that types nothing, or any with Control, Alt or GUI. So a scanner that types Alt and numbers
///     ("Windows ALT mode") is not understood.
/// Num lock is not a key: some scanners wrap keypad digits in it, which are digits always. Caps lock is
/// switched by the scanner itself, as no lamp is ever shown to it, and is off again after a silence.
///
/// Pure: reports and the time in, scans out.
class TypedScan {
  public:
    std::optional<Scan> take(std::span<const std::byte> report, base::SteadyTime now);

    std::optional<Scan> tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const;

  private:
    std::optional<Scan> type(std::uint8_t key, std::uint8_t modifiers, base::SteadyTime now);

    ScanText text_;
    usb::BootReport down_;
    std::optional<base::SteadyTime> caps_until_; ///< caps lock is on
};

} // namespace kiosk
