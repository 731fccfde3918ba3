#include "shared/wire/message.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// A header that is read is written back to the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view frame(reinterpret_cast<const char*>(bytes), size);
    const auto header = wire::decode_header(frame);
    if (!header)
        return 0;
    if (wire::encode(*header) != frame)
        std::abort();
    if (wire::stream_header(header->type, wire::stream_position(*header)) != *header)
        std::abort();
    return 0;
}
