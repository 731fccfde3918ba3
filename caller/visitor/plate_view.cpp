#include "caller/visitor/plate_view.h"

#include <algorithm>

namespace caller {

using screen::Align;
using screen::Canvas;
using screen::Color;
using screen::Look;
using screen::Rect;
using screen::Weight;

namespace {

/// As large as its place allows, by its capitals: the room that a line keeps above and below them is not
/// kept.
void draw_number(Canvas& canvas, const Look& look, Rect rect, const std::string& number, Color ink,
                 Align align) {
    constexpr int kTried = 100;
    const int width = look.fonts.measure(number, {kTried, Weight::Bold}, look.language).width;
    const int size = std::min(rect.height * 11 / 10, rect.width * kTried / std::max(1, width + 2));
    draw_text(canvas, look, rect, number, {{std::max(1, size), Weight::Bold}, ink, align});
}

const char* icon_of(PlateFace::Mood mood) {
    switch (mood) {
    case PlateFace::Mood::Paused:
        return "pause";
    case PlateFace::Mood::Free:
        return "smile";
    case PlateFace::Mood::Closed:
        return "clock";
    default:
        return "info";
    }
}

} // namespace

screen::Color call_ink(const screen::Colors& colors) {
    return screen::mix(colors.call, colors.text, 90);
}

screen::Color serving_ink(const screen::Colors& colors) {
    return screen::mix(colors.primary, colors.text, 60);
}

void PlateView::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const int space = look.theme.space;
    Rect rest;
    if (stands()) {
        const int band = bounds.height * 23 / 100;
        sign_ = {bounds.x, bounds.y, bounds.width, band};
        rest = {bounds.x, bounds.y + band, bounds.width, bounds.height - band};
    } else {
        Cut cut(bounds, look.mirrored());
        sign_ = cut.leading(bounds.width * 29 / 100);
        rest = cut.rest();
    }
    rest = shrunk(rest, space * 6, space * 5);
    const int height = face_.clerk.empty()
                           ? 0
                           : std::min(rest.height * 2 / 5, look.theme.body.size * (stands() ? 16 : 13) / 2);

    card_ = {rest.x, rest.bottom() - height, rest.width, height};
    state_ = {rest.x, rest.y, rest.width, rest.height - height - (height > 0 ? space * 4 : 0)};
    photo_ = {};
    if (height == 0)
        return;
    const int tall = height - 6 * space;
    photo_ = Cut(shrunk(card_, space * 3, space * 3), look.mirrored()).leading(tall * 5 / 7);
    portrait_.fitted({photo_.width, photo_.height}, look.theme); // not while it is drawn
}

void PlateView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    canvas.fill(bounds(), is_paused() ? c.warning : c.background);
    paint_sign(canvas, look);
    Rect rest = state_;
    if (stands() || face_.number.empty()) { // a number needs the room
        const int line = theme.body.size * 7 / 4;
        say(canvas, look, {rest.x, rest.y, rest.width, line},
            {{face_.hall, theme.body, is_paused() ? c.on_warning : c.text, 1}}, Align::Leading, Stand::Top);
        rest = {rest.x, rest.y + line, rest.width, rest.height - line};
    }
    if (face_.number.empty())
        paint_mood(canvas, look, rest);
    else
        paint_number(canvas, look, rest);
    if (!card_.empty())
        paint_clerk(canvas, look);
}

