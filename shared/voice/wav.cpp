#include "shared/voice/wav.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace voice {

namespace {

constexpr std::uint16_t kPlain = 1, kExtensible = 0xFFFE;
constexpr std::array kRates = {8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000};
constexpr const char* kWanted = "save it as WAV, PCM of 16 bits, one channel, 44100 Hz";

void little_endian(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8U * static_cast<unsigned>(i)) & 0xFFU);
}

/// `count` bytes of a little-endian number, which are there.
std::uint32_t number_at(std::string_view bytes, std::size_t at, unsigned count) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < count; ++i)
        value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8U * i);
    return value;
}

/// What the file says of its samples.
struct Shape {
    std::uint32_t coding = 0, channels = 0, rate = 0, bits = 0;
};

constexpr std::size_t kShapeBytes = 16, kExtensibleBytes = 26;

Shape shape_of(std::string_view chunk) {
    Shape shape{number_at(chunk, 0, 2), number_at(chunk, 2, 2), number_at(chunk, 4, 4),
                number_at(chunk, 14, 2)};
    if (shape.coding == kExtensible && chunk.size() >= kExtensibleBytes)
        shape.coding = number_at(chunk, 24, 2); // the first bytes of its GUID are the old code
    return shape;
}

bool is_usable(const Shape& shape) {
    return shape.coding == kPlain && (shape.channels == 1 || shape.channels == 2) &&
           (shape.bits == 16 || shape.bits == 24) &&
           std::ranges::find(kRates, static_cast<int>(shape.rate)) != kRates.end();
}

/// The channels mixed, the upper 16 bits of each sample.
Pcm mixed(std::string_view data, const Shape& shape) {
    const std::size_t width = shape.bits / 8, frame = width * shape.channels;
    Pcm pcm;
    pcm.reserve(data.size() / frame);
    for (std::size_t at = 0; at + frame <= data.size(); at += frame) {
        int sum = 0;
        for (std::size_t channel = 0; channel < shape.channels; ++channel)
            sum += static_cast<std::int16_t>(number_at(data, at + channel * width + width - 2, 2));
        pcm.push_back(static_cast<std::int16_t>(sum / static_cast<int>(shape.channels)));
    }
    return pcm;
}

} // namespace

std::string wav(const Pcm& pcm) {
    const auto bytes = static_cast<std::uint32_t>(pcm.size() * 2);
    std::string out = "RIFF";
    little_endian(out, 36 + bytes, 4);
    out += "WAVEfmt ";
    little_endian(out, 16, 4);
    little_endian(out, kPlain, 2);
    little_endian(out, 1, 2); // one channel
    little_endian(out, kRate, 4);
    little_endian(out, kRate * 2, 4);
    little_endian(out, 2, 2);
    little_endian(out, 16, 2);
    out += "data";
    little_endian(out, bytes, 4);
    for (const std::int16_t value : pcm)
        little_endian(out, static_cast<std::uint16_t>(value), 2);
    return out;
}

std::expected<Pcm, std::string> read_wav(std::string_view bytes) {
    constexpr std::size_t kHead = 8; // a chunk's name and length
    if (bytes.size() < 12 || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WAVE")
        return std::unexpected(fmt::format("is no WAV file: {}", kWanted));
    Shape shape;
    for (std::size_t at = 12; at + kHead <= bytes.size();) {
        const std::string_view name = bytes.substr(at, 4);
        const std::size_t length = number_at(bytes, at + 4, 4);
        const std::string_view body = bytes.substr(at + kHead, length);
        if (name == "fmt " && body.size() >= kShapeBytes) {
            shape = shape_of(body);
        } else if (name == "data") {
            if (!is_usable(shape))
                return std::unexpected(fmt::format("has sound of another kind ({} Hz, {} bits, {} "
                                                   "channels, coding {}): {}",
                                                   shape.rate, shape.bits, shape.channels, shape.coding,
                                                   kWanted));
            const std::size_t a_second = shape.rate * shape.channels * (shape.bits / 8);
            if (body.size() > a_second * static_cast<std::size_t>(kLongestRecording.count()) / 1000)
                return std::unexpected(fmt::format("is longer than {} s: cut it to what is to be said",
                                                   kLongestRecording.count() / 1000));
            return resampled(mixed(body, shape), static_cast<int>(shape.rate));
        }
        at += kHead + body.size() + length % 2; // chunks begin at even places
    }
    return std::unexpected(fmt::format("holds no sound: {}", kWanted));
}

} // namespace voice
