#include "shared/screen/pixels.h"

#include "shared/base/file.h"

#include <png.h>

#include <cmath>
#include <cstring>

namespace screen {

namespace {

constexpr int kLargestSide = 16384;

std::uint32_t word(Color color) {
    return static_cast<std::uint32_t>(color.alpha) << 24U | static_cast<std::uint32_t>(color.red) << 16U |
           static_cast<std::uint32_t>(color.green) << 8U | color.blue;
}

double luminance(Color color) {
    const auto linear = [](std::uint8_t value) {
        const double share = value / 255.0;
        return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

// libpng's simplified API keeps its state in here and frees it with the scope.
struct Image : png_image {
    Image() : png_image() { version = PNG_IMAGE_VERSION; }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    ~Image() { png_image_free(this); }
};

} // namespace

double contrast(Color a, Color b) {
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

Pixels::Pixels(Size size, Color background)
    : size_{std::max(0, size.width), std::max(0, size.height)},
      words_(static_cast<std::size_t>(size_.width) * static_cast<std::size_t>(size_.height),
             word(background)) {}

Color Pixels::at(Point p) const {
    if (!bounds().contains(p))
        return {0, 0, 0, 0};
    const std::uint32_t value = row(p.y)[p.x];
    return Color::rgb(value).with_alpha(static_cast<std::uint8_t>(value >> 24U));
}

long differing_pixels(const Pixels& a, const Pixels& b) {
    if (a.size() != b.size())
        return std::max(a.bounds().area(), b.bounds().area());
    long count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            count += a.row(y)[x] == b.row(y)[x] ? 0 : 1;
    return count;
}

void save_png(const Pixels& pixels, const std::filesystem::path& path) {
    Image image;
    image.width = static_cast<png_uint_32>(pixels.width());
    image.height = static_cast<png_uint_32>(pixels.height());

    // Screens are opaque: three bytes a pixel keep the files small.
    bool opaque = true;
    for (int y = 0; y < pixels.height() && opaque; ++y)
        for (int x = 0; x < pixels.width() && opaque; ++x)
            opaque = pixels.row(y)[x] >> 24U == 255U;
    image.format = opaque ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(PNG_IMAGE_SIZE(image));
    for (int y = 0; y < pixels.height(); ++y) {
        for (int x = 0; x < pixels.width(); ++x) {
            const Color color = pixels.at({x, y});
            bytes.insert(bytes.end(), {color.red, color.green, color.blue});
            if (!opaque)
                bytes.push_back(color.alpha);
        }
    }
    if (png_image_write_to_file(&image, path.c_str(), 0, bytes.data(), 0, nullptr) == 0)
        throw base::FileError("cannot write the picture " + path.string() + ": " + image.message);
}

Pixels load_png(const std::filesystem::path& path) {
    const std::string file = base::read_file(path, 64U << 20U);
    Image image;
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0)
        throw base::FileError("cannot read the picture " + path.string() + ": " + image.message);
    if (image.width > kLargestSide || image.height > kLargestSide)
        throw base::FileError("the picture " + path.string() + " is too large");
    image.format = PNG_FORMAT_RGBA;
    std::vector<std::uint8_t> bytes(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, bytes.data(), 0, nullptr) == 0)
        throw base::FileError("cannot read the picture " + path.string() + ": " + image.message);

    Pixels pixels({static_cast<int>(image.width), static_cast<int>(image.height)});
    const std::uint8_t* from = bytes.data();
    for (int y = 0; y < pixels.height(); ++y)
        for (int x = 0; x < pixels.width(); ++x, from += 4)
            pixels.row(y)[x] = word({from[0], from[1], from[2], from[3]});
    return pixels;
}

} // namespace screen