/// The number of the counter, as on the sign above it.
void PlateView::paint_sign(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const int unit = theme.body.size;
    canvas.fill(sign_, c.primary);
    if (stands()) {
        Cut cut(shrunk(sign_, theme.space * 6, theme.space * 4), look.mirrored());
        const Rect number = cut.leading(sign_.width * 2 / 5);
        draw_number(canvas, look, number, face_.counter, c.on_primary, Align::Centre);
        cut.leading(theme.space * 4);
        say(canvas, look, cut.rest(),
            {{counter_word_, theme.headline, c.on_primary, 1},
             {face_.location, theme.body, c.on_primary, 2, theme.space * 2}});
        return;
    }
    const Rect inside = shrunk(sign_, theme.space * 4, theme.space * 5);
    say(canvas, look, {inside.x, inside.y, inside.width, unit * 5 / 2},
        {{counter_word_, theme.headline, c.on_primary, 1}}, Align::Centre);
    draw_number(canvas, look,
                {inside.x, inside.y + unit * 5 / 2, inside.width, inside.height - unit * 13 / 2},
                face_.counter, c.on_primary, Align::Centre);
    say(canvas, look, {inside.x, inside.bottom() - unit * 4, inside.width, unit * 4},
        {{face_.location, theme.body, c.on_primary, 3}}, Align::Centre);
}

void PlateView::paint_number(Canvas& canvas, const Look& look, Rect rect) const {
    const auto& theme = look.theme;
    const Color accent =
        face_.mood == PlateFace::Mood::Called ? call_ink(theme.colors) : serving_ink(theme.colors);
    const int unit = theme.body.size;
    const int head = unit * (stands() ? 9 : 5) / 2, foot = unit * (stands() ? 3 : 2);
    say(canvas, look, {rect.x, rect.y, rect.width, head},
        {{face_.headline, theme.headline, accent, stands() ? 2 : 1}}, Align::Leading, Stand::Top);
    const Rect middle{rect.x, rect.y + head, rect.width, rect.height - head - foot};
    draw_number(canvas, look, shrunk(middle, 0, theme.space), face_.number, accent, Align::Leading);
    say(canvas, look, {rect.x, rect.bottom() - foot, rect.width, foot},
        {{face_.detail, theme.title, theme.colors.text, 2}});
}

void PlateView::paint_mood(Canvas& canvas, const Look& look, Rect rect) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const int unit = theme.body.size, disc = unit * 7 / 2;
    const Color ink = is_paused() ? c.on_warning : c.text;
    const int words = unit * 4, gap = unit / 2;
    const int top = rect.y + std::max(0, (rect.height - disc - gap - words) / 2);
    Cut row({rect.x, top, rect.width, disc}, look.mirrored());
    const Rect mark = row.leading(disc);
    canvas.circle(mark.centre(), disc / 2, is_paused() ? c.on_warning : c.primary);
    draw_icon(canvas, look, mark, icon_of(face_.mood), disc * 5 / 8, is_paused() ? c.warning : c.on_primary);
    row.leading(unit);
    say(canvas, look, row.rest(), {{face_.headline, {unit * 5 / 2, Weight::Bold}, ink, 2}});
    say(canvas, look, {rect.x, top + disc + gap, rect.width, rect.bottom() - top - disc - gap},
        {{face_.detail, is_paused() ? theme.title : theme.body, ink, 3},
         {face_.again, theme.body, ink, 3, theme.space}},
        Align::Leading, Stand::Top);
}

/// 岗位牌: photo, name, title, department, staff number.
void PlateView::paint_clerk(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    canvas.rounded(card_, theme.radius, c.surface);
    canvas.outline(card_, theme.radius, theme.stroke, is_paused() ? c.on_warning : c.border);
    canvas.draw(portrait_.fitted({photo_.width, photo_.height}, theme), {photo_.x, photo_.y});
    Cut cut(shrunk(card_, theme.space * 3, theme.space * 2), look.mirrored());
    cut.leading(photo_.width + theme.space * 4);
    const int unit = theme.body.size;
    say(canvas, look, cut.rest(),
        {{face_.name, {unit * 4 / 3, Weight::Bold}, c.text, 1},
         {face_.title, {unit, Weight::Bold}, c.primary, 1},
         {face_.department, theme.body, c.text, 2},
         {face_.staff_number, theme.body, c.text, 1}});
}

} // namespace caller
