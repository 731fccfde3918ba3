#include "display/board/layout.h"

#include "display/board/capitals.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace display {

namespace {

constexpr double kCallPerMetre = 6.0;
constexpr double kTextPerMetre = 4.0;

constexpr std::array<std::string_view, kPartKinds> kNames{"header",   "call",   "calls-before", "counters",
                                                          "services", "ticker", "notices",      "pictures",
                                                          "clock",    "qr",     "flash",        "counter"};

/// How many ems high an area is at least; two calls may be large at once.
double least_ems(const Area& area) {
    switch (area.part) {
    case PartKind::Header:
        return 2.2;
    case PartKind::Call:
        return 2 * 1.32;
    case PartKind::Before:
        return 1.15 * area.rows + 1.1;
    case PartKind::Counters:
        return 1.75 * area.rows;
    case PartKind::Services:
        return 4.1 * area.rows;
    case PartKind::Ticker:
        return 1.4;
    case PartKind::Notices:
        return 2.4;
    case PartKind::Clock:
        return 1.0;
    case PartKind::Code:
        return 4.0;
    case PartKind::Counter:
        return 1.2;
    case PartKind::Pictures:
    case PartKind::Flash:
        break;
    }
    return 0;
}

double farthest(const Layout& layout, screen::Size panel, double millimetres, double per_metre,
                std::initializer_list<PartKind> parts) {
    double least = 0;
    for (const Area& area : layout.areas)
        if (std::ranges::find(parts, area.part) != parts.end()) {
            const double distance = area.em(panel) * kCapitals * millimetres / per_metre;
            least = least == 0 ? distance : std::min(least, distance);
        }
    return least;
}

} // namespace

std::string_view part_name(PartKind part) {
    return kNames.at(static_cast<std::size_t>(part));
}

screen::Rect Area::on(screen::Size panel) const {
    // Edges are rounded, not sizes: areas that meet in the file meet on the panel.
    const auto across = [&](int share) {
        return static_cast<int>(static_cast<long>(panel.width) * share / kWhole);
    };
    const auto down = [&](int share) {
        return static_cast<int>(static_cast<long>(panel.height) * share / kWhole);
    };
    return {across(x), down(y), across(x + width) - across(x), down(y + height) - down(y)};
}

double Area::wanted_em(screen::Size panel) const {
    return static_cast<double>(std::min(panel.width, panel.height)) * type / kWhole;
}

double Area::em(screen::Size panel) const {
    const double least = least_ems(*this);
    const double wanted = wanted_em(panel);
    return least > 0 ? std::min(wanted, on(panel).height / least) : wanted;
}

const Area* Layout::find(PartKind part) const {
    const auto found = std::ranges::find(areas, part, &Area::part);
    return found == areas.end() ? nullptr : &*found;
}

Legible legible_distance(const Layout& layout, screen::Size panel, double inch) {
    const double millimetres = inch * 25.4 / std::hypot(panel.width, panel.height); // of a pixel
    const auto distance = [&](double per_metre, std::initializer_list<PartKind> parts) {
        return farthest(layout, panel, millimetres, per_metre, parts);
    };
    return {distance(kCallPerMetre, {PartKind::Call, PartKind::Counter}),
            distance(kTextPerMetre, {PartKind::Before, PartKind::Counters}),
            distance(kTextPerMetre, {PartKind::Services, PartKind::Ticker, PartKind::Notices})};
}

std::vector<std::string> legibility_warnings(const Legible& legible, double depth) {
    std::vector<std::string> warnings;
    const auto check = [&](const char* what, double distance) {
        if (distance > 0 && distance < depth)
            warnings.push_back(
                fmt::format("{} can be read from {:.1f} m, but the farthest seat is {:.1f} m away: "
                            "a larger panel, larger type or a second panel nearer is needed",
                            what, distance, depth));
    };
    check("the called number", legible.call);
    check("the list of calls and counters", legible.rows);
    check("waits and notices", legible.detail);
    return warnings;
}

std::vector<std::string> fit_warnings(const Layout& layout, screen::Size panel) {
    std::vector<std::string> warnings;
    for (const Area& area : layout.areas)
        if (const double em = area.em(panel), wanted = area.wanted_em(panel); em < 0.99 * wanted)
            warnings.push_back(fmt::format(
                "the area \"{}\" is too low for type = {:.1f} on this panel; it is drawn as {:.1f}",
                part_name(area.part), area.type / 1000.0, area.type / 1000.0 * em / wanted));
    return warnings;
}

} // namespace display
