#pragma once

#include <string>

namespace support {

/// What a command line prints.
std::string output_of(const std::string& command);

} // namespace support
