#include "shared/usb/boot_report.h"

#include <algorithm>

namespace usb {

bool BootReport::holds(std::uint8_t key) const {
    return std::ranges::find(keys, key) != keys.end();
}

std::optional<BootReport> BootReport::parse(std::span<const std::byte> report) {
    if (report.size() < kSize)
        return std::nullopt;
    BootReport parsed;
    parsed.modifiers = std::to_integer<std::uint8_t>(report[0]);
    for (std::size_t i = 0; i < kKeys; ++i) {
        const auto key = std::to_integer<std::uint8_t>(report[kSize - kKeys + i]);
        if (key == 0)
            continue;
        if (key <= kLastUndefined || key > kLastKey || parsed.holds(key))
            return std::nullopt;
        parsed.keys[i] = key;
    }
    return parsed;
}

} // namespace usb
