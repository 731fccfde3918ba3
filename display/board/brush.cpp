#include "display/board/brush.h"

#include <algorithm>

namespace display {

namespace {

constexpr double kSmallest = 0.7; // of the wanted size
constexpr double kCapitals = 0.73;

} // namespace

screen::Rect Brush::text(screen::Rect place, std::string_view words, const Ink& ink) const {
    if (words.empty() || place.empty())
        return {place.x, place.y, 0, 0};
    double em = ink.em;
    const int wanted = width(words, ink);
    if (wanted > place.width)
        em = std::max(kSmallest * ink.em, ink.em * place.width / wanted - 0.5);
    const auto line = look_.fonts.lay_out(words, {style(em, ink.bold), ink.language, place.width, 1, 0});
    int x = place.x;
    if (ink.align == screen::Align::Centre)
        x += (place.width - line->width) / 2;
    else if (ink.align == screen::Align::Trailing)
        x += place.width - line->width;
    const int capitals = static_cast<int>(kCapitals * line->style.size);
    const int baseline = place.centre().y + capitals / 2;
    look_.fonts.draw_line(canvas_, {x, baseline}, *line, ink.color);
    return {x, baseline - capitals, line->width, capitals};
}

int Brush::width(std::string_view words, const Ink& ink) const {
    return look_.fonts.measure(words, style(ink.em, ink.bold), ink.language).width;
}

void Brush::icon(screen::Rect place, std::string_view name, double size, screen::Color color) const {
    const screen::Mask& mask = look_.icons.icon(name, scaled(size));
    const screen::Point middle = place.centre();
    canvas_.draw(mask, {middle.x - mask.size.width / 2, middle.y - mask.size.height / 2}, color);
}

void Brush::arrow(screen::Rect place, double size, screen::Color color) const {
    const int width = scaled(size), head = scaled(size * 0.36), stroke = std::max(2, scaled(size * 0.13));
    const screen::Point middle = place.centre();
    const screen::Point tip{middle.x + width / 2, middle.y};
    canvas_.line({middle.x - width / 2, middle.y}, tip, stroke, color);
    canvas_.line({tip.x - head, tip.y - head}, tip, stroke, color);
    canvas_.line({tip.x - head, tip.y + head}, tip, stroke, color);
}

} // namespace display
