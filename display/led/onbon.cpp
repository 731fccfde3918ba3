#include "display/led/onbon.h"

#include "display/led/bytes.h"
#include "shared/serial/crc.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace display {

namespace {

constexpr std::byte kStart{0xA5}, kEnd{0x5A}, kStartEscape{0xA6}, kEndEscape{0x5B};
constexpr std::byte kOne{1}, kTwo{2};
constexpr std::size_t kHeader = 14;
constexpr std::size_t kMostText = 400; // of the 512 bytes that a BX-5K keeps of an area

std::size_t get16(std::span<const std::byte> bytes, std::size_t at) {
    return std::to_integer<std::size_t>(bytes[at]) | std::to_integer<std::size_t>(bytes[at + 1]) << 8U;
}

void escape(Bytes& out, std::byte byte) {
    if (byte == kStart || byte == kStartEscape)
        out.insert(out.end(), {kStartEscape, byte == kStart ? kTwo : kOne});
    else if (byte == kEnd || byte == kEndEscape)
        out.insert(out.end(), {kEndEscape, byte == kEnd ? kTwo : kOne});
    else
        out.push_back(byte);
}

struct Converter {
    Converter() : handle(::iconv_open("GB2312", "UTF-8")) {
        if (handle == reinterpret_cast<iconv_t>(-1))
            throw std::runtime_error("this system's iconv knows no GB2312; please install libc6 whole");
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() { ::iconv_close(handle); }
    iconv_t handle;
};

/// So many bytes does a character begin that it has.
std::size_t length_of(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

} // namespace

std::string to_gb2312(std::string_view utf8) {
    const Converter converter;
    std::string out;
    std::string text(utf8);
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = std::min(length_of(text[at]), text.size() - at);
        char* from = text.data() + at;
        std::array<char, 8> room{};
        char* to = room.data();
        std::size_t left = length;
        std::size_t space = room.size();
        if (::iconv(converter.handle, &from, &left, &to, &space) == static_cast<std::size_t>(-1) ||
            left != 0) {
            ::iconv(converter.handle, nullptr, nullptr, nullptr, nullptr);
            out += '?';
        } else {
            out.append(room.data(), room.size() - space);
        }
        at += length;
    }
    return out;
}

Bytes onbon_frame(std::span<const std::byte> inside) {
    constexpr int kStarts = 8;
    Bytes out(kStarts, kStart);
    for (const std::byte byte : inside)
        escape(out, byte);
    Bytes check;
    put16_little(check, serial::crc16(inside, 0));
    for (const std::byte byte : check)
        escape(out, byte);
    out.push_back(kEnd);
    return out;
}

Bytes onbon_inside(std::span<const std::byte> bytes) {
    const auto end = std::ranges::find(bytes, kEnd);
    if (end == bytes.end())
        return {};
    // The last start before it: what stands further in front is noise, or a frame that was cut off.
    auto begin = end;
    while (begin != bytes.begin() && *(begin - 1) != kStart)
        --begin;
    if (begin == bytes.begin())
        return {};
    Bytes inside;
    for (auto at = begin; at != end; ++at) {
        const bool escaped = *at == kStartEscape || *at == kEndEscape;
        if (!escaped) {
            inside.push_back(*at);
            continue;
        }
        const std::byte which = *at;
        if (++at == end || (*at != kOne && *at != kTwo))
            return {};
        const std::byte delimiter = which == kStartEscape ? kStart : kEnd;
        inside.push_back(*at == kOne ? which : delimiter);
    }
    if (inside.size() < kHeader + 2)
        return {};
    const std::size_t check = get16(inside, inside.size() - 2);
    inside.resize(inside.size() - 2);
    constexpr std::size_t kUnchecked = 0xFFFF;
    if (check != kUnchecked && check != serial::crc16(inside, 0))
        return {};
    return get16(inside, kHeader - 2) == inside.size() - kHeader ? inside : Bytes{};
}

namespace {

/// After a whole character of GB2312: those above 7F have two bytes.
void cut(std::string& text, std::size_t most) {
    std::size_t end = 0;
    while (end < text.size()) {
        const std::size_t next = end + (static_cast<unsigned char>(text[end]) >= 0x80 ? 2 : 1);
        if (next > std::min(most, text.size()))
            break;
        end = next;
    }
    text.resize(end);
}

} // namespace

Bytes Onbon::request(const TextJob& job) {
    constexpr unsigned kInPixels = 0x8000;
    constexpr unsigned kClearWhenOld = 2, kSingleLine = 1, kNoWrap = 1, kStill = 1, kLeftwards = 3;
    constexpr unsigned kSpeed = 4, kStay = 0xA; // in half seconds
    std::string text = to_gb2312(job.text);
    cut(text, kMostText);
    const bool fits = static_cast<int>(text.size()) * 8 <= options_.size.width; // 16 rows: 8 dots a byte

    Bytes area;
    put8(area, 0); // type
    put16_little(area, kInPixels | 0U);
    put16_little(area, 0);
    put16_little(area, kInPixels | static_cast<unsigned>(options_.size.width));
    put16_little(area, static_cast<std::size_t>(options_.size.height));
    put8(area, 0); // number of the area
    put8(area, 0); // between lines
    put8(area, kClearWhenOld);
    put16_little(area, static_cast<std::size_t>(options_.keeps.count()));
    put8(area, 0); // no voice: the loudspeakers are ours
    put8(area, 0); // no extension
    put8(area, 0); // alignment: the card's
    put8(area, kSingleLine);
    put8(area, kNoWrap);
    put8(area, fits ? kStill : kLeftwards);
    put8(area, 0); // no way of going
    put8(area, kSpeed);
    put8(area, kStay);
    put16_little(area, text.size());
    put16_little(area, 0);
    for (const char c : text)
        put8(area, static_cast<unsigned char>(c));

    Bytes data;
    put8(data, 0xA3);
    put8(data, 0x06);
    put8(data, 1); // it shall answer
    put16_little(data, 0);
    put8(data, 0); // areas deleted
    put8(data, 1); // areas updated
    put16_little(data, area.size());
    data.insert(data.end(), area.begin(), area.end());

    Bytes inside;
    put16_little(inside, static_cast<std::size_t>(options_.screen));
    put16_little(inside, 0x8000);     // we
    inside.resize(inside.size() + 6); // reserved, no bar code, with CRC, display mode
    put8(inside, 0xFE);               // any card
    put8(inside, 0x02);               // version of the protocol
    put16_little(inside, data.size());
    inside.insert(inside.end(), data.begin(), data.end());
    return onbon_frame(inside);
}

TextProtocol::Reply Onbon::reply(std::span<const std::byte> bytes) {
    constexpr std::byte kAnswers{0xA0}, kTaken{0x00}, kNoError{0};
    while (!bytes.empty()) {
        const auto end = std::ranges::find(bytes, kEnd);
        if (end == bytes.end())
            return Reply::None;
        const auto length = static_cast<std::size_t>(end - bytes.begin()) + 1;
        const Bytes inside = onbon_inside(bytes.first(length));
        bytes = bytes.subspan(length);
        if (inside.size() < kHeader + 3 || inside[kHeader] != kAnswers)
            continue;
        // Source and destination change places in a reply; on a shared line another card may be late.
        const auto screen = static_cast<std::size_t>(options_.screen);
        if (get16(inside, 0) != screen && get16(inside, 2) != screen)
            continue;
        return inside[kHeader + 1] == kTaken && inside[kHeader + 2] == kNoError ? Reply::Taken
                                                                                : Reply::Refused;
    }
    return Reply::None;
}

} // namespace display
