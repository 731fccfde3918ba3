#include "caller/buttons/key_map.h"
#include "caller/buttons/strokes.h"

#include <cstdlib>

// Boot reports of any bytes and any length, cut by their first byte: at most one press a report, never from
// one that is too short, and a number within its four digits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    caller::Strokes strokes;
    caller::Keys keys(*caller::KeyMap::preset("numeric"));
    base::SteadyTime now{std::chrono::hours(1)};
    while (size > 0) {
        const std::size_t length = std::min<std::size_t>(bytes[0] % 20U, size - 1);
        const auto down = usb::boot_keys_down(std::as_bytes(std::span(bytes + 1, length)));
        if (down && length < 8)
            std::abort();
        const auto usage = down ? strokes.take(0, *down, now) : std::nullopt;
        if (usage && (*usage <= caller::key::kUndefined || *usage > caller::key::kLast))
            std::abort();
        if (usage)
            if (const auto press = keys.take(*usage, now))
                if (const auto* number = std::get_if<caller::EnterNumber>(&*press))
                    if (number->number < 1 || number->number > 9999)
                        std::abort();
        now += base::Duration(length * 100);
        bytes += 1 + length;
        size -= 1 + length;
    }
    return 0;
}
