#pragma once

#include "shared/screen/color.h"
#include "shared/screen/geometry.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace screen {

/// Somebody's memory to draw on, as Pixels has it; good as long as its owner says.
struct Raster {
    std::uint32_t* words = nullptr;
    Size size;

    std::uint32_t* row(int y) const {
        return words + static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width);
    }
    Rect bounds() const { return {0, 0, size.width, size.height}; }
};

/// A picture in memory, 32 bits a pixel (0xAARRGGBB, straight alpha), rows without gaps.
/// A printer's ticket, a frame of a screen, a LED matrix: all are drawn on one by a Canvas.
class Pixels {
  public:
    Pixels() = default;
    explicit Pixels(Size size, Color background = Color::rgb(0xFFFFFF));

    int width() const { return size_.width; }
    int height() const { return size_.height; }
    Size size() const { return size_; }
    Rect bounds() const { return {0, 0, size_.width, size_.height}; }
    Raster raster() { return {words_.data(), size_}; }

    std::uint32_t* row(int y) { return words_.data() + static_cast<std::size_t>(y) * stride(); }
    const std::uint32_t* row(int y) const { return words_.data() + static_cast<std::size_t>(y) * stride(); }

    Color at(Point p) const;
    bool operator==(const Pixels&) const = default;

  private:
    std::size_t stride() const { return static_cast<std::size_t>(size_.width); }

    Size size_;
    std::vector<std::uint32_t> words_;
};

/// Coverage of one colour, 8 bits a pixel: a run of text, an icon.
struct Mask {
    Size size;
    std::vector<std::uint8_t> coverage;

    const std::uint8_t* row(int y) const {
        return coverage.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width);
    }
};

/// How many pixels differ; all of them when the sizes do.
long differing_pixels(const Pixels& a, const Pixels& b);

/// Throws base::FileError when the file cannot be written, or is no PNG, or is larger than 16384 pixels
/// either way.
void save_png(const Pixels& pixels, const std::filesystem::path& path);
Pixels load_png(const std::filesystem::path& path);

} // namespace screen
