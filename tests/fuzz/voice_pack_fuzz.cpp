#include "shared/config/error.h"
#include "shared/voice/pack.h"

#include <cstdint>
#include <cstdlib>

// pack.toml, which people write: a pack within the bounds whose files lie beside it, or sentences.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    try {
        const auto pack = voice::parse_pack({reinterpret_cast<const char*>(bytes), size}, "pack.toml");
        if (pack.clips.size() > voice::Pack::kMostClips || pack.cross_fade > voice::Pack::kLongestFade ||
            pack.pause > voice::Pack::kLongestPause)
            std::abort();
        for (const auto& clip : pack.clips) {
            (void)voice::units(clip.say);
            for (const std::string& file : {clip.middle, clip.end})
                if (file.find('/') != std::string::npos || file == "..")
                    std::abort();
        }
    } catch (const config::Errors& errors) {
        if (errors.all().empty())
            std::abort();
    }
    return 0;
}
