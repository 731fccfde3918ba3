#pragma once

#include "shared/screen/color.h"
#include "shared/screen/geometry.h"

#include <optional>
#include <string>
#include <vector>

namespace support {

/// One frame of a GIF, in one colour: 0 black, 1 red, 2 blue, 3 is transparent.
struct GifPicture {
    screen::Rect at;
    int color = 1;
    int stands = 10; ///< hundredths of a second
    int disposal = 0;
    bool interlaced = false;
    std::optional<int> last_row = std::nullopt; ///< the colour of the lowest row, when it is another
};

/// What is read of its colours 1 and 2.
inline constexpr screen::Color kRed = screen::Color::rgb(0xFF0000), kBlue = screen::Color::rgb(0x0000FF);

/// The bytes of a GIF89a.
std::string gif(screen::Size size, const std::vector<GifPicture>& pictures);

} // namespace support
