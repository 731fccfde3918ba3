#pragma once

#include <cstdint>

namespace printer {

// The bytes that commands of ESC/POS begin with.
inline constexpr std::uint8_t kDle = 0x10, kEsc = 0x1b, kFs = 0x1c, kGs = 0x1d;

} // namespace printer
