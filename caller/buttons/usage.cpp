#include "caller/buttons/usage.h"

#include "shared/base/text.h"

#include <array>
#include <charconv>
#include <utility>

namespace caller {

namespace {

constexpr Usage kTopRowOne = 0x1E, kTopRowZero = 0x27, kTopEnter = 0x28, kTopMinus = 0x2D, kTopDot = 0x37,
                kTopSlash = 0x38, kLetterA = 0x04, kF1 = 0x3A, kF13 = 0x68;

constexpr std::array<std::pair<std::string_view, Usage>, 17> kNames{{
    {"enter", key::kEnter},
    {"kp-enter", key::kEnter},
    {"plus", key::kPlus},
    {"kp-plus", key::kPlus},
    {"minus", key::kMinus},
    {"kp-minus", key::kMinus},
    {"star", key::kStar},
    {"kp-star", key::kStar},
    {"slash", key::kSlash},
    {"kp-slash", key::kSlash},
    {"dot", key::kDot},
    {"kp-dot", key::kDot},
    {"backspace", key::kBackspace},
    {"num-lock", key::kNumLock},
    {"space", 0x2C},
    {"page-up", 0x4B},
    {"page-down", 0x4E},
}};

} // namespace

Usage canonical(Usage usage) {
    if (usage >= kTopRowOne && usage <= kTopRowZero)
        return static_cast<Usage>(usage - kTopRowOne + key::kOne);
    switch (usage) {
    case kTopEnter:
        return key::kEnter;
    case kTopMinus:
        return key::kMinus;
    case kTopDot:
        return key::kDot;
    case kTopSlash:
        return key::kSlash;
    default:
        return usage;
    }
}

std::optional<int> digit_of(Usage usage) {
    const Usage pad = canonical(usage);
    if (pad < key::kOne || pad > key::kZero)
        return std::nullopt;
    return (pad - key::kOne + 1) % 10;
}

std::optional<Usage> parse_usage(std::string_view name) {
    for (const auto& [known, usage] : kNames)
        if (known == name)
            return usage;
    if (name.size() == 1 && name[0] >= '0' && name[0] <= '9')
        return static_cast<Usage>(key::kOne + (name[0] - '0' + 9) % 10);
    if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'z')
        return static_cast<Usage>(kLetterA + (name[0] - 'a'));
    if (name.starts_with("f"))
        if (const auto number = base::parse_number<int>(name.substr(1));
            number && *number >= 1 && *number <= 24)
            return static_cast<Usage>(*number <= 12 ? kF1 + *number - 1 : kF13 + *number - 13);
    if (name.starts_with("0x") && name.size() == 4) {
        unsigned usage = 0;
        const auto [end, error] = std::from_chars(name.data() + 2, name.data() + name.size(), usage, 16);
        if (error == std::errc{} && end == name.data() + name.size() && usage > key::kUndefined &&
            usage <= key::kLast)
            return canonical(static_cast<Usage>(usage));
    }
    return std::nullopt;
}

} // namespace caller
