#include "shared/usb/boot_report.h"

#include "shared/usb/keys_down.h"

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

std::optional<KeysDown> boot_keys_down(std::span<const std::byte> report) {
    constexpr HidUsage kFirstModifier = 0xE0;
    const auto parsed = BootReport::parse(report);
    if (!parsed)
        return std::nullopt;
    KeysDown keys;
    for (const std::uint8_t key : parsed->keys)
        if (key != 0)
            keys.usages.push_back(key);
    for (HidUsage bit = 0; bit < 8; ++bit)
        if ((parsed->modifiers >> bit & 1U) != 0)
            keys.usages.push_back(kFirstModifier + bit);
    std::ranges::sort(keys.usages);
    const auto again = std::ranges::unique(keys.usages);
    keys.usages.erase(again.begin(), again.end());
    return keys;
}

} // namespace usb
