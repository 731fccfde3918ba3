#pragma once

#include "shared/screen/geometry.h"

#include <string>
#include <vector>

namespace display {

/// Where the parts of a board stand on a panel. Landscape: the call at the left, the calls before it at the
/// right; portrait: one below the other.
struct Layout {
    double unit = 1; ///< 1/1080 of the panel's shorter side, in pixels: sizes below and in the views
    screen::Rect header, hero, recent, counters, services, ticker;
    int recent_rows = 4;
    int counter_columns = 6, counter_rows = 1;
    int service_columns = 3, service_rows = 1;

    int counter_cells() const { return counter_columns * counter_rows; }
    int service_cells() const { return service_columns * service_rows; }
    int scaled(double size) const { return static_cast<int>(size * unit + 0.5); }
};

Layout lay_out(screen::Size panel, std::size_t counters);

/// Sizes of the type that is read from afar, in units (see Layout::unit), as ems.
struct TypeScale {
    static constexpr double kCallAlone = 290; ///< the number, when one is called
    static constexpr double kCallOfTwo = 176; ///< the number, when two are
    static constexpr double kRow = 80;        ///< numbers of the calls before, and of the counters
    static constexpr double kDetail = 41;     ///< names and waits of services, notices
};

/// From how far the board can be read, in metres.
struct Legible {
    double call = 0;   ///< the called number: capitals of 6 mm a metre (20' of arc, NUREG-0700)
    double rows = 0;   ///< the rows: 4 mm a metre (15')
    double detail = 0; ///< services and notices: 4 mm a metre
};

/// `panel_inch` is the diagonal.
Legible legible_distance(screen::Size panel, double panel_inch);

/// What to tell the technician when somebody sits `depth` metres away; empty: all is well.
std::vector<std::string> legibility_warnings(const Legible& legible, double depth);

} // namespace display
