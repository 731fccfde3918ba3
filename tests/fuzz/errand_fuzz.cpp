#include "kiosk/errand.h"

#include <cstdint>
#include <cstdlib>

// A state file of any bytes: what is read from it is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(bytes, bytes + size);
    const auto errand = kiosk::decode_errand(text);
    if (errand && kiosk::decode_errand(kiosk::encode(*errand)) != errand)
        std::abort();
    return 0;
}
