#include "kiosk/screens/pieces.h"

#include "shared/base/text.h"

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

std::string BigText::speech() const {
    std::string apart;
    for (const char32_t character : base::code_points(text_)) {
        if (character == U' ' || character == U'–')
            continue;
        if (!apart.empty())
            apart += ' ';
        base::append_utf8(apart, character);
    }
    return apart;
}

AidButton& AidButton::set_speech(std::string speech) {
    speech_ = std::move(speech);
    return *this;
}

std::shared_ptr<const screen::Paragraph> AidButton::paragraph(const screen::Look& look, int width) const {
    return look.fonts.lay_out(
        words_, {look.theme.caption, look.language, std::max(1, width - look.theme.space), 2, 0});
}

screen::Size AidButton::measure(const screen::Look& look, int width) const {
    const int words = paragraph(look, width)->size().height;
    return {width, std::max(look.theme.target, look.theme.icon * 3 / 4 + words + look.theme.space)};
}

void AidButton::arrange(const screen::Look& look, screen::Rect bounds) {
    overflow_ = 2 * look.theme.focus_width;
    place(bounds);
}

void AidButton::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const screen::Theme& theme = look.theme;
    const screen::Colors& colors = theme.colors;
    const screen::Color ground = on_ ? (pressed() ? colors.primary_press : colors.primary)
                                     : (pressed() ? theme.tint(colors.primary) : colors.surface);
    const screen::Color ink = on_ ? colors.on_primary : colors.primary;
    canvas.rounded(bounds(), theme.radius, ground);
    canvas.outline(bounds(), theme.radius, theme.stroke, on_ ? colors.primary_press : colors.border);

    // All icons of the row stand at one height, all words begin at one height.
    const auto words = paragraph(look, bounds().width);
    const int icon = theme.icon * 3 / 4;
    const int top = bounds().y + theme.space / 2;
    canvas.draw(look.icon(icon_, icon), {bounds().centre().x - icon / 2, top}, ink);
    if (on_) {
        const int tick = icon / 2;
        const int x = look.mirrored() ? bounds().x + theme.space : bounds().right() - tick - theme.space;
        canvas.draw(look.icon("check", tick), {x, bounds().y + theme.space / 2}, ink);
    }
    look.fonts.draw(canvas, {bounds().x, top + icon, bounds().width, words->size().height}, *words, ink,
                    screen::Align::Centre);
}

void AidButton::activate() {
    if (const auto action = action_)
        action();
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
