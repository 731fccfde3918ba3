#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

/// Report descriptors as boxes of the trade have them.
namespace support {

/// Bytes of hexadecimal digits and blanks.
inline std::vector<std::byte> hid_bytes(std::string_view hex) {
    std::vector<std::byte> bytes;
    int high = -1;
    for (const char each : hex) {
        if (each == ' ' || each == '\n')
            continue;
        const int digit = each <= '9' ? each - '0' : (each | 0x20) - 'a' + 10;
        if (high < 0) {
            high = digit;
            continue;
        }
        bytes.push_back(static_cast<std::byte>(high << 4 | digit));
        high = -1;
    }
    return bytes;
}

/// HID 1.11, appendix E.6: modifiers, a reserved byte, six keys; five lamps in an output report.
inline constexpr std::string_view kKeyboardDescriptor = R"(
    05 01 09 06 a1 01
    05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02
    95 01 75 08 81 01
    95 05 75 01 05 08 19 01 29 05 91 02
    95 01 75 03 91 01
    95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00
    c0)";

/// A number pad whose array goes to 255 with a two-byte maximum, as many of them have it.
inline constexpr std::string_view kNumberPadDescriptor = R"(
    05 01 09 06 a1 01
    05 07 19 e0 29 e7 15 00 25 01 95 08 75 01 81 02
    95 01 75 08 81 03
    95 03 75 01 05 08 19 01 29 03 91 02
    95 01 75 05 91 03
    95 06 75 08 15 00 26 ff 00 05 07 19 00 2a ff 00 81 00
    c0)";

/// A macro pad of twenty keys: report 1 is a keyboard with every key as a bit, report 2 holds one consumer
/// usage of 16 bits, report 3 system control; a lamp in report 1.
inline constexpr std::string_view kMacroPadDescriptor = R"(
    05 01 09 06 a1 01 85 01
    05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02
    19 04 29 1b 95 18 81 02
    05 08 19 01 29 03 95 03 75 01 91 02 95 05 91 01
    c0
    05 0c 09 01 a1 01 85 02
    19 01 2a 9c 02 15 01 26 9c 02 95 01 75 10 81 00
    c0
    05 01 09 80 a1 01 85 03
    19 81 29 83 15 01 25 03 95 01 75 02 81 00 75 06 81 03
    c0)";

/// A box that calls itself a game pad: twelve buttons, padding, two axes, and a generic indicator.
inline constexpr std::string_view kButtonBoxDescriptor = R"(
    05 01 09 05 a1 01
    a1 00
    05 09 19 01 29 0c 15 00 25 01 75 01 95 0c 81 02
    95 04 81 01
    05 01 09 30 09 31 15 81 25 7f 75 08 95 02 81 06
    c0
    05 08 09 4b 95 01 75 01 15 00 25 01 91 02
    95 07 91 01
    c0)";

/// A mouse: no keys but its three buttons.
inline constexpr std::string_view kMouseDescriptor = R"(
    05 01 09 02 a1 01 09 01 a1 00
    05 09 19 01 29 03 15 00 25 01 95 03 75 01 81 02
    95 01 75 05 81 03
    05 01 09 30 09 31 09 38 15 81 25 7f 75 08 95 03 81 06
    c0 c0)";

} // namespace support
