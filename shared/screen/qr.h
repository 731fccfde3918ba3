#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace screen {

/// A QR code's modules, without its quiet zone.
struct QrCode {
    int side = 0;
    std::vector<bool> dark; ///< row by row

    bool at(int x, int y) const {
        return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
                    static_cast<std::size_t>(x)];
    }
};

/// The quiet zone on every side, in modules; a scanner needs it.
inline constexpr int kQuietModules = 4;

/// The smallest code with middling error correction; empty when the text is too long for any.
std::optional<QrCode> make_qr(std::string_view text);

} // namespace screen
