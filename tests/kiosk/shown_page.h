#pragma once

#include "kiosk/scene.h"
#include "kiosk/words.h"
#include "sample_hall.h"
#include "shared/screen/stage.h"

#include <string>
#include <vector>

namespace sample {

using namespace kiosk;

/// A page as the app shows it, at a part of the size of a 21.5" panel.
struct Shown {
    explicit Shown(std::string language, screen::Size size = {540, 960},
                   screen::Palette palette = screen::Palette::Light, model::Board of = sample::board());

    Shown& go(const std::vector<Event>& events);
    Shown& visit() { return go({LanguageChosen{language_}}); }
    Scene scene();
    /// As the face does: rather a little smaller than pushed off the page.
    const screen::Pixels& draw();
    /// All of the page is inside the window.
    bool fits();

    model::Board board;
    Flow flow;
    screen::Catalogue catalogue;
    screen::Fonts fonts;
    screen::Icons icons;
    screen::Stage stage;
    TouchMap touch;

  private:
    screen::Theme theme(double share) const;

    screen::Palette palette_;
    std::string language_;
    double dots_;
    std::optional<Search> search_;
};

std::vector<kiosk::Event> operator+(std::vector<kiosk::Event> a, const std::vector<kiosk::Event>& b);

} // namespace sample
