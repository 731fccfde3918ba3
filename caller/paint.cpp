#include "caller/paint.h"

#include <algorithm>

namespace caller {

screen::Rect Cut::left(int width) {
    const int taken = std::clamp(width, 0, std::max(0, rect_.width));
    const screen::Rect part{rect_.x, rect_.y, taken, rect_.height};
    rect_.x += taken;
    rect_.width -= taken;
    return part;
}

screen::Rect Cut::right(int width) {
    const int taken = std::clamp(width, 0, std::max(0, rect_.width));
    rect_.width -= taken;
    return {rect_.right(), rect_.y, taken, rect_.height};
}

screen::Size draw_text(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect,
                       std::string_view text, const Ink& ink) {
    if (text.empty() || rect.empty())
        return {};
    const auto paragraph =
        look.fonts.lay_out(text, {ink.style, look.language, rect.width, ink.lines, ink.shrinks});
    const screen::Size size = paragraph->size();
    screen::Rect place = rect;
    place.y += (rect.height - size.height) / 2;
    place.height = size.height;
    look.fonts.draw(canvas, place, *paragraph, ink.color, ink.align);
    return size;
}

void draw_icon(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect, std::string_view name,
               int size, screen::Color color) {
    const auto centre = rect.centre();
    canvas.draw(look.icons.icon(name, size), {centre.x - size / 2, centre.y - size / 2}, color);
}

} // namespace caller
