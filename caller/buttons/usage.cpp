#include "caller/buttons/usage.h"

#include "shared/base/text.h"

#include <array>
#include <charconv>
#include <utility>

namespace caller {

namespace {

constexpr Usage kTopRowOne = 0x1E, kTopRowZero = 0x27, kTopEnter = 0x28, kTopMinus = 0x2D, kTopDot = 0x37,
                kTopSlash = 0x38, kTopEquals = 0x2E, kF1 = 0x3A;
constexpr unsigned kMostButton = 99, kMostConsumer = 0x3FF;

constexpr std::array<std::pair<std::string_view, Usage>, 20> kNames{{
    {"escape", key::kEscape},    {"tab", key::kTab},
    {"equals", key::kEquals},    {"enter", key::kEnter},
    {"kp-enter", key::kEnter},   {"plus", key::kPlus},
    {"kp-plus", key::kPlus},     {"minus", key::kMinus},
    {"kp-minus", key::kMinus},   {"star", key::kStar},
    {"kp-star", key::kStar},     {"slash", key::kSlash},
    {"kp-slash", key::kSlash},   {"dot", key::kDot},
    {"kp-dot", key::kDot},       {"backspace", key::kBackspace},
    {"num-lock", key::kNumLock}, {"space", 0x2C},
    {"page-up", 0x4B},           {"page-down", 0x4E},
}};

/// "0x1f": hexadecimal, so many digits at most.
std::optional<unsigned> parse_hex(std::string_view text, std::size_t digits) {
    constexpr std::string_view kHex = "0x";
    if (!text.starts_with(kHex) || text.size() > kHex.size() + digits)
        return std::nullopt;
    text.remove_prefix(kHex.size());
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

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
    case kTopEquals:
        return key::kEquals;
    default:
        return usage;
    }
}

std::optional<int> digit_of(Usage usage) {
    const Usage pad = canonical(usage);
    if (pad < key::kOne || pad > key::kZero)
        return std::nullopt;
    return static_cast<int>(pad - key::kOne + 1) % 10;
}

std::optional<Usage> parse_usage(std::string_view name) {
    for (const auto& [known, usage] : kNames)
        if (known == name)
            return usage;
    constexpr std::string_view kButton = "button-", kConsumer = "consumer-";
    if (name.size() == 1 && name[0] >= '0' && name[0] <= '9')
        return key::kOne + static_cast<Usage>(name[0] - '0' + 9) % 10;
    if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'z')
        return key::kLetterA + static_cast<Usage>(name[0] - 'a');
    if (name.starts_with("f"))
        if (const auto number = base::parse_number<unsigned>(name.substr(1));
            number && *number >= 1 && *number <= 24)
            return *number <= 12 ? kF1 + *number - 1 : key::kF13 + *number - 13;
    if (name.starts_with(kButton))
        if (const auto number = base::parse_number<unsigned>(name.substr(kButton.size()));
            number && *number >= 1 && *number <= kMostButton)
            return button(*number);
    if (name.starts_with(kConsumer))
        if (const auto number = parse_hex(name.substr(kConsumer.size()), 3);
            number && *number >= 1 && *number <= kMostConsumer)
            return usb::hid_usage(usb::kConsumerPage, static_cast<std::uint16_t>(*number));
    if (const auto number = parse_hex(name, 2); number && *number > key::kUndefined && *number <= key::kLast)
        return canonical(*number);
    return std::nullopt;
}

} // namespace caller
