#pragma once

#include "shared/lab/as_it_was.h"
#include "shared/lab/figures.h"
#include "shared/lab/rerun.h"

#include <string>

namespace lab {

/// A journalled day beside the same people's day under another configuration.
struct Comparison {
    int day = 0; ///< YYYYMMDD
    std::string zone;
    base::WallTime midnight;
    bool complete = false;
    std::string name;  ///< of the other configuration
    bool told = false; ///< the day's own configuration was named, not found
    Likely likely;     ///< the day's own configuration
    Figures was;       ///< straight from the journal
    Figures again;     ///< the day's own configuration, simulated: how far the simulation can be trusted
    Figures other;     ///< the other configuration, simulated
    Rerun rerun;       ///< of `other`
};

/// What has to be known to read the figures, a sentence each.
std::vector<std::string> remarks(const Comparison& comparison);

/// Mean difference, regardless of sign, between a ticket's first wait as it was and as simulated.
base::Duration off_by(const Figures& was, const Figures& simulated);

/// For people, side by side.
std::string to_text(const Comparison& comparison);

/// For programs: one object on one line; durations in seconds, shares from 0 to 1.
std::string to_json(const Comparison& comparison);

/// Waits through the day, as an SVG picture.
std::string to_svg(const Comparison& comparison);

} // namespace lab
