#include "caller/buttons/boot_keyboard.h"

#include <algorithm>
#include <utility>

namespace caller {

std::optional<Usage> BootKeyboard::take(std::span<const std::byte> bytes) {
    const auto report = usb::BootReport::parse(bytes);
    if (!report)
        return std::nullopt;
    Keys now{};
    std::ranges::transform(report->keys, now.begin(), canonical);
    const Keys before = std::exchange(down_, now);
    std::optional<Usage> pressed;
    for (const Usage usage : now) {
        if (usage == key::kNone || usage == key::kNumLock || std::ranges::find(before, usage) != before.end())
            continue;
        if (pressed)
            return std::nullopt;
        pressed = usage;
    }
    return report->modifiers != 0 ? std::nullopt : pressed;
}

} // namespace caller
