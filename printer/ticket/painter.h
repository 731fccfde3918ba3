#pragma once

#include "printer/escpos/bitmap.h"
#include "printer/paper.h"
#include "printer/ticket/layout.h"
#include "shared/screen/fonts.h"
#include "shared/screen/icons.h"

namespace printer {

/// How large a module of a code becomes: as large as the template allows and the paper holds, at least half a
/// millimetre, which a telephone reads from thermal paper; 0 when it cannot be.
int module_of(const screen::QrCode& code, const Part& look, const Paper& paper);

/// The template's logo as dots, in its size.
Bitmap draw_logo(const Part& look, const Paper& paper);

/// A ticket as a picture, in any language: the first of the two ways to print. Long texts wrap; documents
/// over five lines and other texts over three are shortened.
Bitmap paint(const Layout& layout, const Template& look, const Paper& paper, screen::Fonts& fonts,
             screen::Icons& icons);

} // namespace printer
