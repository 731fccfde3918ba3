#include "shown_page.h"

#include <algorithm>

namespace sample {

Shown::Shown(std::string language, screen::Size size, screen::Palette palette, model::Board of)
    : board(std::move(of)), flow(language), catalogue(catalogue_tag(language)),
      stage(size, {screen::Theme::for_touch(palette, 51), catalogue_tag(language), fonts, icons}),
      palette_(palette), language_(std::move(language)),
      dots_(102.0 * std::min(size.width, size.height) / 1080) {
    flow.set_card_reader(true);
    flow.set_scanner(true);
    flow.set_printer(true);
    flow.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
    flow.handle(HallFound{}, {});
}

Shown& Shown::go(const std::vector<Event>& events) {
    for (const Event& event : events)
        flow.handle(event, {});
    return *this;
}

Scene Shown::scene() {
    if (flow.page() == Page::Search && !search_)
        search_.emplace(board.hall);
    return {flow,         board, catalogue, stage.look(), stage.frame().size(),         sample::now(),
            [](Event) {}, touch, {},        {},           search_ ? &*search_ : nullptr};
}

screen::Theme Shown::theme(double share) const {
    return screen::Theme::for_touch(palette_, dots_ * share);
}

const screen::Pixels& Shown::draw() {
    for (const double share : {1.0, 0.92, 0.85, 0.78, 0.72, 0.66}) {
        stage.set_look({theme(share), catalogue_tag(language_), fonts, icons});
        touch.clear();
        stage.show(build_page(scene()));
        if (fits())
            break;
    }
    stage.draw();
    return stage.frame();
}

bool Shown::fits() {
    const screen::Size size = stage.frame().size();
    return build_page(scene())->measure(stage.look(), size.width).height <= size.height;
}

std::vector<Event> operator+(std::vector<Event> a, const std::vector<Event>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

} // namespace sample
