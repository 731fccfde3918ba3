#include "display/board/gif.h"

#include "shared/base/file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

// A film that people put into the folder of pictures: whole frames within the bounds, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    constexpr int kMostFrames = 20; // a long film says nothing new
    // Some thousand pixels on a side take their time, and say nothing new either.
    if (size > 9 && (bytes[7] > 1 || bytes[9] > 1))
        return 0;
    try {
        display::Gif gif(std::string(reinterpret_cast<const char*>(bytes), size));
        for (int i = 0; i < kMostFrames; ++i) {
            const auto frame = gif.next();
            if (!frame)
                return 0;
            if (frame->picture.bounds().empty() || frame->picture.width() > display::Gif::kMostSide ||
                frame->picture.at({0, 0}).alpha != 255 || frame->stands < base::Duration(20))
                std::abort();
        }
    } catch (const base::FileError&) {
        return 0;
    }
    return 0;
}
