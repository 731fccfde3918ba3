#pragma once

#include "printer/escpos/typewriter.h"
#include "shared/screen/fonts.h"

#include <map>
#include <utility>

namespace printer {

/// The letters of a virtual printer: the fonts of the house, pressed into a printer's cells.
class HouseLetters final : public LetterCase {
  public:
    explicit HouseLetters(screen::Fonts& fonts) : fonts_(fonts) {}

    const Bitmap& letter(char32_t character, int columns) override;

  private:
    screen::Fonts& fonts_;
    std::map<std::pair<char32_t, int>, Bitmap> known_;
};

} // namespace printer
