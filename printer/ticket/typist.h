#pragma once

#include "printer/escpos/commands.h"
#include "printer/escpos/speller.h"
#include "printer/paper.h"
#include "printer/ticket/layout.h"
#include "shared/screen/icons.h"

#include <expected>
#include <string>

namespace printer {

/// A ticket in the printer's own letters: the second of the two ways to print, a hundredth of the bytes. For
/// serial lines, and for printers whose letters are better than their pictures.
///
/// Sizes become multiples of the printer's font (12 × 24 dots, hanzi 24 × 24). The logo and the leaf are
/// small pictures; so are the number, where the letters cannot be made large enough, and the code, where the
/// printer draws none.
class Typist {
  public:
    explicit Typist(const Profile& profile) : profile_(profile), speller_(profile) {}

    /// The error says why this ticket must be a picture: a character that the printer lacks.
    std::expected<Sheet, std::string> type(const Layout& layout, const Template& look, const Paper& paper,
                                           screen::Fonts& fonts, screen::Icons& icons);

  private:
    Profile profile_;
    Speller speller_;
};

} // namespace printer
