#include "display/led/modbus.h"

#include "display/led/bytes.h"
#include "shared/serial/crc.h"

#include <algorithm>
#include <string>

namespace display {

namespace {

constexpr int kWriteRegisters = 16, kRefusal = 0x80;

void put_crc(Bytes& out) {
    put16_little(out, serial::crc16(out, serial::kModbusStart));
}

/// The number's end is what tells tickets apart: of a longer one the beginning is left out.
std::string in_places(std::string text, int places) {
    std::ranges::replace_if(text, [](unsigned char c) { return c < 0x20 || c > 0x7E; }, ' ');
    const auto room = static_cast<std::size_t>(places);
    if (text.size() > room)
        text.erase(0, text.size() - room);
    text.resize(room + room % 2, ' ');
    return text;
}

} // namespace

Bytes ModbusText::request(const TextJob& job) {
    const std::string text = in_places(job.number, places_);
    Bytes out;
    put8(out, static_cast<unsigned>(unit_));
    put8(out, kWriteRegisters);
    put16_big(out, kFirstRegister);
    put16_big(out, static_cast<std::size_t>(registers()));
    put8(out, static_cast<unsigned>(registers() * 2));
    for (const char c : text)
        put8(out, static_cast<unsigned char>(c));
    put_crc(out);
    return out;
}

TextProtocol::Reply ModbusText::reply(std::span<const std::byte> bytes) {
    Bytes taken;
    put8(taken, static_cast<unsigned>(unit_));
    put8(taken, kWriteRegisters);
    put16_big(taken, kFirstRegister);
    put16_big(taken, static_cast<std::size_t>(registers()));
    put_crc(taken);
    if (!std::ranges::search(bytes, taken).empty())
        return Reply::Taken;
    constexpr std::size_t kRefused = 5; // unit, function, why, CRC
    for (std::size_t at = 0; at + kRefused <= bytes.size(); ++at) {
        Bytes refused(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      bytes.begin() + static_cast<std::ptrdiff_t>(at + kRefused - 2));
        if (std::to_integer<int>(refused[0]) != unit_ ||
            std::to_integer<int>(refused[1]) != (kWriteRegisters | kRefusal))
            continue;
        put_crc(refused);
        if (std::ranges::equal(refused, bytes.subspan(at, kRefused)))
            return Reply::Refused;
    }
    return Reply::None;
}

} // namespace display
