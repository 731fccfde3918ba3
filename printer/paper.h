#pragma once

#include <cmath>

namespace printer {

/// What a printer can print on: 576 dots on a roll of 80 mm, 384 on 58 mm, at 203 dots an inch; with its own
/// font 48 or 32 characters.
struct Paper {
    int dots = 576;
    int dpi = 203;
    int columns = 48;

    int dots_of(double millimetres) const { return static_cast<int>(std::lround(millimetres * dpi / 25.4)); }
    double millimetres_of(int rows) const { return rows * 25.4 / dpi; }
    bool operator==(const Paper&) const = default;
};

} // namespace printer
