#include "shared/screen/photo.h"

#include "shared/base/file.h"

#include <cstdint>
#include <cstdlib>

// A photo of a clerk, from a folder that people fill: a picture within the bounds, opaque, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    try {
        const auto photo = screen::decode_photo(std::as_bytes(std::span(bytes, size)), {40, 56});
        if (photo.width() < 1 || photo.height() < 1 || photo.width() > screen::kMostPhotoSide ||
            photo.height() > screen::kMostPhotoSide)
            std::abort();
        auto fitted = screen::fill_size(photo, {40, 56});
        screen::round_corners(fitted, 8);
        if (fitted.at({20, 28}).alpha != 255)
            std::abort();
    } catch (const base::FileError&) {
        return 0;
    }
    return 0;
}
