#include "caller/visitor/views.h"

#include <cmath>
#include <numbers>

namespace caller {

using screen::Align;
using screen::Canvas;
using screen::Color;
using screen::Look;
using screen::Point;
using screen::Rect;
using screen::Weight;

namespace {

using Mood = PlateFace::Mood;

Rect shrunk(Rect rect, int sides, int ends) {
    return {rect.x + sides, rect.y + ends, rect.width - 2 * sides, rect.height - 2 * ends};
}

/// A curve of short lines: `bend` pixels lower in the middle than at its ends.
void mouth(Canvas& canvas, Point centre, int half, int bend, int width, Color color) {
    constexpr int kSteps = 16;
    Point before{};
    for (int i = 0; i <= kSteps; ++i) {
        const double x = -1.0 + 2.0 * i / kSteps;
        const Point at{centre.x + static_cast<int>(std::lround(x * half)),
                       centre.y + static_cast<int>(std::lround((1 - x * x) * bend))};
        if (i > 0)
            canvas.line(before, at, width, color);
        before = at;
    }
}

/// 5 laughs, 4 smiles, 3 is level, 2 frowns, 1 frowns deeply with brows.
void draw_face(Canvas& canvas, Point centre, int radius, int score, Color ground, Color ink) {
    canvas.circle(centre, radius, ground);
    const int stroke = std::max(2, radius / 10), eye = std::max(2, radius / 8);
    const int apart = radius * 3 / 8, eyes = centre.y - radius / 4, low = centre.y + radius / 3;
    for (const int side : {-1, 1}) {
        canvas.circle({centre.x + side * apart, eyes}, eye, ink);
        if (score == 1)
            canvas.line({centre.x + side * (apart + eye), eyes - eye * 3},
                        {centre.x + side * (apart - eye * 3 / 2), eyes - eye * 3 / 2}, stroke, ink);
    }
    const int half = radius / 2;
    switch (score) {
    case 5:
        mouth(canvas, {centre.x, low - radius / 6}, half, radius / 2, stroke, ink);
        canvas.line({centre.x - half, low - radius / 6}, {centre.x + half, low - radius / 6}, stroke, ink);
        break;
    case 4:
        mouth(canvas, {centre.x, low - radius / 12}, half, radius / 4, stroke, ink);
        break;
    case 3:
        canvas.line({centre.x - half, low}, {centre.x + half, low}, stroke, ink);
        break;
    case 2:
        mouth(canvas, {centre.x, low + radius / 6}, half, -radius / 4, stroke, ink);
        break;
    default:
        mouth(canvas, {centre.x, low + radius / 4}, half, -radius / 2, stroke, ink);
        break;
    }
}

void frame(Canvas& canvas, const Look& look, Rect rect, bool focused, Color ground, Color edge) {
    const auto& theme = look.theme;
    if (focused)
        canvas.rounded(rect.grown(theme.focus_width), theme.radius + theme.focus_width, theme.colors.focus);
    canvas.rounded(rect, theme.radius, ground);
    canvas.outline(rect, theme.radius, theme.stroke, edge);
}

} // namespace

void PlateView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    canvas.fill(bounds(), face_.mood == Mood::Paused ? c.warning : c.background);
    Cut cut(bounds(), look.mirrored());
    paint_plate(canvas, look, cut.leading(bounds().width * 3 / 10));
    paint_state(canvas, look, shrunk(cut.rest(), theme.space * 8, theme.space * 6));
}

/// The number of the counter, as on the sign above it.
void PlateView::paint_plate(Canvas& canvas, const Look& look, Rect rect) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const int unit = theme.body.size;
    canvas.fill(rect, c.primary);
    const Color quiet = screen::mix(c.on_primary, c.primary, 45);
    const Rect inside = shrunk(rect, theme.space * 4, theme.space * 6);
    draw_text(canvas, look, {inside.x, inside.y, inside.width, unit * 3}, counter_word_,
              {theme.headline, c.on_primary, Align::Centre});
    const int number = std::min(rect.width * 11 / 10, rect.height / 2);
    draw_text(canvas, look, {inside.x, inside.y + unit * 3, inside.width, inside.height - unit * 8},
              face_.counter,
              {{face_.counter.size() > 2   ? number / 2
                : face_.counter.size() > 1 ? number * 3 / 4
                                           : number,
                Weight::Bold},
               c.on_primary,
               Align::Centre});
    draw_text(canvas, look, {inside.x, inside.bottom() - unit * 5, inside.width, unit * 3}, face_.location,
              {theme.body, c.on_primary, Align::Centre, 2});
    draw_text(canvas, look, {inside.x, inside.bottom() - unit * 2, inside.width, unit * 2}, face_.clerk,
              {theme.caption, quiet, Align::Centre});
}

