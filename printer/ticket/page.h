#pragma once

#include "printer/escpos/bitmap.h"
#include "shared/screen/pixels.h"

namespace printer {

/// What is darker than the middle becomes black: text and lines stay sharp.
Bitmap to_bitmap(const screen::Pixels& pixels);

/// As the paper looks.
screen::Pixels to_pixels(const Bitmap& bitmap);

} // namespace printer
