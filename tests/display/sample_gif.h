#pragma once

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

/// The bytes of a GIF89a.
std::string gif(screen::Size size, const std::vector<GifPicture>& pictures);

} // namespace support
