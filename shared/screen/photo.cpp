#include "shared/screen/photo.h"

#include "shared/base/file.h"
#include "shared/screen/canvas.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <jerror.h>
#include <jpeglib.h>
#include <png.h>

namespace screen {

namespace {

constexpr std::uint32_t kOpaque = 0xFF000000U;

std::uint32_t rgb_word(unsigned red, unsigned green, unsigned blue) {
    return kOpaque | red << 16U | green << 8U | blue;
}

bool within_limits(std::uint64_t width, std::uint64_t height) {
    return width >= 1 && height >= 1 && width <= kMostPhotoSide && height <= kMostPhotoSide;
}

[[noreturn]] void refuse(const std::string& why) {
    throw base::FileError("the photo " + why);
}

[[noreturn]] void refuse_size() {
    refuse("has more than " + std::to_string(kMostPhotoSide) + " pixels on a side");
}

/// libpng's simplified API keeps its state in here and frees it with the scope.
struct Png : png_image {
    Png() : png_image() { version = PNG_IMAGE_VERSION; }
    Png(const Png&) = delete;
    Png& operator=(const Png&) = delete;
    ~Png() { png_image_free(this); }
};

Pixels decode_png(std::span<const std::byte> file) {
    Png image;
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0)
        refuse(std::string("is damaged: ") + image.message);
    if (!within_limits(image.width, image.height))
        refuse_size();
    image.format = PNG_FORMAT_RGB; // what is transparent stands on white
    const png_color white{255, 255, 255};
    std::vector<std::uint8_t> bytes(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, &white, bytes.data(), 0, nullptr) == 0)
        refuse(std::string("is damaged: ") + image.message);
    Pixels pixels({static_cast<int>(image.width), static_cast<int>(image.height)});
    const std::uint8_t* from = bytes.data();
    for (int y = 0; y < pixels.height(); ++y)
        for (int x = 0; x < pixels.width(); ++x, from += 3)
            pixels.row(y)[x] = rgb_word(from[0], from[1], from[2]);
    return pixels;
}

/// libjpeg tells of errors by a call that may not return.
struct JpegFault {
    jpeg_error_mgr manager{};
    std::jmp_buf back{};
    std::array<char, JMSG_LENGTH_MAX> sentence{};
};

[[noreturn]] void leave(j_common_ptr jpeg) {
    auto* fault = reinterpret_cast<JpegFault*>(jpeg->err); // its first member
    jpeg->err->format_message(jpeg, fault->sentence.data());
    std::longjmp(fault->back, 1);
}

/// Cameras write much that libjpeg wonders at; but after these two it makes the rest of the picture up.
void warned(j_common_ptr jpeg, int level) {
    const int code = jpeg->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER))
        leave(jpeg);
}

/// No object with a destructor lives in here: longjmp would not end it. `pixels` and `row` are the caller's.
bool read_jpeg(jpeg_decompress_struct& jpeg, JpegFault& fault, std::span<const std::byte> file, Size wanted,
               Pixels& pixels, std::vector<JSAMPLE>& row) {
    if (setjmp(fault.back) != 0)
        return false;
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(file.data()), file.size());
    jpeg_read_header(&jpeg, TRUE);
    if (!within_limits(jpeg.image_width, jpeg.image_height))
        return false; // without a sentence
    jpeg.out_color_space = JCS_RGB;
    jpeg.scale_num = 1;
    while (jpeg.scale_denom < 8 &&
           static_cast<int>(jpeg.image_width / (2 * jpeg.scale_denom)) >= wanted.width &&
           static_cast<int>(jpeg.image_height / (2 * jpeg.scale_denom)) >= wanted.height)
        jpeg.scale_denom *= 2;
    jpeg_start_decompress(&jpeg);
    pixels = Pixels({static_cast<int>(jpeg.output_width), static_cast<int>(jpeg.output_height)});
    row.resize(static_cast<std::size_t>(jpeg.output_width) * 3);
    while (jpeg.output_scanline < jpeg.output_height) {
        std::uint32_t* to = pixels.row(static_cast<int>(jpeg.output_scanline));
        JSAMPROW line = row.data();
        jpeg_read_scanlines(&jpeg, &line, 1);
        for (JDIMENSION x = 0; x < jpeg.output_width; ++x, line += 3)
            to[x] = rgb_word(line[0], line[1], line[2]);
    }
    jpeg_finish_decompress(&jpeg);
    return true;
}

