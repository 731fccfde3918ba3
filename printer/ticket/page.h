#pragma once

#include "printer/escpos/bitmap.h"
#include "shared/screen/pixels.h"

namespace printer {

/// The only colour on a ticket.
inline constexpr auto kBlack = screen::Color::rgb(0x000000);

/// What is darker than the middle becomes black: text and lines stay sharp.
Bitmap to_bitmap(const screen::Pixels& pixels);

/// As the paper looks.
screen::Pixels to_pixels(const Bitmap& bitmap);

} // namespace printer
