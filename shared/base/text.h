#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// True for well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

/// The code points of well-formed UTF-8; a malformed byte becomes U+FFFD.
std::u32string code_points(std::string_view utf8);
void append_utf8(std::string& out, char32_t code_point);

/// Control characters, line ends among them, replaced by spaces: safe for a log or a single-line label.
std::string one_line(std::string_view text);

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

/// Lower-case hexadecimal digits, two a byte.
std::string to_hex(std::span<const std::byte> bytes);
inline std::string to_hex(std::string_view bytes) {
    return to_hex(std::as_bytes(std::span(bytes)));
}
std::optional<std::vector<std::byte>> from_hex(std::string_view digits);

/// A whole decimal number and nothing else; empty when it does not fit.
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace base
