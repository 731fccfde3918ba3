#include "display/board/services.h"

#include <algorithm>

namespace display {

using screen::Align;
using screen::Rect;

namespace {

constexpr double kName = 41; // in units

} // namespace

void ServiceCell::paint(screen::Canvas& canvas, const screen::Look& look) const {
    if (!shown_)
        return;
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const Wording& wording = setting_.wording;
    const int radius = brush.scaled(22), pad = brush.scaled(18);
    brush.rounded(bounds(), radius, colors.surface_alt);

    const int half = bounds().height / 2;
    const int badge = brush.scaled(60);
    const Rect letter{bounds().x + pad, bounds().y + brush.scaled(16), badge, badge};
    brush.rounded(letter, brush.scaled(14), colors.primary);
    brush.text(letter, shown_->letter, {40, true, colors.on_primary, Align::Centre, "en"});
    const Both name = wording.names(shown_->name);
    const Rect place{letter.right() + brush.scaled(14), bounds().y + brush.scaled(12),
                     bounds().right() - pad - letter.right() - brush.scaled(14), half - brush.scaled(12)};
    stack(brush, place, name, {kName, true, colors.text, Align::Leading, wording.first_language()},
          {26, false, colors.text_quiet, Align::Leading, wording.second_language()}, 62);

    paint_wait(brush, {bounds().x + pad, bounds().y + half + brush.scaled(6), bounds().width - 2 * pad,
                       half - brush.scaled(18)});
}

void ServiceCell::paint_wait(const Brush& brush, Rect place) const {
    const auto& colors = brush.colors();
    const Wording& wording = setting_.wording;
    if (!shown_->waiting) {
        brush.text(place, "–", {kName, false, colors.text_quiet, Align::Leading, "en"});
        return;
    }
    const Rect count = brush.text(place, std::to_string(*shown_->waiting),
                                  {kName * 1.5, true, colors.text, Align::Leading, "en"});
    const Both words = wording.tr("waiting");
    const Ink label{28, false, colors.text_quiet, Align::Leading, wording.first_language()};
    const Ink second{26, false, colors.text_quiet, Align::Leading, wording.second_language()};
    const int used = count.width + brush.scaled(14);
    const int label_width =
        std::min(std::max(brush.width(words.first, label), brush.width(words.second, second)),
                 (place.width - used) / 2);
    stack(brush, {place.x + used, place.y, label_width, place.height}, words, label, second);
    const int wait = place.width - used - label_width - brush.scaled(14);
    stack(brush, {place.right() - wait, place.y, wait, place.height}, wording.wait(shown_->wait),
          {kName, true, colors.primary, Align::Trailing, wording.first_language()},
          {26, false, colors.text_quiet, Align::Trailing, wording.second_language()});
}

Services::Services(const Wording& wording, const Area& area)
    : Part(wording, area), setting_{wording, 1}, turns_(area.stands) {
    for (int i = 0; i < area.columns * area.rows; ++i)
        cells_.push_back(&add<ServiceCell>(setting_));
}

void Services::show(const Contents& contents) {
    all_ = contents.services;
    fill();
}

void Services::fill() {
    const std::size_t first = turns_.first(all_.size(), cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i)
        cells_[i]->set(first + i < all_.size() ? std::optional(all_[first + i]) : std::nullopt);
}

void Services::arrange(const screen::Look& look, Rect bounds) {
    place(bounds);
    setting_.unit = unit();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const Rect place = cell(bounds, area_.columns, area_.rows, static_cast<int>(i), scaled(20));
        cells_[i]->arrange(look, look.mirrored() ? turned_in(place, bounds) : place);
    }
}

std::optional<base::SteadyTime> Services::tick(base::SteadyTime now) {
    if (turns_.tick(now, all_.size(), cells_.size()))
        fill();
    return turns_.next();
}

} // namespace display
