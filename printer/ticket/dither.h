#pragma once

#include "printer/escpos/bitmap.h"
#include "shared/screen/pixels.h"

namespace printer {

/// How greys become dots: by a fixed 8 × 8 pattern, by passing on what is left over (Floyd and Steinberg, to
/// and fro), or not at all: dark is black.
enum class Dither { None, Ordered, Diffusion };

/// Pictures only; text stays sharp without it. What is transparent is white.
Bitmap dithered(const screen::Pixels& picture, Dither how);

/// The picture in another size, each pixel the mean of what it covers.
screen::Pixels resized(const screen::Pixels& picture, screen::Size size);

} // namespace printer