void PlateView::paint_state(Canvas& canvas, const Look& look, Rect rect) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const int unit = theme.body.size;
    const Color ink = face_.mood == Mood::Paused ? c.on_warning : c.text;
    const Color accent = face_.mood == Mood::Called ? c.call : c.primary;
    draw_text(canvas, look, {rect.x, rect.y, rect.width, unit * 2}, face_.hall,
              {theme.body, face_.mood == Mood::Paused ? ink : c.text_quiet});
    const Rect middle{rect.x, rect.y + unit * 2, rect.width, rect.height - unit * 2};
    if (!face_.number.empty()) {
        draw_text(canvas, look, {middle.x, middle.y + unit, middle.width, unit * 3}, face_.title,
                  {theme.headline, accent});
        draw_text(canvas, look, {middle.x, middle.y + unit * 4, middle.width, middle.height - unit * 8},
                  face_.number, {{std::min(unit * 8, middle.height - unit * 8), Weight::Bold}, accent});
        draw_text(canvas, look, {middle.x, middle.bottom() - unit * 3, middle.width, unit * 3}, face_.detail,
                  {theme.title, ink, Align::Leading, 2});
        return;
    }
    const int disc = unit * 5;
    const char* icon = face_.mood == Mood::Paused   ? "pause"
                       : face_.mood == Mood::Free   ? "smile"
                       : face_.mood == Mood::Closed ? "clock"
                                                    : "info";
    const int top = middle.y + (middle.height - unit * 14) / 2;
    Cut cut({middle.x, top, middle.width, disc}, look.mirrored());
    const Rect place = cut.leading(disc);
    canvas.circle(place.centre(), disc / 2, face_.mood == Mood::Paused ? c.on_warning : c.primary);
    draw_icon(canvas, look, place, icon, disc * 5 / 8, face_.mood == Mood::Paused ? c.warning : c.on_primary);
    draw_text(canvas, look, {middle.x, top + disc + unit, middle.width, unit * 4}, face_.title,
              {{unit * 5 / 2, Weight::Bold}, ink, Align::Leading, 2});
    draw_text(canvas, look, {middle.x, top + disc + unit * 5, middle.width, unit * 4}, face_.detail,
              {{unit * 9 / 8, Weight::Regular},
               face_.mood == Mood::Paused ? ink : c.text_quiet,
               Align::Leading,
               3});
}

void FaceKey::arrange(const Look& look, Rect bounds) {
    overflow_ = look.theme.focus_width + 1;
    place(bounds);
}

void FaceKey::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const Color good = c.green_channel, bad = c.call;
    const Color accent = score_ >= 4 ? good : score_ == 3 ? c.on_warning : bad;
    const Color ground =
        score_ == 3 ? c.warning : screen::mix(c.surface, accent, score_ == 4 || score_ == 2 ? 34 : 60);
    frame(canvas, look, bounds(), focused(), pressed() ? screen::mix(c.surface, accent, 40) : c.surface,
          pressed() ? accent : c.border);
    const int unit = theme.body.size;
    const int words = unit * 4;
    const int radius = std::min(bounds().width * 2 / 5, (bounds().height - words) * 2 / 5);
    const Point centre{bounds().centre().x, bounds().y + (bounds().height - words) / 2 + theme.space * 2};
    draw_face(canvas, centre, radius, score_, ground, accent);
    draw_text(canvas, look,
              shrunk({bounds().x, bounds().bottom() - words, bounds().width, words}, theme.space, 0), word_,
              {{unit * 7 / 8, Weight::Bold}, c.text, Align::Centre, 3, 0});
}

