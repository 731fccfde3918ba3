#include "shared/screen/theme.h"

#include <cmath>

namespace screen {

namespace {

constexpr double kMillimetresAnInch = 25.4;
constexpr double kTouchCapitals = 7.3; // mm: 0.7° at 600 mm (EN 301 549 5.1.4)
constexpr double kTouchTarget = 20.0;  // mm
constexpr double kBoardCapitals = 4.0; // mm for each metre of distance (NUREG-0700: 15 minutes of arc)

// Jade and paper.
constexpr Colors kLight{
    .background = Color::rgb(0xF5F2EA),
    .surface = Color::rgb(0xFFFFFF),
    .surface_alt = Color::rgb(0xECE8DD),
    .border = Color::rgb(0xD9D3C4),
    .text = Color::rgb(0x17302D),
    .text_quiet = Color::rgb(0x4C5F5B),
    .primary = Color::rgb(0x0C6158),
    .primary_press = Color::rgb(0x084640),
    .on_primary = Color::rgb(0xFFFFFF),
    .header = Color::rgb(0x0C6158),
    .header_deep = Color::rgb(0x084640),
    .on_header = Color::rgb(0xFFFFFF),
    .call = Color::rgb(0xB8381E),
    .on_call = Color::rgb(0xFFFFFF),
    .green_channel = Color::rgb(0x2C6E2F),
    .on_green_channel = Color::rgb(0xFFFFFF),
    .warning = Color::rgb(0xFBE7B2),
    .on_warning = Color::rgb(0x5A3B00),
    .danger = Color::rgb(0xA3241B),
    .on_danger = Color::rgb(0xFFFFFF),
    .focus = Color::rgb(0x1B5FC1),
    .shadow = Color::rgb(0x2B3A33).with_alpha(38),
    .scrim = Color::rgb(0x0B2422).with_alpha(150),
};

// The same jade at night: for a wall across the hall.
constexpr Colors kBoard{
    .background = Color::rgb(0x06232A),
    .surface = Color::rgb(0x0C333B),
    .surface_alt = Color::rgb(0x0A2B33),
    .border = Color::rgb(0x1F5058),
    .text = Color::rgb(0xF8F4E9),
    .text_quiet = Color::rgb(0xC3D5D1),
    .primary = Color::rgb(0x7FDCC8),
    .primary_press = Color::rgb(0xA5E9DA),
    .on_primary = Color::rgb(0x03211F),
    .header = Color::rgb(0x0E4A55),
    .header_deep = Color::rgb(0x0A3842),
    .on_header = Color::rgb(0xF8F4E9),
    .call = Color::rgb(0xFFC34D),
    .on_call = Color::rgb(0x2A1800),
    .green_channel = Color::rgb(0x9BDD8C),
    .on_green_channel = Color::rgb(0x0B2607),
    .warning = Color::rgb(0xFFE2A0),
    .on_warning = Color::rgb(0x352300),
    .danger = Color::rgb(0xFFB4A6),
    .on_danger = Color::rgb(0x3A0602),
    .focus = Color::rgb(0xFFFFFF),
    .shadow = Color::rgb(0x000000).with_alpha(70),
    .scrim = Color::rgb(0x000000).with_alpha(150),
};

constexpr Colors kHighContrast{
    .background = Color::rgb(0x000000),
    .surface = Color::rgb(0x000000),
    .surface_alt = Color::rgb(0x141414),
    .border = Color::rgb(0xFFFFFF),
    .text = Color::rgb(0xFFFFFF),
    .text_quiet = Color::rgb(0xE8E8E8),
    .primary = Color::rgb(0xFFD60A),
    .primary_press = Color::rgb(0xFFFFFF),
    .on_primary = Color::rgb(0x000000),
    .header = Color::rgb(0x000000),
    .header_deep = Color::rgb(0x000000),
    .on_header = Color::rgb(0xFFFFFF),
    .call = Color::rgb(0xFFD60A),
    .on_call = Color::rgb(0x000000),
    .green_channel = Color::rgb(0x7CF57C),
    .on_green_channel = Color::rgb(0x000000),
    .warning = Color::rgb(0xFFD60A),
    .on_warning = Color::rgb(0x000000),
    .danger = Color::rgb(0xFF9C8F),
    .on_danger = Color::rgb(0x000000),
    .focus = Color::rgb(0x5CC8FF),
    .shadow = Color::rgb(0x000000).with_alpha(0),
    .scrim = Color::rgb(0x000000).with_alpha(200),
};

const Colors& colors_of(Palette palette) {
    switch (palette) {
    case Palette::Board:
        return kBoard;
    case Palette::HighContrast:
        return kHighContrast;
    case Palette::Light:
        break;
    }
    return kLight;
}

int pixels(double millimetres, double dots_per_inch) {
    return static_cast<int>(std::lround(millimetres / kMillimetresAnInch * dots_per_inch));
}

} // namespace

Theme Theme::make(Palette palette, int unit, bool larger) {
    const int base = larger ? unit * 5 / 4 : unit;
    const auto times = [base](double factor) {
        return std::max(1, static_cast<int>(std::lround(base * factor)));
    };
    Theme theme;
    theme.colors = colors_of(palette);
    theme.display = {times(4.5), Weight::Bold};
    theme.headline = {times(1.6), Weight::Bold};
    theme.title = {times(1.15), Weight::Bold};
    theme.body = {times(1.0), Weight::Regular};
    theme.caption = {times(0.78), Weight::Regular};
    theme.space = times(0.25);
    theme.radius = times(0.5);
    theme.stroke = palette == Palette::HighContrast ? times(0.08) : times(0.045);
    theme.focus_width = times(0.12);
    theme.target = times(2.2);
    theme.icon = times(1.7);
    return theme;
}

Theme Theme::for_touch(Palette palette, double dots_per_inch, bool larger) {
    Theme theme = make(palette, TextStyle::for_capitals(pixels(kTouchCapitals, dots_per_inch)), larger);
    theme.target = std::max(theme.target, pixels(kTouchTarget, dots_per_inch));
    return theme;
}

Theme Theme::for_board(Palette palette, double dots_per_inch, double distance) {
    return make(palette, TextStyle::for_capitals(pixels(kBoardCapitals * distance, dots_per_inch)));
}

std::vector<ContrastRule> Theme::contrast_rules(Palette palette) const {
    const double text = palette == Palette::Light ? 4.5 : 7.0;
    const Colors& c = colors;
    return {{"text on background", c.text, c.background, 7.0},
            {"text on surface", c.text, c.surface, 7.0},
            {"text on surface_alt", c.text, c.surface_alt, 7.0},
            {"text_quiet on background", c.text_quiet, c.background, text},
            {"text_quiet on surface", c.text_quiet, c.surface, text},
            {"text_quiet on surface_alt", c.text_quiet, c.surface_alt, text},
            {"primary on background", c.primary, c.background, text},
            {"primary on surface", c.primary, c.surface, text},
            {"on_primary on primary", c.on_primary, c.primary, text},
            {"on_primary on primary_press", c.on_primary, c.primary_press, text},
            {"on_header on header", c.on_header, c.header, text},
            {"on_header on header_deep", c.on_header, c.header_deep, text},
            {"primary on its tint", c.primary, tint(c.primary), 4.5},
            {"call on surface", c.call, c.surface, text == 7.0 ? 7.0 : 4.5},
            {"on_call on call", c.on_call, c.call, text},
            {"green_channel on surface", c.green_channel, c.surface, text},
            {"green_channel on its tint", c.green_channel, tint(c.green_channel), 4.5},
            {"on_green_channel on green_channel", c.on_green_channel, c.green_channel, text},
            {"on_warning on warning", c.on_warning, c.warning, text},
            {"danger on surface", c.danger, c.surface, text},
            {"on_danger on danger", c.on_danger, c.danger, text},
            {"focus on background", c.focus, c.background, 3.0},
            {"focus on surface", c.focus, c.surface, 3.0}};
}

} // namespace screen
