#include "kiosk/reserve.h"

#include <cstdint>
#include <cstdlib>

// A state file of any bytes, and of any lines with their right checksum: what is read from it is written and
// read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(bytes, bytes + size);
    for (const std::string& file : {text, kiosk::sealed(text)}) {
        const auto reserve = kiosk::decode_reserve(file);
        if (reserve && kiosk::decode_reserve(kiosk::encode(*reserve)) != reserve)
            std::abort();
    }
    return 0;
}