void RatingView::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const auto& theme = look.theme;
    const int side = theme.space * 6, gap = theme.space * 3;
    const int head = theme.body.size * 6;
    const int count = static_cast<int>(children().size());
    const int width = (bounds.width - 2 * side - (count - 1) * gap) / std::max(1, count);
    const int height = std::min(bounds.height - head - side, width * 2);
    Cut cut({bounds.x + side, bounds.y + head + (bounds.height - head - side - height) / 2,
             bounds.width - 2 * side, height},
            look.mirrored());
    for (const auto& child : children()) {
        child->arrange(look, cut.leading(width));
        cut.leading(gap);
    }
}

void RatingView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const int unit = theme.body.size;
    canvas.fill(bounds(), theme.colors.background);
    const Rect head = shrunk(bounds(), theme.space * 6, 0);
    draw_text(canvas, look, {head.x, head.y + unit, head.width, unit * 3}, question_,
              {theme.headline, theme.colors.text, Align::Centre});
    draw_text(canvas, look, {head.x, head.y + unit * 4, head.width, unit * 3 / 2}, hint_,
              {theme.caption, theme.colors.text_quiet, Align::Centre});
}

void ReasonKey::arrange(const Look& look, Rect bounds) {
    overflow_ = look.theme.focus_width + 1;
    place(bounds);
}

void ReasonKey::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const bool chosen = chosen_.value_or(false);
    if (is_last()) {
        frame(canvas, look, bounds(), focused(), pressed() ? c.primary_press : c.primary, c.primary);
        draw_text(canvas, look, bounds().grown(-theme.space), word_,
                  {theme.title, c.on_primary, Align::Centre});
        return;
    }
    frame(canvas, look, bounds(), focused(), chosen || pressed() ? theme.tint(c.primary) : c.surface,
          chosen ? c.primary : c.border);
    Cut cut(shrunk(bounds(), theme.space * 3, theme.space), look.mirrored());
    const Rect mark = cut.leading(theme.body.size * 3 / 2);
    if (chosen)
        draw_icon(canvas, look, mark, "check", theme.body.size * 4 / 3, c.primary);
    else
        canvas.outline({mark.centre().x - theme.body.size / 2, mark.centre().y - theme.body.size / 2,
                        theme.body.size, theme.body.size},
                       theme.body.size / 4, theme.stroke * 2, c.text_quiet);
    cut.leading(theme.space * 2);
    draw_text(canvas, look, cut.rest(), word_, {theme.body, c.text, Align::Leading, 2, 0});
}

void ReasonsView::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const auto& theme = look.theme;
    const int side = theme.space * 6, gap = theme.space * 3, head = theme.body.size * 5;
    const int count = static_cast<int>(children().size());
    const int rows = (count + 1) / 2;
    const int width = (bounds.width - 2 * side - gap) / 2;
    const int height =
        std::min(theme.body.size * 4, (bounds.height - head - side - (rows - 1) * gap) / std::max(1, rows));
    for (int i = 0; i < count; ++i) {
        const int column = look.mirrored() ? 1 - i % 2 : i % 2;
        children()[static_cast<std::size_t>(i)]->arrange(look, {bounds.x + side + column * (width + gap),
                                                                bounds.y + head + i / 2 * (height + gap),
                                                                width, height});
    }
}

void ReasonsView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    canvas.fill(bounds(), theme.colors.background);
    draw_text(canvas, look,
              shrunk({bounds().x, bounds().y, bounds().width, theme.body.size * 5}, theme.space * 6, 0),
              question_, {theme.headline, theme.colors.text, Align::Centre});
}

void ThanksView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const int unit = theme.body.size, disc = unit * 6;
    canvas.fill(bounds(), c.background);
    const Rect inside = shrunk(bounds(), theme.space * 8, 0);
    const int top = inside.y + (inside.height - disc - unit * 7) / 2;
    const Point centre{inside.centre().x, top + disc / 2};
    canvas.circle(centre, disc / 2, c.primary);
    draw_icon(canvas, look, {inside.x, top, inside.width, disc}, "check", disc * 5 / 8, c.on_primary);
    draw_text(canvas, look, {inside.x, top + disc + unit, inside.width, unit * 3}, thanks_,
              {{unit * 2, Weight::Bold}, c.text, Align::Centre});
    draw_text(canvas, look, {inside.x, top + disc + unit * 4, inside.width, unit * 3}, goodbye_,
              {theme.body, c.text_quiet, Align::Centre, 2});
}

} // namespace caller
