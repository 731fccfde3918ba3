#pragma once

#include "shared/screen/pixels.h"

#include <string_view>

namespace support {

/// True when the picture equals tests/golden/NAME.png, pixel by pixel. Otherwise leaves
/// tests/golden/NAME.actual.png beside it to be looked at, and warns with the number of pixels. With
/// JIAOHAO_WRITE_GOLDENS=1 in the environment the golden is written anew instead.
bool matches_golden(const screen::Pixels& actual, std::string_view name);

} // namespace support
