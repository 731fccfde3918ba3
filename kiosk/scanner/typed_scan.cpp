#include "kiosk/scanner/typed_scan.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace kiosk {

namespace {

// HID Usage Tables, page 7.
constexpr std::uint8_t kKeyA = 0x04, kKeyZ = 0x1D, kTopOne = 0x1E, kTopEnter = 0x28, kTab = 0x2B,
                       kSpaceKey = 0x2C, kSlashKey = 0x38, kCapsLock = 0x39, kNumLock = 0x53,
                       kPadSlash = 0x54, kPadEnter = 0x58, kPadDot = 0x63, kPadEquals = 0x67;
constexpr std::uint8_t kShifts = 0x22, kOtherModifiers = 0xDD;

/// The keys from kTopOne to kSlashKey; a blank types nothing, beside the space bar itself.
constexpr std::string_view kPlainKeys = "1234567890     -=[]\\ ;'`,./";
constexpr std::string_view kShiftedKeys = "!@#$%^&*()     _+{}| :\"~<>?";
constexpr std::string_view kPadKeys = "/*-+ 1234567890."; ///< from kPadSlash to kPadDot
static_assert(kPlainKeys.size() == kSlashKey - kTopOne + 1 && kShiftedKeys.size() == kPlainKeys.size());
static_assert(kPadKeys.size() == kPadDot - kPadSlash + 1);

/// What a key types on a US keyboard.
std::optional<char> typed_by(std::uint8_t key, bool shift, bool caps) {
    if (key >= kKeyA && key <= kKeyZ)
        return static_cast<char>((shift != caps ? 'A' : 'a') + (key - kKeyA));
    if (key == kSpaceKey)
        return ' ';
    char character = ' ';
    if (key >= kTopOne && key <= kSlashKey)
        character = (shift ? kShiftedKeys : kPlainKeys)[key - std::size_t{kTopOne}];
    else if (key >= kPadSlash && key <= kPadDot)
        character = kPadKeys[key - std::size_t{kPadSlash}];
    else if (key == kPadEquals)
        character = '=';
    return character == ' ' ? std::nullopt : std::optional(character);
}

} // namespace

std::optional<Scan> TypedScan::take(std::span<const std::byte> bytes, base::SteadyTime now) {
    const auto report = usb::BootReport::parse(bytes);
    if (!report) {
        text_.spoil(now);
        return std::nullopt;
    }
    const usb::BootReport before = std::exchange(down_, *report);
    if (*report != before)
        text_.stir(now);
    std::uint8_t pressed = 0;
    for (const std::uint8_t key : report->keys) {
        if (key == 0 || key == kNumLock || before.holds(key))
            continue;
        if (pressed != 0) {
            text_.spoil(now);
            return std::nullopt;
        }
        pressed = key;
    }
    return pressed == 0 ? std::nullopt : type(pressed, report->modifiers, now);
}

std::optional<Scan> TypedScan::type(std::uint8_t key, std::uint8_t modifiers, base::SteadyTime now) {
    if (caps_until_)
        caps_until_ = now + ScanText::kSilence;
    const auto character = typed_by(key, (modifiers & kShifts) != 0, caps_until_.has_value());
    if ((modifiers & kOtherModifiers) != 0)
        text_.spoil(now);
    else if (key == kTopEnter || key == kPadEnter || key == kTab)
        return text_.end();
    else if (key == kCapsLock)
        caps_until_ = caps_until_ ? std::nullopt : std::optional(now + ScanText::kSilence);
    else if (character)
        text_.take(*character, now);
    else
        text_.spoil(now);
    return std::nullopt;
}

std::optional<Scan> TypedScan::tick(base::SteadyTime now) {
    if (caps_until_ && now >= *caps_until_)
        caps_until_.reset();
    return text_.tick(now);
}

std::optional<base::SteadyTime> TypedScan::next_deadline() const {
    if (!caps_until_ || !text_.next_deadline())
        return caps_until_ ? caps_until_ : text_.next_deadline();
    return std::min(*caps_until_, *text_.next_deadline());
}

} // namespace kiosk
