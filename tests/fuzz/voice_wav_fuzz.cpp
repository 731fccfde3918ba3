#include "shared/voice/wav.h"

#include <cstdint>
#include <cstdlib>

// A recording from a folder that people fill: sound within the bounds, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto pcm = voice::read_wav({reinterpret_cast<const char*>(bytes), size});
    if (pcm ? voice::duration(*pcm) > voice::kLongestRecording + base::Duration(1) : pcm.error().empty())
        std::abort();
    return 0;
}
