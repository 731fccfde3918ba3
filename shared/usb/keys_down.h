#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace usb {

/// A usage of the HID Usage Tables. A key of the keyboard page (7) is its bare number, 0x04 to 0xE7; any
/// other has its page in the upper half: 0x0009'0001 is button 1, 0x000C'00E9 is volume up.
using HidUsage = std::uint32_t;

inline constexpr std::uint16_t kKeyboardPage = 0x07, kLampPage = 0x08, kButtonPage = 0x09,
                               kConsumerPage = 0x0C;

constexpr HidUsage hid_usage(std::uint16_t page, std::uint16_t id) {
    return page == kKeyboardPage ? id : HidUsage{page} << 16U | id;
}

/// What one report says is held down; of every key that it does not name it says that it is up.
struct KeysDown {
    std::uint8_t report = 0;      ///< its id; 0: the interface has only one report
    std::vector<HidUsage> usages; ///< in rising order, each once; modifiers are keys too

    bool operator==(const KeysDown&) const = default;
};

/// The same of a report of the boot protocol, see BootReport. Empty when it is none.
std::optional<KeysDown> boot_keys_down(std::span<const std::byte> report);

} // namespace usb
