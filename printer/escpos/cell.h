#pragma once

namespace printer {

// The printer's own font, in dots: its first, at its own size.
inline constexpr int kCellColumns = 12; ///< of a Latin letter; a hanzi has two cells
inline constexpr int kCellRows = 24;
inline constexpr int kLineSpacing = 30; ///< from line to line, unless the letters are higher

} // namespace printer
