#include "shared/config/error.h"
#include "shared/config/hall_config.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    try {
        (void)config::parse_hall({reinterpret_cast<const char*>(bytes), size});
    } catch (const config::Errors&) { // what anything but a right hall must end in
    }
    return 0;
}
