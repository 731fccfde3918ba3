#pragma once

#include "shared/screen/faces.h"
#include "shared/screen/line_breaks.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace screen {

/// A piece of a line in one font, one script and one direction, in the order of reading.
struct Run {
    std::u32string text;
    int face = 0;
    std::uint32_t script = 0; ///< hb_script_t
    std::uint8_t level = 0;   ///< odd: right to left
    std::size_t begin = 0;    ///< its first character in the paragraph
};

/// Bidirectional levels of a paragraph (one per character), by FriBidi.
std::vector<std::uint8_t> bidi_levels(std::u32string_view text, Direction base);

/// The runs of characters [begin, end), from left to right. Invisible controls are left out.
std::vector<Run> visual_runs(Faces& faces, Weight weight, std::string_view language, std::u32string_view text,
                             const std::vector<std::uint8_t>& levels, std::size_t begin, std::size_t end);

/// Marks of direction, joiners' kin and variation selectors: nothing to see.
bool is_invisible(char32_t character);
/// Belongs to the character before it.
bool is_mark(char32_t character);

} // namespace screen
