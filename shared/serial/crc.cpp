#include "shared/serial/crc.h"

namespace serial {

std::uint16_t crc16(std::span<const std::byte> bytes, std::uint16_t start) {
    unsigned crc = start;
    for (const std::byte byte : bytes) {
        crc ^= std::to_integer<unsigned>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xA001U : crc >> 1U;
    }
    return static_cast<std::uint16_t>(crc);
}

} // namespace serial
