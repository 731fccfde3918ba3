#include "kiosk/screens/pieces.h"

#include <algorithm>

namespace kiosk {

screen::Size Steps::measure(const screen::Look& look, int width) const {
    return {width, look.theme.space * 2};
}

void Steps::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const int gap = look.theme.space;
    const int height = look.theme.space;
    const int length = (bounds().width - (count_ - 1) * gap) / count_;
    for (int i = 0; i < count_; ++i) {
        const int place = look.mirrored() ? count_ - 1 - i : i;
        const screen::Rect bar{bounds().x + place * (length + gap), bounds().y + gap / 2, length, height};
        canvas.rounded(bar, height / 2, i < step_ ? look.theme.colors.primary : look.theme.colors.border);
    }
}

screen::TextStyle BigText::style(const screen::Look& look, int width) const {
    screen::TextStyle style{most_, screen::Weight::Bold};
    const int wide = look.fonts.measure(text_, style, look.language).width;
    if (wide > width && wide > 0)
        style.size = std::max(1, style.size * width / wide);
    return style;
}

screen::Size BigText::measure(const screen::Look& look, int width) const {
    // Figures and capitals need no room for descenders: the em is height enough.
    const screen::TextStyle fitted = style(look, width);
    return {look.fonts.measure(text_, fitted, look.language).width, fitted.size};
}

void BigText::paint(screen::Canvas& canvas, const screen::Look& look) const {
    look.fonts.text(canvas, bounds(), text_, style(look, bounds().width), look.theme.colors.*ink_,
                    screen::Align::Centre, look.language);
}

screen::Size TileGrid::measure(const screen::Look& look, int width) const {
    return {width, Grid::measure(look, width).height * 17 / 20}; // what their words need
}

void TileGrid::arrange(const screen::Look& look, screen::Rect bounds) {
    const int wish = Grid::measure(look, bounds.width).height * 8 / 5;
    Grid::arrange(look, {bounds.x, bounds.y, bounds.width, std::min(bounds.height, wish)});
}

screen::Size Emblem::measure(const screen::Look& look, int) const {
    return {look.theme.icon * 4, look.theme.icon * 4};
}

void Emblem::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const int icon = look.theme.icon * 2;
    const screen::Point centre = bounds().centre();
    const screen::Color ink = look.theme.colors.*ink_;
    canvas.circle(centre, look.theme.icon * 2, look.theme.tint(ink));
    canvas.draw(look.icons.icon(icon_, icon), {centre.x - icon / 2, centre.y - icon / 2}, ink);
}

} // namespace kiosk
