#pragma once

#include <cstddef>
#include <vector>

namespace display {

// How the protocols of signs and walls put numbers into bytes.

using Bytes = std::vector<std::byte>;

inline void put8(Bytes& out, unsigned value) {
    out.push_back(static_cast<std::byte>(value));
}

/// The high byte first.
inline void put16_big(Bytes& out, std::size_t value) {
    put8(out, static_cast<unsigned>(value >> 8U & 0xFFU));
    put8(out, static_cast<unsigned>(value & 0xFFU));
}

/// The low byte first.
inline void put16_little(Bytes& out, std::size_t value) {
    put8(out, static_cast<unsigned>(value & 0xFFU));
    put8(out, static_cast<unsigned>(value >> 8U & 0xFFU));
}

} // namespace display
