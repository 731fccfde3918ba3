#include "display/board/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace display {

namespace {

constexpr double kCapitals = 0.73; // of the em, in Noto Sans
constexpr double kCallPerMetre = 6.0;
constexpr double kTextPerMetre = 4.0;

/// Columns for so many cells when a row takes `most`: rows are filled evenly.
int columns_for(std::size_t cells, int most) {
    const int count = std::max(1, static_cast<int>(cells));
    const int rows = (count + most - 1) / most;
    return (count + rows - 1) / rows;
}

Layout landscape(screen::Size panel, Layout layout) {
    const int margin = layout.scaled(28), gap = layout.scaled(20);
    const int width = panel.width - 2 * margin;
    const int header = layout.scaled(104), ticker = layout.scaled(76);
    const int services = layout.scaled(178);
    const int counters = layout.scaled(154);
    layout.header = {margin, 0, width, header};
    layout.ticker = {0, panel.height - ticker, panel.width, ticker};
    layout.services = {margin, layout.ticker.y - gap - services, width, services};
    layout.counters = {margin, layout.services.y - gap - counters, width, counters};
    const int top = header + layout.scaled(4);
    const int height = layout.counters.y - gap - top;
    const int hero = (width - gap) * 62 / 100;
    layout.hero = {margin, top, hero, height};
    layout.recent = {margin + hero + gap, top, width - gap - hero, height};
    layout.recent_rows = 4;
    return layout;
}

Layout portrait(screen::Size panel, Layout layout) {
    const int margin = layout.scaled(28), gap = layout.scaled(22);
    const int width = panel.width - 2 * margin;
    const int header = layout.scaled(150), ticker = layout.scaled(84);
    const int services = layout.scaled(2 * 178 + 20);
    const int counters =
        layout.counter_rows * layout.scaled(156) + (layout.counter_rows - 1) * layout.scaled(16);
    layout.header = {margin, 0, width, header};
    layout.ticker = {0, panel.height - ticker, panel.width, ticker};
    layout.services = {margin, layout.ticker.y - gap - services, width, services};
    layout.counters = {margin, layout.services.y - gap - counters, width, counters};
    const int top = header;
    const int height = layout.counters.y - gap - top;
    const int hero = (height - gap) * 58 / 100;
    layout.hero = {margin, top, width, hero};
    layout.recent = {margin, top + hero + gap, width, height - gap - hero};
    layout.recent_rows = 3;
    return layout;
}

} // namespace

Layout lay_out(screen::Size panel, std::size_t counters) {
    Layout layout;
    layout.unit = std::min(panel.width, panel.height) / 1080.0;
    if (panel.width >= panel.height) {
        layout.counter_columns = std::min(columns_for(counters, 8), 8);
        layout.counter_rows = 1;
        layout.service_columns = 3;
        layout.service_rows = 1;
        return landscape(panel, layout);
    }
    layout.counter_columns = std::min(columns_for(counters, 4), 4);
    layout.counter_rows = counters > 4 ? 2 : 1;
    layout.service_columns = 2;
    layout.service_rows = 2;
    return portrait(panel, layout);
}

Legible legible_distance(screen::Size panel, double panel_inch) {
    const double diagonal = std::hypot(panel.width, panel.height);
    const double millimetres = panel_inch * 25.4 / diagonal * lay_out(panel, 1).unit; // of a unit
    const auto distance = [&](double em, double per_metre) {
        return em * kCapitals * millimetres / per_metre;
    };
    return {distance(TypeScale::kCallOfTwo, kCallPerMetre), distance(TypeScale::kRow, kTextPerMetre),
            distance(TypeScale::kDetail, kTextPerMetre)};
}

std::vector<std::string> legibility_warnings(const Legible& legible, double depth) {
    std::vector<std::string> warnings;
    const auto check = [&](const char* what, double distance) {
        if (distance < depth)
            warnings.push_back(
                fmt::format("{} can be read from {:.1f} m, but the farthest seat is {:.1f} m away: "
                            "a larger panel or a second one nearer is needed",
                            what, distance, depth));
    };
    check("the called number", legible.call);
    check("the list of calls", legible.rows);
    check("waits and notices", legible.detail);
    return warnings;
}

} // namespace display
