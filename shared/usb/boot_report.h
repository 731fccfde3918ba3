#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace usb {

/// A report of a HID boot keyboard: 8 bytes, modifiers, reserved, six keys that are down (HID 1.11, B.1). A
/// key is a usage of the HID Usage Tables, page 7.
struct BootReport {
    static constexpr std::size_t kSize = 8, kKeys = 6;
    static constexpr std::uint8_t kLastUndefined = 0x03, kLastKey = 0xE7;

    std::uint8_t modifiers = 0; ///< bits 0 to 3: left control, shift, alt, GUI; 4 to 7: the right ones
    std::array<std::uint8_t, kKeys> keys{}; ///< 0: none

    bool holds(std::uint8_t key) const;

    bool operator==(const BootReport&) const = default;

    /// Empty for a report that is shorter, or holds an error code (too many keys at once), a number that is
    /// no key, or a key twice: it counts as a whole or not at all.
    static std::optional<BootReport> parse(std::span<const std::byte> report);
};

} // namespace usb
