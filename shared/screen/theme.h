#pragma once

#include "shared/screen/color.h"
#include "shared/screen/fonts.h"

#include <vector>

namespace screen {

/// Who looks, from where: a kiosk in arm's reach (Light), a board across the hall (Board), or somebody who
/// asked for high contrast.
enum class Palette { Light, Board, HighContrast };

/// What a colour is for; a screen never names a colour of its own.
struct Colors {
    Color background;    ///< the page
    Color surface;       ///< cards and tiles
    Color surface_alt;   ///< every second row, quiet areas
    Color border;        ///< edges of cards
    Color text;          ///< on background, surface and surface_alt
    Color text_quiet;    ///< second line
    Color primary;       ///< jade: the chief action, headers
    Color primary_press; ///< the same while pressed
    Color on_primary;
    Color header;      ///< the band at the top, from here …
    Color header_deep; ///< … to here
    Color on_header;
    Color call; ///< the one accent: a number being called, "new"
    Color on_call;
    Color green_channel; ///< leaf: those who may go first
    Color on_green_channel;
    Color warning;
    Color on_warning;
    Color danger;
    Color on_danger;
    Color focus;  ///< ring of the focused view
    Color shadow; ///< with alpha
    Color scrim;  ///< with alpha, below a dialog
};

/// A pair of text and ground that the screens use, and the contrast it has to have.
struct ContrastRule {
    const char* name;
    Color text;
    Color ground;
    double at_least;
};

/// Colours, type scale, spacing and radius of one screen, in its pixels. One for all programs.
struct Theme {
    Colors colors;

    TextStyle display;  ///< the number on the ticket, the call
    TextStyle headline; ///< the page's question
    TextStyle title;    ///< a tile's name, a card's head
    TextStyle body;
    TextStyle caption; ///< second lines, hints: never smaller than the reading distance allows

    int space = 8; ///< the grid; paddings are multiples of it
    int radius = 16;
    int stroke = 2; ///< borders
    int focus_width = 5;
    int target = 96; ///< least side of anything that can be touched (20 mm)
    int icon = 48;

    /// `unit` is the size of `body` in pixels; everything else follows from it. `larger` is the visitor's
    /// wish for large text.
    static Theme make(Palette palette, int unit, bool larger = false);

    /// For a touch screen at arm's length: from the panel's pixel density. 21.5" portrait 1080×1920 has
    /// about 102 dots an inch. EN 301 549 5.1.4: capitals of 0.7° at 600 mm, that is 7.3 mm.
    static Theme for_touch(Palette palette, double dots_per_inch, bool larger = false);

    /// For a board seen from `distance` (in metres) at most: body capitals of 4 mm a metre.
    static Theme for_board(Palette palette, double dots_per_inch, double distance);

    /// A breath of a colour on the surface: discs behind icons, badges, pressed tiles.
    Color tint(Color color) const { return mix(colors.surface, color, 28); }

    std::vector<ContrastRule> contrast_rules(Palette palette) const;
};

} // namespace screen
