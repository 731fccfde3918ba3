#pragma once

#include <cstdint>

namespace screen {

/// A colour with straight (not premultiplied) alpha; 255 is opaque.
struct Color {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    /// rgb(0x0F766E): as designers write it.
    static constexpr Color rgb(std::uint32_t hex) {
        return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
                static_cast<std::uint8_t>(hex), 255};
    }
    constexpr Color with_alpha(std::uint8_t value) const { return {red, green, blue, value}; }
    bool operator==(const Color&) const = default;
};

/// `share` 0…255 of `b` in `a`.
constexpr Color mix(Color a, Color b, int share) {
    const auto channel = [share](int from, int to) {
        return static_cast<std::uint8_t>(from + (to - from) * share / 255);
    };
    return {channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue),
            channel(a.alpha, b.alpha)};
}

/// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
double contrast(Color a, Color b);

} // namespace screen
