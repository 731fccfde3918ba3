#pragma once

#include "printer/escpos/commands.h"
#include "printer/paper.h"
#include "shared/screen/fonts.h"
#include "shared/screen/icons.h"

namespace printer {

/// What a technician prints first: the profile in words, a ruler in millimetres over the whole width, the
/// printer's own letters in every size, its code pages and hanzi, its own QR code and a drawn one, greys
/// three ways, and the cut. What comes out wrong shows which line of the profile is wrong.
Sheet test_page(const Profile& profile, const Paper& paper, screen::Fonts& fonts, screen::Icons& icons);

} // namespace printer
