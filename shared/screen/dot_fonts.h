#pragma once

#include "shared/screen/pixels.h"

#include <array>
#include <memory>
#include <string_view>

namespace screen {

/// Text in dots, for LED walls: a dot is lit or dark, and a line is exactly as many rows high as the wall
/// gives it.
///
///     rows   font, as measured at this size
///     16     Unifont: drawn dot by dot for 16 rows; Arabic in its presentation forms
///     24     Noto Sans CJK Regular and its relatives, hinted for one bit
///     32     Noto Sans CJK Bold and its relatives, hinted for one bit
///
/// Needs fonts-unifont, fonts-noto-core and fonts-noto-cjk. Used from one thread.
/// Throws std::runtime_error with a sentence when a font is not installed.
class DotFonts {
  public:
    static constexpr std::array kRows{16, 24, 32};

    DotFonts();
    DotFonts(const DotFonts&) = delete;
    DotFonts& operator=(const DotFonts&) = delete;
    ~DotFonts();

    /// The text as one line, dots of 0 or 255; good until the next call. `language` is a catalogue's tag
    /// (zh_Hans, ar). What the fonts lack comes out as an empty box.
    const Mask& line(std::string_view text, int rows, std::string_view language);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace screen
