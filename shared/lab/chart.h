#pragma once

#include "shared/lab/figures.h"

#include <array>
#include <string>
#include <vector>

namespace lab {

/// One day's waits, as a line of a chart and its entry in the legend.
struct Curve {
    std::string name;
    std::vector<Wait> waits;
    WaitSummary all; ///< for the legend
};

/// Two days side by side: waits of those who came in each half hour, and how many began to wait.
struct Chart {
    std::string title;
    base::WallTime midnight; ///< the axis counts from here
    Curve before;
    Curve after;
};

/// An SVG picture for screen and paper: the curves differ in dash and marker, not in colour alone.
std::string draw(const Chart& chart);

} // namespace lab
