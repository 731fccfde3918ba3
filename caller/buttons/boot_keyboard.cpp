#include "caller/buttons/boot_keyboard.h"

#include <algorithm>
#include <utility>

namespace caller {

std::optional<Usage> BootKeyboard::take(std::span<const std::byte> report) {
    const auto keys = keys_of(report);
    if (!keys)
        return std::nullopt;
    const Keys before = std::exchange(down_, *keys);
    std::optional<Usage> pressed;
    for (const Usage usage : *keys) {
        if (usage == key::kNone || usage == key::kNumLock || std::ranges::find(before, usage) != before.end())
            continue;
        if (pressed)
            return std::nullopt;
        pressed = usage;
    }
    const bool modified = report[0] != std::byte{0};
    return modified ? std::nullopt : pressed;
}

std::optional<BootKeyboard::Keys> BootKeyboard::keys_of(std::span<const std::byte> report) {
    if (report.size() < kSize)
        return std::nullopt;
    Keys keys{};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto usage = std::to_integer<Usage>(report[kFirstKey + i]);
        if (usage > key::kLast || (usage >= key::kRollOver && usage <= key::kUndefined))
            return std::nullopt;
        const Usage one = canonical(usage);
        if (one != key::kNone && std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(i),
                                           one) != keys.begin() + static_cast<std::ptrdiff_t>(i))
            return std::nullopt;
        keys[i] = one;
    }
    return keys;
}

} // namespace caller
