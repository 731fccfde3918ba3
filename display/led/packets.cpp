#include "display/led/packets.h"

#include "display/led/bytes.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace display {

namespace {

constexpr std::size_t kSlots = 510; // 170 whole pixels of the 512 slots of a universe

void put32(Bytes& out, std::size_t value) {
    put16_big(out, value >> 16U & 0xFFFFU);
    put16_big(out, value & 0xFFFFU);
}

void put(Bytes& out, std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

Bytes rgb(const screen::Pixels& frame, int first_row, int rows) {
    Bytes out;
    out.reserve(static_cast<std::size_t>(frame.width()) * static_cast<std::size_t>(rows) * 3);
    for (int y = first_row; y < first_row + rows; ++y)
        for (int x = 0; x < frame.width(); ++x) {
            const std::uint32_t word = frame.row(y)[x];
            put8(out, word >> 16U & 0xFFU);
            put8(out, word >> 8U & 0xFFU);
            put8(out, word & 0xFFU);
        }
    return out;
}

/// The frame in pieces of at most `most` bytes.
std::vector<std::span<const std::byte>> pieces(std::span<const std::byte> all, std::size_t most) {
    std::vector<std::span<const std::byte>> out;
    for (std::size_t at = 0; at < all.size(); at += most)
        out.push_back(all.subspan(at, std::min(most, all.size() - at)));
    return out;
}

} // namespace

std::vector<Packet> FlaschenTaschen::packets(const screen::Pixels& frame) {
    std::vector<Packet> out;
    const auto row_bytes = static_cast<std::size_t>(frame.width()) * 3;
    const int most = std::max(1, static_cast<int>(kMost / std::max<std::size_t>(1, row_bytes)));
    for (int y = 0; y < frame.height(); y += most) {
        const int rows = std::min(most, frame.height() - y);
        Packet packet;
        put(packet.bytes, fmt::format("P6\n{} {}\n#FT: 0 {} {}\n255\n", frame.width(), rows, y, layer_));
        const Bytes pixels = rgb(frame, y, rows);
        packet.bytes.insert(packet.bytes.end(), pixels.begin(), pixels.end());
        out.push_back(std::move(packet));
    }
    return out;
}

std::vector<Packet> Ddp::packets(const screen::Pixels& frame) {
    constexpr unsigned kVersion1 = 0x40, kPush = 0x01, kRgb8 = 0x0B, kDisplay = 1;
    std::vector<Packet> out;
    const Bytes pixels = rgb(frame, 0, frame.height());
    std::size_t offset = 0;
    for (const auto piece : pieces(pixels, kMost)) {
        Packet packet;
        put8(packet.bytes, kVersion1 | (offset + piece.size() == pixels.size() ? kPush : 0U));
        put8(packet.bytes, 0); // sequence: not used
        put8(packet.bytes, kRgb8);
        put8(packet.bytes, kDisplay);
        put32(packet.bytes, offset);
        put16_big(packet.bytes, piece.size());
        packet.bytes.insert(packet.bytes.end(), piece.begin(), piece.end());
        offset += piece.size();
        out.push_back(std::move(packet));
    }
    return out;
}

E131::E131(int universe, Source source) : universe_(universe), source_(std::move(source)) {
    constexpr std::size_t kMostName = 63;
    std::size_t length = std::min(source_.name.size(), kMostName);
    while (length < source_.name.size() && length > 0 &&
           (static_cast<unsigned char>(source_.name[length]) & 0xC0U) == 0x80U)
        --length; // no half of a character
    source_.name.resize(length);
}

std::vector<Packet> E131::packets(const screen::Pixels& frame) {
    constexpr std::size_t kRoot = 38, kFraming = 77, kDmp = 10; // bytes before the slots, start code aside
    constexpr std::size_t kNameField = 64, kPriority = 100;
    constexpr std::uint32_t kGroup = 0xEFFF0000; // 239.255.0.0
    const auto length_of = [](std::size_t bytes) { return 0x7000U | bytes; };
    std::vector<Packet> out;
    const Bytes pixels = rgb(frame, 0, frame.height());
    auto universe = static_cast<std::size_t>(universe_);
    for (const auto piece : pieces(pixels, kSlots)) {
        Packet packet;
        Bytes& to = packet.bytes;
        const std::size_t total = kRoot + kFraming + kDmp + 1 + piece.size();
        put16_big(to, 0x0010); // size of the preamble
        put16_big(to, 0);      // … and of what follows the packet
        put(to, std::string_view("ASC-E1.17\0\0\0", 12));
        put16_big(to, length_of(total - 16));
        put32(to, 4); // root vector: E1.31 data
        to.insert(to.end(), source_.id.begin(), source_.id.end());
        put16_big(to, length_of(total - kRoot));
        put32(to, 2); // framing vector: DMP
        put(to, source_.name);
        to.resize(to.size() + kNameField - source_.name.size());
        put8(to, kPriority);
        put16_big(to, 0); // no synchronization
        put8(to, sequence_);
        put8(to, 0); // options
        put16_big(to, universe);
        put16_big(to, length_of(total - kRoot - kFraming));
        put8(to, 2);      // DMP vector: set property
        put8(to, 0xA1);   // address and data type
        put16_big(to, 0); // first property
        put16_big(to, 1); // increment
        put16_big(to, piece.size() + 1);
        put8(to, 0); // start code: dimmer levels
        to.insert(to.end(), piece.begin(), piece.end());
        if (source_.multicast)
            packet.group = kGroup | static_cast<std::uint32_t>(universe);
        ++universe;
        out.push_back(std::move(packet));
    }
    ++sequence_; // each universe has its own, and all are sent equally often
    return out;
}

std::vector<Packet> ArtNet::packets(const screen::Pixels& frame) {
    constexpr unsigned kProtocol = 14;
    sequence_ = static_cast<std::uint8_t>(sequence_ % 255 + 1);
    std::vector<Packet> out;
    const Bytes pixels = rgb(frame, 0, frame.height());
    auto universe = static_cast<unsigned>(universe_);
    for (const auto piece : pieces(pixels, kSlots)) {
        Packet packet;
        Bytes& to = packet.bytes;
        const std::size_t length = piece.size() + piece.size() % 2; // an even number, 2 to 512
        put(to, std::string_view("Art-Net\0", 8));
        put8(to, 0x00); // opcode 0x5000, ArtDmx, low byte first
        put8(to, 0x50);
        put16_big(to, kProtocol);
        put8(to, sequence_);
        put8(to, 0); // physical port: for the reader's information
        put8(to, universe & 0xFFU);
        put8(to, universe >> 8U & 0x7FU);
        put16_big(to, length);
        to.insert(to.end(), piece.begin(), piece.end());
        to.resize(to.size() + length - piece.size());
        ++universe;
        out.push_back(std::move(packet));
    }
    return out;
}

int universes_of(screen::Size size) {
    const auto bytes = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 3;
    return static_cast<int>((bytes + kSlots - 1) / kSlots);
}

} // namespace display