Pixels decode_jpeg(std::span<const std::byte> file, Size wanted) {
    jpeg_decompress_struct jpeg{};
    JpegFault fault;
    jpeg.err = jpeg_std_error(&fault.manager);
    fault.manager.error_exit = leave;
    fault.manager.emit_message = warned;
    Pixels pixels;
    std::vector<JSAMPLE> row;
    const bool whole = read_jpeg(jpeg, fault, file, wanted, pixels, row);
    jpeg_destroy_decompress(&jpeg);
    if (whole)
        return pixels;
    if (fault.sentence[0] == '\0')
        refuse_size();
    refuse(std::string("is damaged: ") + fault.sentence.data());
}

bool begins(std::span<const std::byte> file, std::string_view with) {
    return file.size() >= with.size() && std::memcmp(file.data(), with.data(), with.size()) == 0;
}

} // namespace

Pixels decode_photo(std::span<const std::byte> file, Size wanted) {
    if (file.size() > kMostPhotoBytes)
        refuse("is larger than 4 MB");
    if (begins(file, "\x89PNG"))
        return decode_png(file);
    if (begins(file, "\xFF\xD8\xFF"))
        return decode_jpeg(file, wanted);
    refuse("is neither PNG nor JPEG");
}

Pixels load_photo(const std::filesystem::path& path, Size wanted) {
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(path, unknown)) // a pipe would keep us waiting
        refuse("is no file");
    if (std::filesystem::file_size(path, unknown) > kMostPhotoBytes)
        refuse("is larger than 4 MB");
    const std::string file = base::read_file(path, kMostPhotoBytes);
    return decode_photo(std::as_bytes(std::span(file)), wanted);
}

Pixels fill_size(const Pixels& picture, Size size) {
    Pixels out(size);
    if (picture.bounds().empty() || out.bounds().empty())
        return out;
    // The part of the picture that has the shape of `size`.
    const std::int64_t width = std::min<std::int64_t>(
        picture.width(), static_cast<std::int64_t>(picture.height()) * size.width / size.height);
    const std::int64_t height = std::min<std::int64_t>(
        picture.height(), static_cast<std::int64_t>(picture.width()) * size.height / size.width);
    const std::int64_t left = (picture.width() - width) / 2, top = (picture.height() - height) / 3;
    for (int y = 0; y < size.height; ++y) {
        const auto y0 = std::min<std::int64_t>(top + y * height / size.height, picture.height() - 1);
        const auto y1 = std::max(y0 + 1, top + (y + 1) * height / size.height);
        for (int x = 0; x < size.width; ++x) {
            const auto x0 = std::min<std::int64_t>(left + x * width / size.width, picture.width() - 1);
            const auto x1 = std::max(x0 + 1, left + (x + 1) * width / size.width);
            std::uint64_t red = 0, green = 0, blue = 0;
            for (auto v = y0; v < y1; ++v)
                for (auto u = x0; u < x1; ++u) {
                    const std::uint32_t value = picture.row(static_cast<int>(v))[u];
                    red += value >> 16U & 255U;
                    green += value >> 8U & 255U;
                    blue += value & 255U;
                }
            const auto count = static_cast<std::uint64_t>((y1 - y0) * (x1 - x0));
            out.row(y)[x] = rgb_word(static_cast<unsigned>(red / count), static_cast<unsigned>(green / count),
                                     static_cast<unsigned>(blue / count));
        }
    }
    return out;
}

void round_corners(Pixels& picture, int radius) {
    // How much of each pixel is inside, as the canvas draws it.
    Pixels shape(picture.size(), Color::rgb(0));
    Canvas(shape).rounded(shape.bounds(), radius, Color::rgb(0xFFFFFF));
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            picture.row(y)[x] = (picture.row(y)[x] & 0x00FFFFFFU) | (shape.row(y)[x] & 255U) << 24U;
}

} // namespace screen
