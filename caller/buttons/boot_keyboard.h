#pragma once

#include "caller/buttons/usage.h"
#include "shared/usb/boot_report.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>

namespace caller {

/// Reads the reports of a HID boot keyboard, see usb::BootReport.
///
/// One report gives at most one press: the key that was not down in the report before. Safety first, as a
/// false press skips a person. Nothing is pressed by
///   - what is no report: it is ignored as a whole, as if it never came;
///   - two new keys at once, or any with a modifier: they count as held;
///   - a repeated report (a box that ignores SET_IDLE), so a stuck key presses once at most;
///   - what is held while the box settles, see hold().
/// NumLock is not a key: some pads wrap every digit in it. A 00-key's two reports give two zeros.
class BootKeyboard {
  public:
    std::optional<Usage> take(std::span<const std::byte> bytes);

    /// As take(), but what is down counts as held: for the first moments after a box was plugged in.
    void hold(std::span<const std::byte> report) { take(report); }

  private:
    using Keys = std::array<Usage, usb::BootReport::kKeys>;

    Keys down_{};
};

} // namespace caller
