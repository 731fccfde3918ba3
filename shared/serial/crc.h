#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace serial {

/// Where CRC-16/MODBUS starts; CRC-16/ARC is the same from 0.
inline constexpr std::uint16_t kModbusStart = 0xFFFF;

/// The CRC of serial protocols: polynomial 0xA001 (reflected 0x8005), from `start`.
std::uint16_t crc16(std::span<const std::byte> bytes, std::uint16_t start);

} // namespace serial
