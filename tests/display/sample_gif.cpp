#include "tests/display/sample_gif.h"

#include <algorithm>

namespace support {

namespace {

constexpr unsigned kClear = 4, kEnd = 5, kBits = 3; // of LZW with four colours

void add_word(std::string& to, int value) {
    to += static_cast<char>(value & 0xFF);
    to += static_cast<char>(value >> 8 & 0xFF);
}

/// Pixels as LZW that never uses its dictionary: it is cleared before codes would grow.
std::string packed(const std::vector<int>& pixels) {
    std::string bytes;
    unsigned held = 0, count = 0;
    const auto put = [&](unsigned code) {
        held |= code << count;
        for (count += kBits; count >= 8; count -= 8, held >>= 8U)
            bytes += static_cast<char>(held & 0xFFU);
    };
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        if (i % 2 == 0)
            put(kClear);
        put(static_cast<unsigned>(pixels[i]));
    }
    put(kEnd);
    if (count > 0)
        bytes += static_cast<char>(held & 0xFFU);
    return bytes;
}

/// The rows of an interlaced picture in the order in which they are stored.
std::vector<int> stored_rows(int height, bool interlaced) {
    std::vector<int> rows;
    if (!interlaced) {
        for (int y = 0; y < height; ++y)
            rows.push_back(y);
        return rows;
    }
    for (const auto& [first, step] : {std::pair{0, 8}, {4, 8}, {2, 4}, {1, 2}})
        for (int y = first; y < height; y += step)
            rows.push_back(y);
    return rows;
}

} // namespace

std::string gif(screen::Size size, const std::vector<GifPicture>& pictures) {
    std::string bytes = "GIF89a";
    add_word(bytes, size.width);
    add_word(bytes, size.height);
    bytes += {static_cast<char>(0x81), 0, 0}; // four colours:
    bytes +=
        {0, 0, 0, static_cast<char>(0xFF), 0, 0, 0, 0, static_cast<char>(0xFF), 0, 0, 0}; // black, red, blue
    for (const GifPicture& picture : pictures) {
        bytes += {0x21, static_cast<char>(0xF9), 4, static_cast<char>(picture.disposal << 2 | 1)};
        add_word(bytes, picture.stands);
        bytes += {3, 0}; // the fourth colour is none
        bytes += ',';
        add_word(bytes, picture.at.x);
        add_word(bytes, picture.at.y);
        add_word(bytes, picture.at.width);
        add_word(bytes, picture.at.height);
        bytes += {static_cast<char>(picture.interlaced ? 0x40 : 0), 2};
        std::vector<int> pixels;
        for (const int y : stored_rows(picture.at.height, picture.interlaced))
            pixels.insert(pixels.end(), static_cast<std::size_t>(picture.at.width),
                          y + 1 == picture.at.height ? picture.last_row.value_or(picture.color)
                                                     : picture.color);
        const std::string data = packed(pixels);
        for (std::size_t at = 0; at < data.size(); at += 255) {
            const std::string block = data.substr(at, 255);
            bytes += static_cast<char>(block.size());
            bytes += block;
        }
        bytes += '\0';
    }
    return bytes + ';';
}

} // namespace support
