#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace screen {

/// Where a line may end: offsets into `text`, ascending, the last one its length. By ICU: no 、 at the
/// beginning of a line, no （ at the end of one; between the words of Thai, which are
/// written without spaces.
std::vector<std::size_t> line_breaks(std::u32string_view text, std::string_view language);

} // namespace screen
