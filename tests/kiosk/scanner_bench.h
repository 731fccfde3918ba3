#pragma once

#include "kiosk/scanner/scanner.h"
#include "tests/support/manual_clock.h"

#include <poll.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

using Texts = std::vector<std::string>;

/// Keeps what a scanner told.
struct ScanEar final : ScanListener {
    Texts scans;
    std::vector<bool> changes;

    void scanned(const std::string& text) override { scans.push_back(text); }
    void scanner_changed(bool there) override { changes.push_back(there); }
    bool there() const { return !changes.empty() && changes.back(); }
};

using KeyReport = std::vector<std::byte>;

inline KeyReport key_report(std::initializer_list<int> keys, int modifiers = 0) {
    KeyReport bytes{std::byte(modifiers), std::byte{0}};
    for (const int key : keys)
        bytes.push_back(std::byte(key));
    bytes.resize(8);
    return bytes;
}

inline constexpr int kLeftShift = 0x02, kEnterKey = 0x28, kTabKey = 0x2B, kCapsKey = 0x39;

/// What a US keyboard's key types, and with shift: the other way round than the product reads it.
inline std::pair<int, int> key_of(char character) {
    struct Cap {
        int usage;
        char plain, shifted;
    };
    static constexpr Cap kCaps[] = {
        {0x1E, '1', '!'}, {0x1F, '2', '@'},  {0x20, '3', '#'}, {0x21, '4', '$'}, {0x22, '5', '%'},
        {0x23, '6', '^'}, {0x24, '7', '&'},  {0x25, '8', '*'}, {0x26, '9', '('}, {0x27, '0', ')'},
        {0x2D, '-', '_'}, {0x2E, '=', '+'},  {0x2F, '[', '{'}, {0x30, ']', '}'}, {0x31, '\\', '|'},
        {0x33, ';', ':'}, {0x34, '\'', '"'}, {0x35, '`', '~'}, {0x36, ',', '<'}, {0x37, '.', '>'},
        {0x38, '/', '?'}, {0x2C, ' ', ' '},
    };
    if (character >= 'a' && character <= 'z')
        return {0x04 + character - 'a', 0};
    if (character >= 'A' && character <= 'Z')
        return {0x04 + character - 'A', kLeftShift};
    for (const Cap& cap : kCaps)
        if (cap.plain == character || cap.shifted == character)
            return {cap.usage, cap.plain == character ? 0 : kLeftShift};
    return {character == '\t' ? kTabKey : kEnterKey, 0};
}

/// As a scanner types: down and up for each character.
inline std::vector<KeyReport> typed_reports(std::string_view text) {
    std::vector<KeyReport> reports;
    reports.reserve(text.size() * 2);
    for (const char character : text) {
        const auto [usage, modifiers] = key_of(character);
        reports.push_back(key_report({usage}, modifiers));
        reports.push_back(key_report({}));
    }
    return reports;
}

/// Turns the scanner as an owner's loop would, until the condition holds; false after five seconds. In each
/// turn without news so much of the scanner's time passes.
template <typename Condition>
bool turn_until(Scanner& scanner, support::ManualClock& clock, Condition condition,
                base::Duration time = base::Duration(0)) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        pollfd ready{scanner.descriptor(), POLLIN, 0};
        if (::poll(&ready, 1, 10) == 0)
            clock.advance(time);
        else
            scanner.dispatch();
        scanner.tick(clock.steady());
    }
    return true;
}

} // namespace kiosk
