#pragma once

#include "shared/usb/keys_down.h"

#include <optional>
#include <string_view>

namespace caller {

/// A key of a box: of the pages keyboard, button or consumer.
using Usage = usb::HidUsage;

/// The keypad's usage where a key exists twice, so that a top row "7" and a keypad "7" are one key.
Usage canonical(Usage usage);

/// 0–9 of a digit key.
std::optional<int> digit_of(Usage usage);

/// "kp-plus", "kp-enter", "1", "a", "f13", "page-down", "button-3", "consumer-0xe9" … as in caller.toml and
/// on a virtual box. Any other key of a keyboard is written as its number: "0x9a".
std::optional<Usage> parse_usage(std::string_view name);

/// The n-th button of a box that has no letters on them, from 1.
constexpr Usage button(unsigned number) {
    return usb::hid_usage(usb::kButtonPage, static_cast<std::uint16_t>(number));
}

namespace key {
inline constexpr Usage kNone = 0x00;
inline constexpr Usage kUndefined = 0x03;
inline constexpr Usage kLetterA = 0x04;
inline constexpr Usage kEscape = 0x29;
inline constexpr Usage kBackspace = 0x2A;
inline constexpr Usage kTab = 0x2B;
inline constexpr Usage kNumLock = 0x53;
inline constexpr Usage kSlash = 0x54;
inline constexpr Usage kStar = 0x55;
inline constexpr Usage kMinus = 0x56;
inline constexpr Usage kPlus = 0x57;
inline constexpr Usage kEnter = 0x58;
inline constexpr Usage kOne = 0x59;
inline constexpr Usage kZero = 0x62;
inline constexpr Usage kDot = 0x63;
inline constexpr Usage kEquals = 0x67;
inline constexpr Usage kF13 = 0x68;
inline constexpr Usage kFirstModifier = 0xE0;
inline constexpr Usage kLast = 0xE7;
} // namespace key

} // namespace caller
