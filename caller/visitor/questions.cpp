#include "caller/visitor/questions.h"

#include <algorithm>
#include <cmath>

namespace caller {

using screen::Align;
using screen::Canvas;
using screen::Color;
using screen::Look;
using screen::Point;
using screen::Rect;
using screen::Weight;

namespace {

/// 20 mm on a panel of seven inches, whose short side is 90 mm; more on a larger one.
int finger(Rect panel) {
    return std::min(panel.width, panel.height) * 2 / 9;
}

bool stands(Rect panel) {
    return panel.height > panel.width;
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

/// Ink and ground of a face: said by its mouth, too.
struct Tone {
    Color ink, ground;
};

Tone tone_of(const screen::Colors& c, int score) {
    if (score == 3)
        return {c.on_warning, c.warning};
    const Color ink = score >= 4 ? c.green_channel : c.call;
    return {ink, screen::mix(c.surface, ink, score == 4 || score == 2 ? 34 : 60)};
}

} // namespace

void FaceKey::arrange(const Look& look, Rect bounds) {
    overflow_ = look.theme.focus_width + 1;
    place(bounds);
}

void FaceKey::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const Tone tone = tone_of(c, score_);
    frame(canvas, look, bounds(), focused(), pressed() ? screen::mix(c.surface, tone.ink, 40) : c.surface,
          pressed() ? tone.ink : c.border);
    const int unit = theme.body.size;
    if (bounds().width > bounds().height * 2) { // a row
        Cut cut(shrunk(bounds(), theme.space * 3, theme.space), look.mirrored());
        const Rect face = cut.leading(bounds().height);
        draw_face(canvas, face.centre(), face.height * 9 / 20, score_, tone.ground, tone.ink);
        cut.leading(theme.space * 4);
        say(canvas, look, cut.rest(), {{word_, theme.headline, c.text, 2}});
        return;
    }
    const int words = unit * 4;
    const int radius = std::min(bounds().width * 2 / 5, (bounds().height - words) * 2 / 5);
    const Point centre{bounds().centre().x, bounds().y + (bounds().height - words) / 2 + theme.space * 2};
    draw_face(canvas, centre, radius, score_, tone.ground, tone.ink);
    say(canvas, look, shrunk({bounds().x, bounds().bottom() - words, bounds().width, words}, theme.space, 0),
        {{word_, {unit, Weight::Bold}, c.text, 3}}, Align::Centre);
}

void RatingView::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const auto& theme = look.theme;
    const int side = theme.space * 6, gap = theme.space * 3;
    const int count = std::max(1, static_cast<int>(children().size()));
    if (stands(bounds)) {
        head_ = shrunk({bounds.x, bounds.y, bounds.width, theme.body.size * 7}, side, theme.space * 2);
        const int room = bounds.height - theme.body.size * 7 - side;
        const int height = std::min((room - (count - 1) * gap) / count, finger(bounds) * 5 / 4);
        int y = bounds.y + theme.body.size * 7;
        for (const auto& child : children()) {
            child->arrange(look, {bounds.x + side, y, bounds.width - 2 * side, height});
            y += height + gap;
        }
        return;
    }
    const int head = theme.body.size * 6;
    head_ = shrunk({bounds.x, bounds.y, bounds.width, head}, side, theme.space * 2);
    const int width = (bounds.width - 2 * side - (count - 1) * gap) / count;
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
    canvas.fill(bounds(), theme.colors.background);
    say(canvas, look, head_,
        {{question_, theme.headline, theme.colors.text, 2},
         {hint_, theme.body, theme.colors.text, 2, theme.space}},
        Align::Centre);
}

void ReasonKey::arrange(const Look& look, Rect bounds) {
    overflow_ = look.theme.focus_width + 1;
    place(bounds);
}

void ReasonKey::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const int unit = theme.body.size;
    const bool chosen = chosen_.value_or(false);
    if (is_last()) {
        frame(canvas, look, bounds(), focused(), pressed() ? c.primary_press : c.primary, c.primary);
        say(canvas, look, shrunk(bounds(), theme.space * 2, theme.space),
            {{word_, theme.title, c.on_primary, 2}}, Align::Centre);
        return;
    }
    frame(canvas, look, bounds(), focused(), chosen || pressed() ? theme.tint(c.primary) : c.surface,
          chosen ? c.primary : c.border);
    Cut cut(shrunk(bounds(), theme.space * 3, theme.space), look.mirrored());
    const Rect mark = cut.leading(unit * 3 / 2);
    if (chosen)
        draw_icon(canvas, look, mark, "check", unit * 4 / 3, c.primary);
    else
        canvas.outline({mark.centre().x - unit / 2, mark.centre().y - unit / 2, unit, unit}, unit / 4,
                       theme.stroke * 2, c.text_quiet);
    cut.leading(theme.space * 2);
    say(canvas, look, cut.rest(), {{word_, theme.body, c.text, 3}});
}

