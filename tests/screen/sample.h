#pragma once

#include "shared/screen/stage.h"

#include <memory>
#include <string>

namespace support {

/// Fonts and icons of a test, and looks made with them.
struct Bench {
    screen::Fonts fonts;
    screen::Icons icons;

    screen::Look look(std::string language, screen::Palette palette = screen::Palette::Light, int unit = 24) {
        return {screen::Theme::make(palette, unit), std::move(language), fonts, icons};
    }
};

/// A page like a kiosk's: header, tiles, buttons; in the look's language.
std::unique_ptr<screen::View> sample_page(const screen::Look& look);

} // namespace support
