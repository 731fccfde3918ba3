#pragma once

#include <cstddef>
#include <span>

namespace base {

/// Fills the bytes from the kernel's generator (getrandom(2)): good enough for keys and session ids.
void fill_random(std::span<std::byte> bytes);

} // namespace base