void ReasonsView::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const auto& theme = look.theme;
    const int side = theme.space * 6, gap = theme.space * 3 / (stands(bounds) ? 2 : 1);
    const int head = theme.body.size * (stands(bounds) ? 9 : 8) / 2;
    const int columns = stands(bounds) ? 1 : 2;
    const int count = static_cast<int>(children().size());
    const int rows = std::max(1, (count + columns - 1) / columns);
    const int width = (bounds.width - 2 * side - (columns - 1) * gap) / columns;
    const int height =
        std::min(finger(bounds) * 5 / 4, (bounds.height - head - side / 2 - (rows - 1) * gap) / rows);
    head_ = shrunk({bounds.x, bounds.y, bounds.width, head}, side, theme.space);
    for (int i = 0; i < count; ++i) {
        const int column = look.mirrored() ? columns - 1 - i % columns : i % columns;
        children()[static_cast<std::size_t>(i)]->arrange(
            look, {bounds.x + side + column * (width + gap), bounds.y + head + i / columns * (height + gap),
                   width, height});
    }
}

void ReasonsView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    canvas.fill(bounds(), theme.colors.background);
    say(canvas, look, head_, {{question_, theme.headline, theme.colors.text, 2}}, Align::Centre);
}

void MarkKey::arrange(const Look& look, Rect bounds) {
    overflow_ = look.theme.focus_width + 1;
    place(bounds);
}

void MarkKey::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    Tone tone = tone_of(c, score_);
    const Rect inside = bounds().grown(-theme.space / 2);
    if (chosen_ || pressed() || focused())
        frame(canvas, look, inside, focused(), chosen_ || pressed() ? theme.tint(c.primary) : c.surface,
              chosen_ ? c.primary : c.border);
    if (chosen_)
        canvas.outline(inside, theme.radius, theme.stroke * 3, c.primary);
    else if (pale_)
        tone = {screen::mix(c.surface, c.text_quiet, 150), c.surface_alt};
    draw_face(canvas, inside.centre(), std::min(inside.width, inside.height) * 2 / 5, score_, tone.ground,
              tone.ink);
}

void AspectsView::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const auto& theme = look.theme;
    const int side = theme.space * (stands(bounds) ? 1 : 5), gap = theme.space / 2;
    const int count = static_cast<int>(rows_.size());
    const int head = stands(bounds) ? theme.body.size * 5 : finger(bounds) * 29 / 30;
    const Rect inside = shrunk(bounds, side, 0);
    Rect done{inside.x, bounds.bottom() - finger(bounds) - 2 * gap, inside.width, finger(bounds)};
    head_ = {inside.x, bounds.y + gap, inside.width, head - 2 * gap};
    if (!stands(bounds)) { // beside the question: the rows need the height
        Cut cut({inside.x, bounds.y + 2 * gap, inside.width, head - 3 * gap}, look.mirrored());
        done = cut.trailing(std::max(finger(bounds) * 3 / 2, inside.width / 4));
        cut.trailing(6 * gap);
        head_ = cut.rest();
    }
    const int below = stands(bounds) ? bounds.bottom() - done.y : 0;
    const int height = (bounds.height - head - below - gap) / std::max(1, count);
    for (int i = 0; i < count; ++i) {
        Row& row = rows_[static_cast<std::size_t>(i)];
        Rect place{inside.x, bounds.y + head + i * height, inside.width, height - gap};
        row.place = place;
        if (stands(bounds)) {
            const int words = theme.body.size * 3 / 2;
            row.words = {place.x + 4 * gap, place.y + 2 * gap, place.width - 8 * gap, words};
            place = {place.x, place.y + words + 2 * gap, place.width, place.height - words - 2 * gap};
        }
        Cut cut(place, look.mirrored());
        if (!stands(bounds))
            row.words = shrunk(cut.leading(place.width * 3 / 10), 5 * gap, 0);
        const int width = cut.rest().width / Rating::kBest;
        for (MarkKey* mark : row.marks)
            mark->arrange(look, cut.leading(width));
    }
    if (done_ != nullptr)
        done_->arrange(look, done);
}

void AspectsView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    canvas.fill(bounds(), c.background);
    say(canvas, look, head_,
        {{question_, stands(bounds()) ? theme.headline : theme.title, c.text, 2},
         {hint_, theme.body, c.text, 2}},
        stands(bounds()) ? Align::Centre : Align::Leading);
    for (const Row& row : rows_) {
        canvas.rounded(row.place, theme.radius, c.surface);
        canvas.outline(row.place, theme.radius, theme.stroke, c.border);
        if (stands(bounds())) {
            say(canvas, look, row.words,
                {{row.word + (row.level.empty() ? "" : " · " + row.level), theme.title, c.text, 1}});
        } else {
            say(canvas, look, row.words,
                {{row.word, theme.title, c.text, 2}, {row.level, theme.body, c.primary, 2}});
        }
    }
}

AspectsView::Row& AspectsView::add_row(std::string word, std::string level) {
    return rows_.emplace_back(Row{std::move(word), std::move(level), {}, {}, {}});
}

void ThanksView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const int unit = theme.body.size, disc = unit * 6, words = unit * 8;
    canvas.fill(bounds(), c.background);
    const Rect inside = shrunk(bounds(), theme.space * 8, 0);
    const int top = inside.y + (inside.height - disc - words) / 2;
    const Point centre{inside.centre().x, top + disc / 2};
    canvas.circle(centre, disc / 2, c.primary);
    draw_icon(canvas, look, {inside.x, top, inside.width, disc}, "check", disc * 5 / 8, c.on_primary);
    say(canvas, look, {inside.x, top + disc + unit, inside.width, words - unit},
        {{thanks_, {unit * 2, Weight::Bold}, c.text, 2}, {goodbye_, theme.body, c.text, 2, unit / 2}},
        Align::Centre, Stand::Top);
}

} // namespace caller
