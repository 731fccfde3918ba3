#include "kiosk/idcard/frame.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <sodium/utils.h>

namespace kiosk {

namespace {

constexpr std::array<std::byte, 5> kPreamble{std::byte{0xAA}, std::byte{0xAA}, std::byte{0xAA},
                                             std::byte{0x96}, std::byte{0x69}};
constexpr std::size_t kLengthSize = 2, kChecksumSize = 1;
/// A request of command and parameter.
constexpr std::size_t kShortest = 2 + kChecksumSize;

std::byte checksum_of(std::span<const std::byte> length_and_payload) {
    std::byte sum{0};
    for (const std::byte each : length_and_payload)
        sum ^= each;
    return sum;
}

} // namespace

std::vector<std::byte> sdt_frame(std::span<const std::byte> payload) {
    const std::size_t length = payload.size() + kChecksumSize;
    std::vector<std::byte> frame(kPreamble.size() + kLengthSize + length);
    auto end = std::ranges::copy(kPreamble, frame.begin()).out;
    *end++ = static_cast<std::byte>(length >> 8U & 0xFFU);
    *end++ = static_cast<std::byte>(length & 0xFFU);
    end = std::ranges::copy(payload, end).out;
    *end = checksum_of(
        std::span(std::as_const(frame)).first(frame.size() - kChecksumSize).subspan(kPreamble.size()));
    return frame;
}

void FrameParser::take(std::span<const std::byte> bytes, const Handler& payload) {
    while (!bytes.empty()) {
        const auto count = std::min(bytes.size(), bytes_.size() - held_); // never 0: see find_frames()
        std::ranges::copy(bytes.first(count), bytes_.begin() + static_cast<std::ptrdiff_t>(held_));
        held_ += count;
        bytes = bytes.subspan(count);
        find_frames(payload);
    }
}

// Leaves less than one largest frame.
void FrameParser::find_frames(const Handler& payload) {
    while (skip_to_preamble() && held_ >= kHead) {
        const auto length = std::to_integer<std::size_t>(bytes_[kPreamble.size()]) << 8U |
                            std::to_integer<std::size_t>(bytes_[kPreamble.size() + 1]);
        if (length < kShortest || length > kLongest) {
            drop(1);
            continue;
        }
        const auto whole = kHead + length;
        if (held_ < whole)
            return;
        const auto checked = std::span(bytes_).first(whole - kChecksumSize).subspan(kPreamble.size());
        if (checksum_of(checked) != bytes_[whole - kChecksumSize]) {
            ++broken_;
            drop(1);
            continue;
        }
        payload(checked.subspan(kLengthSize));
        drop(whole);
    }
}

/// True when the bytes held begin with a whole preamble; else they are the beginning of one, or nothing.
bool FrameParser::skip_to_preamble() {
    std::size_t at = 0;
    while (at < held_) {
        const auto count = std::min(kPreamble.size(), held_ - at);
        if (std::equal(kPreamble.begin(), kPreamble.begin() + static_cast<std::ptrdiff_t>(count),
                       bytes_.begin() + static_cast<std::ptrdiff_t>(at)))
            break;
        ++at;
    }
    drop(at);
    return held_ >= kPreamble.size();
}

void FrameParser::drop(std::size_t count) {
    std::memmove(bytes_.data(), bytes_.data() + count, held_ - count);
    held_ -= count;
    ::sodium_memzero(bytes_.data() + held_, count);
}

void FrameParser::reset() {
    ::sodium_memzero(bytes_.data(), held_);
    held_ = 0;
}

} // namespace kiosk
