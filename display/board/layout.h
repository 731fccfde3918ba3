#pragma once

#include "shared/base/clock.h"
#include "shared/screen/geometry.h"

#include <string>
#include <string_view>
#include <vector>

namespace display {

/// What a board can show; layout files name it as part_name() does.
enum class PartKind {
    Header,   ///< the hall's name, the date and the time
    Call,     ///< who is to come now, as large as can be
    Before,   ///< the calls before
    Counters, ///< all counters: who is there, open, paused, closed
    Services, ///< how many wait for what, and how long
    Ticker,   ///< the hall's notices in one moving line
    Notices,  ///< the hall's notices one after the other, to be read
    Pictures, ///< pictures and films of a folder
    Clock,    ///< the time and the date alone
    Code,     ///< QR to the page for visitors' phones
    Flash,    ///< lights up with a new call: for those who do not hear
    Counter,  ///< one counter, for the panel above it
};
inline constexpr std::size_t kPartKinds = 12;

std::string_view part_name(PartKind part);

/// One part's place on a panel.
struct Area {
    /// A whole side of a panel, in thousandths of a per cent.
    static constexpr int kWhole = 100000;

    PartKind part = PartKind::Call;
    /// In thousandths of a per cent of the panel's width and height; mirrored for Arabic and Hebrew.
    int x = 0, y = 0, width = 0, height = 0;
    /// The em of its chief text, in thousandths of a per cent of the panel's shorter side; what else is in
    /// the part follows it.
    int type = 0;
    int columns = 1, rows = 1;                       ///< of Counters and Services at most, rows of Before
    base::Duration stands = std::chrono::seconds(8); ///< each page, notice or picture

    screen::Rect on(screen::Size panel) const;
    /// The em in pixels: of `type`, or less where the area is too low for it.
    double em(screen::Size panel) const;
    /// The same of `type` alone.
    double wanted_em(screen::Size panel) const;

    bool operator==(const Area&) const = default;
};

/// Where the parts of a board stand: what a file of assets/display says (layout_file.h reads it).
struct Layout {
    static constexpr std::size_t kMostAreas = 24;

    std::vector<Area> areas; ///< none overlaps another

    const Area* find(PartKind part) const;
    bool operator==(const Layout&) const = default;
};

/// A panel three times as wide as high, or wider.
constexpr bool is_strip(screen::Size panel) {
    return panel.width >= 3 * panel.height;
}

/// From how far a board can be read, in metres; 0 where it has no such part.
struct Legible {
    double call =
        0; ///< the number called, beside a second one: 6 mm of capital a metre (20' of arc, NUREG-0700)
    double rows = 0;   ///< calls before and counters: 4 mm a metre (15')
    double detail = 0; ///< services and notices: 4 mm a metre
};

/// `inch` is the panel's diagonal.
Legible legible_distance(const Layout& layout, screen::Size panel, double inch);

/// What to tell the technician when somebody sits `depth` metres away; empty: all is well.
std::vector<std::string> legibility_warnings(const Legible& legible, double depth);

/// Which areas are too low for their type, so that it is drawn smaller.
std::vector<std::string> fit_warnings(const Layout& layout, screen::Size panel);

} // namespace display
