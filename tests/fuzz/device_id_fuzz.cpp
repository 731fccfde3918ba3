#include "printer/port/device_id.h"

#include <cstdint>
#include <cstdlib>

// Any answer to GET_DEVICE_ID: what is read is plain ASCII and no longer than it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto id = printer::parse_device_id(std::as_bytes(std::span(bytes, size)));
    for (const auto* text : {&id.maker, &id.model, &id.serial, &id.languages}) {
        if (text->size() > size)
            std::abort();
        for (const auto each : *text)
            if (each < 0x20 || each > 0x7e)
                std::abort();
    }
    return 0;
}
