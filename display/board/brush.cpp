#include "display/board/brush.h"

#include "display/board/capitals.h"

#include <algorithm>

namespace display {

namespace {

constexpr double kSmallest = 0.7; // of the wanted size
constexpr double kSmallestOfMany = 0.5, kStep = 0.1;
constexpr int kLineHeight = 145; // hundredths of an em, about: Noto's boxes

} // namespace

screen::Rect Brush::turned(screen::Rect place) const {
    return mirrored_ ? turned_in(place, part_) : place;
}

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
    const screen::Rect drawn{x, baseline - capitals, line->width, capitals};
    look_.fonts.draw_line(canvas_, {turned(drawn).x, baseline}, *line, ink.color);
    return drawn;
}

void Brush::paragraph(screen::Rect place, std::string_view words, const Ink& ink) const {
    if (words.empty() || place.empty())
        return;
    std::shared_ptr<const screen::Paragraph> lines;
    for (double share = 1; share >= kSmallestOfMany; share -= kStep) {
        const screen::TextStyle wanted = style(ink.em * share, ink.bold);
        const int room = std::max(1, place.height * 100 / (wanted.size * kLineHeight));
        lines = look_.fonts.lay_out(words, {wanted, ink.language, place.width, room, 0});
        if (!lines->shortened && lines->size().height <= place.height)
            break;
    }
    const screen::Rect middle{place.x, place.centre().y - lines->size().height / 2, place.width,
                              lines->size().height};
    // A paragraph's leading edge is its own language's.
    const bool leads = ink.align == screen::Align::Leading;
    const bool other_way = (lines->direction == screen::Direction::RightToLeft) != mirrored_;
    look_.fonts.draw(canvas_, turned(middle), *lines, ink.color,
                     leads && other_way ? screen::Align::Trailing : ink.align);
}

int Brush::width(std::string_view words, const Ink& ink) const {
    return look_.fonts.measure(words, style(ink.em, ink.bold), ink.language).width;
}

void Brush::icon(screen::Rect place, std::string_view name, double size, screen::Color color) const {
    const screen::Mask& mask = look_.icons.icon(name, scaled(size));
    const screen::Point middle = turned(place).centre();
    canvas_.draw(mask, {middle.x - mask.size.width / 2, middle.y - mask.size.height / 2}, color);
}

void Brush::arrow(screen::Rect place, double size, screen::Color color) const {
    const int onward = mirrored_ ? -1 : 1;
    const int width = scaled(size), head = scaled(size * 0.36), stroke = std::max(2, scaled(size * 0.13));
    const screen::Point middle = turned(place).centre();
    const screen::Point tip{middle.x + onward * width / 2, middle.y};
    canvas_.line({middle.x - onward * width / 2, middle.y}, tip, stroke, color);
    canvas_.line({tip.x - onward * head, tip.y - head}, tip, stroke, color);
    canvas_.line({tip.x - onward * head, tip.y + head}, tip, stroke, color);
}

} // namespace display
