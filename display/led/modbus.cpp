#include "display/led/modbus.h"

#include "shared/serial/crc.h"

#include <algorithm>
#include <string>

namespace display {

namespace {

using Bytes = std::vector<std::byte>;

constexpr int kWriteRegisters = 16, kRefusal = 0x80;

void put8(Bytes& out, int value) {
    out.push_back(static_cast<std::byte>(value));
}

void put16(Bytes& out, int value) {
    put8(out, value >> 8 & 0xFF);
    put8(out, value & 0xFF);
}

void put_crc(Bytes& out) {
    const int crc = serial::crc16(out, serial::kModbusStart);
    put8(out, crc & 0xFF);
    put8(out, crc >> 8);
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
    put8(out, unit_);
    put8(out, kWriteRegisters);
    put16(out, kFirstRegister);
    put16(out, registers());
    put8(out, registers() * 2);
    for (const char c : text)
        put8(out, static_cast<unsigned char>(c));
    put_crc(out);
    return out;
}

TextProtocol::Reply ModbusText::reply(std::span<const std::byte> bytes) {
    Bytes taken;
    put8(taken, unit_);
    put8(taken, kWriteRegisters);
    put16(taken, kFirstRegister);
    put16(taken, registers());
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
