#include "caller/pad/parts.h"

#include <utility>

namespace caller {

using screen::Align;
using screen::Canvas;
using screen::Color;
using screen::Look;
using screen::Rect;
using screen::Size;

namespace {

/// A pill as wide as its words need, cut from the place's edge; returns nothing to draw when it is empty.
void pill(Canvas& canvas, const Look& look, Rect place, std::string_view text, screen::TextStyle style,
          Color ground, Color ink) {
    const int height = style.size * 7 / 4;
    const Rect body{place.x, place.y + (place.height - height) / 2, place.width, height};
    canvas.rounded(body, height / 2, ground);
    draw_text(canvas, look, body, text, {style, ink, Align::Centre});
}

int pill_width(const Look& look, std::string_view text, screen::TextStyle style) {
    return text.empty() ? 0 : look.fonts.measure(text, style, look.language).width + style.size * 3 / 2;
}

} // namespace

void HeadView::show(const PadFace& face) {
    const bool open = !face.closed;
    if (counter_ == face.counter && location_ == face.location && clerk_ == face.clerk &&
        clock_ == face.clock && state_ == face.state && open_ == open)
        return;
    counter_ = face.counter;
    location_ = face.location;
    clerk_ = face.clerk;
    clock_ = face.clock;
    state_ = face.state;
    open_ = open;
    invalidate();
}

Size HeadView::measure(const Look& look, int width) const {
    return {width, look.theme.body.size * 7 / 2};
}

void HeadView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const Color ink = theme.colors.on_primary;
    const Color quiet = screen::mix(ink, theme.colors.primary, 45);
    canvas.fill(bounds(), theme.colors.primary);
    Cut cut(shrunk(bounds(), theme.space * 4, theme.space), look.mirrored());
    Cut time(cut.trailing(theme.body.size * 8), look.mirrored());
    const Rect sides = time.rest();
    const int upper = sides.height * 3 / 5;
    draw_text(canvas, look, {sides.x, sides.y, sides.width, upper}, clock_,
              {theme.title, ink, Align::Trailing});
    draw_text(canvas, look, {sides.x, sides.y + upper, sides.width, sides.height - upper}, clerk_,
              {theme.caption, quiet, Align::Trailing});
    const Rect rest = cut.rest();
    Cut top({rest.x, rest.y, rest.width, upper}, look.mirrored());
    const screen::TextStyle name{theme.title.size * 9 / 8, screen::Weight::Bold};
    const int wide = look.fonts.measure(counter_, name, look.language).width;
    draw_text(canvas, look, top.leading(wide + theme.space), counter_, {name, ink});
    top.leading(theme.space * 2);
    pill(canvas, look, top.leading(pill_width(look, state_, theme.caption)), state_, theme.caption,
         open_ ? ink : screen::mix(theme.colors.primary, ink, 60), open_ ? theme.colors.primary : ink);
    draw_text(canvas, look, {rest.x, rest.y + upper, rest.width, rest.height - upper}, location_,
              {theme.caption, quiet});
}

void CardView::show(const CardFace& face) {
    if (face_ == face)
        return;
    face_ = face;
    invalidate();
}

Size CardView::measure(const Look& look, int width) const {
    return {width, look.theme.body.size * 9};
}

void CardView::arrange(const Look& look, Rect bounds) {
    overflow_ = look.theme.space * 2;
    place(bounds);
}

void CardView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    canvas.shadow(bounds(), theme.radius, theme.space, c.shadow);
    canvas.rounded(bounds(), theme.radius, face_.mood == CardFace::Mood::Paused ? c.warning : c.surface);
    const Color edge = face_.mood == CardFace::Mood::Called    ? c.call
                       : face_.mood == CardFace::Mood::Serving ? c.primary
                       : face_.mood == CardFace::Mood::Paused  ? c.on_warning
                                                               : c.border;
    canvas.outline(bounds(), theme.radius,
                   face_.mood == CardFace::Mood::Called ? theme.stroke * 3 : theme.stroke, edge);
    const Rect inside = shrunk(bounds(), theme.space * 5, theme.space * 3);
    if (face_.number.empty())
        paint_empty(canvas, look, inside);
    else
        paint_ticket(canvas, look, inside);
}

void CardView::paint_ticket(Canvas& canvas, const Look& look, Rect inside) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const Color accent = face_.mood == CardFace::Mood::Called    ? c.call
                         : face_.mood == CardFace::Mood::Serving ? c.primary
                                                                 : c.text_quiet;
    const int line = theme.body.size * 3 / 2;
    Cut top({inside.x, inside.y, inside.width, line}, look.mirrored());
    const screen::TextStyle clock{theme.body.size * 9 / 8, screen::Weight::Bold};
    const Rect timer = top.trailing(pill_width(look, face_.timer, clock));
    if (face_.over)
        pill(canvas, look, timer, face_.timer, clock, c.warning, c.on_warning);
    else
        draw_text(canvas, look, timer, face_.timer, {clock, accent, Align::Trailing});
    top.trailing(theme.space * 2);
    const int state = pill_width(look, face_.state, theme.caption);
    pill(canvas, look, top.leading(state), face_.state, theme.caption, accent,
         face_.mood == CardFace::Mood::Called ? c.on_call : c.on_primary);
    top.leading(theme.space * 2);
    draw_text(canvas, look, top.rest(), face_.detail, {theme.caption, c.text_quiet});

    const Rect middle{inside.x, inside.y + line, inside.width, inside.height - 2 * line};
    const auto number = draw_text(canvas, look, middle, face_.number, {theme.display, accent});
    if (!face_.note.empty()) {
        Cut beside(middle, look.mirrored());
        beside.leading(number.width + theme.space * 4);
        const Rect note = shrunk(beside.rest(), 0, theme.space);
        canvas.rounded(note, theme.radius, theme.tint(c.primary));
        draw_text(canvas, look, shrunk(note, theme.space * 2, 0), face_.note,
                  {theme.caption, c.text, Align::Leading, 3});
    }
    if (face_.share >= 0) {
        const Rect track{inside.x, inside.bottom() + theme.space, inside.width, theme.space};
        canvas.rounded(track, track.height / 2, c.surface_alt);
        Cut done(track, look.mirrored());
        canvas.rounded(done.leading(track.width * face_.share / 1000), track.height / 2,
                       face_.over ? c.on_warning : accent);
    }

    Cut low({inside.x, inside.bottom() - line, inside.width, line}, look.mirrored());
    if (!face_.channel.empty()) {
        const int wide = pill_width(look, face_.channel, theme.caption) + (face_.green ? theme.body.size : 0);
        const Rect place = low.trailing(wide);
        const int height = theme.caption.size * 7 / 4;
        const Rect body{place.x, place.y + (place.height - height) / 2, place.width, height};
        canvas.rounded(body, height / 2, face_.green ? c.green_channel : c.surface_alt);
        Cut label(shrunk(body, theme.space * 2, 0), look.mirrored());
        const Color ink = face_.green ? c.on_green_channel : c.text;
        if (face_.green)
            draw_icon(canvas, look, label.leading(theme.body.size), "leaf", theme.caption.size, ink);
        draw_text(canvas, look, label.rest(), face_.channel, {theme.caption, ink, Align::Centre});
    }
    draw_text(canvas, look, low.rest(), face_.title, {theme.title, c.text});
}

void CardView::paint_empty(Canvas& canvas, const Look& look, Rect inside) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const Color ink = face_.mood == CardFace::Mood::Paused ? c.on_warning : c.text;
    const int disc = theme.body.size * 4;
    Cut cut(inside, look.mirrored());
    const Rect place = cut.leading(disc);
    cut.leading(theme.space * 5);
    canvas.circle(place.centre(), disc / 2,
                  theme.tint(face_.mood == CardFace::Mood::Paused ? c.on_warning : c.primary));
    draw_icon(canvas, look, place, face_.icon, disc / 2,
              face_.mood == CardFace::Mood::Paused ? ink : c.primary);
    const Rect rest = cut.rest();
    const int half = theme.body.size * 2;
    const int top = rest.y + rest.height / 2 - half;
    draw_text(canvas, look, {rest.x, top, rest.width, half}, face_.title,
              {{theme.body.size * 4 / 3, screen::Weight::Bold}, ink});
    const std::string detail = face_.timer.empty()    ? face_.detail
                               : face_.detail.empty() ? face_.timer
                                                      : face_.detail + " · " + face_.timer;
    draw_text(canvas, look, {rest.x, top + half, rest.width, half}, detail,
              {theme.body, face_.mood == CardFace::Mood::Paused ? ink : c.text_quiet, Align::Leading, 2});
}

BarView::BarView(Touched touched)
    : key_(&add<ActionKey>("", "", "", [this, touched] { touched(face_); }, ActionKey::Weight::Quiet)) {
    key_->set_visible(false);
}

void BarView::show(const BarFace& face) {
    if (face_ == face)
        return;
    face_ = face;
    key_->set_text(face.key_text);
    key_->set_target(face.key == BarFace::Key::Undo ? "undo" : "come");
    key_->set_visible(face.key != BarFace::Key::None);
    invalidate();
}

void BarView::arrange(const Look& look, Rect bounds) {
    place(bounds);
    Cut cut(shrunk(bounds, look.theme.space, look.theme.space), look.mirrored());
    key_->arrange(look, cut.trailing(look.theme.body.size * 7));
}

Size BarView::measure(const Look& look, int width) const {
    return {width, look.theme.body.size * 11 / 4};
}

void BarView::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    if (face_.text.empty())
        return;
    using Tone = BarFace::Tone;
    const Color ink = face_.tone == Tone::Trouble   ? c.on_danger
                      : face_.tone == Tone::Warning ? c.on_warning
                      : face_.tone == Tone::Good    ? c.primary
                                                    : c.text_quiet;
    if (face_.tone != Tone::Quiet)
        canvas.rounded(bounds(), theme.radius,
                       face_.tone == Tone::Trouble   ? c.danger
                       : face_.tone == Tone::Warning ? c.warning
                                                     : theme.tint(c.primary));
    Cut cut(shrunk(bounds(), theme.space * 3, 0), look.mirrored());
    if (face_.key != BarFace::Key::None)
        cut.trailing(theme.body.size * 7);
    draw_icon(canvas, look, cut.leading(theme.body.size * 5 / 4), face_.icon, theme.body.size * 9 / 8, ink);
    cut.leading(theme.space * 2);
    draw_text(canvas, look, cut.rest(), face_.text,
              {{theme.body.size * 15 / 16, screen::Weight::Regular}, ink, Align::Leading, 2});
}

void ListTitle::show(const std::string& text) {
    if (std::exchange(text_, text) != text)
        invalidate();
}

Size ListTitle::measure(const Look& look, int width) const {
    return {width, look.theme.body.size * 2};
}

void ListTitle::paint(Canvas& canvas, const Look& look) const {
    draw_text(canvas, look, shrunk(bounds(), look.theme.space * 3, 0), text_,
              {look.theme.caption, look.theme.colors.text_quiet, Align::Leading, 2});
}

LineView::LineView(Touched touched, Approved approved, const screen::Catalogue& catalogue)
    : touched_(std::move(touched)),
      approve_(&add<ActionKey>(
          "", "", "", [this, approved] { decide(approved, true); }, ActionKey::Weight::Quiet)),
      reject_(&add<ActionKey>(
          "", "", "", [this, approved] { decide(approved, false); }, ActionKey::Weight::Quiet)) {
    approve_->set_text(catalogue.tr("Approve"));
    reject_->set_text(catalogue.tr("Reject"));
    approve_->set_visible(false);
    reject_->set_visible(false);
}

void LineView::show(const LineFace* face) {
    const bool other = (face != nullptr) != shown_ || (face != nullptr && face->ticket != face_.ticket);
    const bool held = pressed() || approve_->pressed() || reject_->pressed();
    moved_ = held && (moved_ || other);
    if (!other && (face == nullptr || *face == face_))
        return;
    shown_ = face != nullptr;
    face_ = shown_ ? *face : LineFace{};
    approve_->set_target("approve:" + face_.number);
    reject_->set_target("reject:" + face_.number);
    approve_->set_visible(asks());
    reject_->set_visible(asks());
    invalidate();
}

std::string LineView::target() const {
    return (face_.kind == LineFace::Kind::Aside ? "return:" : "pick:") + face_.number;
}

void LineView::activate() {
    if (!std::exchange(moved_, false))
        touched_(face_);
}

void LineView::decide(const Approved& approved, bool yes) {
    if (!std::exchange(moved_, false))
        approved(face_.ticket, yes);
}

Size LineView::measure(const Look& look, int width) const {
    return {width, look.theme.body.size * 9 / 4};
}

void LineView::arrange(const Look& look, Rect bounds) {
    overflow_ = 0;
    place(bounds);
    Cut cut(shrunk(bounds, look.theme.space, look.theme.space / 2), look.mirrored());
    const int wide = look.theme.body.size * 9 / 2;
    reject_->arrange(look, bounds.empty() ? Rect{} : cut.trailing(wide));
    cut.trailing(look.theme.space);
    approve_->arrange(look, bounds.empty() ? Rect{} : cut.trailing(wide));
}

void LineView::paint(Canvas& canvas, const Look& look) const {
    if (!shown_ || bounds().empty())
        return;
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    if (focused())
        canvas.rounded(bounds(), theme.radius, c.focus);
    const bool warns = asks() || face_.overdue;
    if (warns || pressed() || focused())
        canvas.rounded(focused() ? bounds().grown(-theme.focus_width) : bounds(), theme.radius,
                       warns       ? c.warning
                       : pressed() ? theme.tint(c.primary)
                                   : c.surface);
    const Color ink = warns ? c.on_warning : c.text;
    const Color quiet = warns ? c.on_warning : c.text_quiet;
    Cut cut(shrunk(bounds(), theme.space * 3, 0), look.mirrored());
    if (asks())
        cut.trailing(theme.body.size * 9 + theme.space * 2);
    draw_text(canvas, look, cut.leading(theme.body.size * 15 / 4), face_.number,
              {{theme.body.size * 9 / 8, screen::Weight::Bold}, ink});
    if (!asks()) {
        const Rect times = cut.trailing(theme.body.size * 9 / 2);
        const screen::TextStyle small{theme.caption.size * 7 / 8, screen::Weight::Regular};
        const Rect upper{times.x, times.y + theme.space / 2, times.width, times.height / 2 - theme.space / 2};
        const bool alone = face_.credit.empty();
        draw_text(canvas, look, alone ? times : upper, face_.since,
                  {alone ? theme.caption : small, quiet, Align::Trailing});
        draw_text(canvas, look, {upper.x, upper.bottom(), upper.width, upper.height}, face_.credit,
                  {small, quiet, Align::Trailing});
    }
    if (!face_.channel.empty()) {
        const int wide = look.fonts.measure(face_.channel, theme.caption, look.language).width;
        Cut tag(cut.trailing(std::min(cut.rest().width * 3 / 5,
                                      wide + (face_.green ? theme.body.size * 5 / 4 : 0) + theme.space)),
                look.mirrored());
        const Color mark = face_.green && !asks() ? c.green_channel : quiet;
        if (face_.green)
            draw_icon(canvas, look, tag.leading(theme.body.size * 5 / 4), "leaf", theme.body.size, mark);
        draw_text(canvas, look, tag.rest(), face_.channel, {theme.caption, mark, Align::Trailing});
        cut.trailing(theme.space * 2);
    }
    draw_text(canvas, look, cut.rest(), face_.service, {theme.body, ink});
}

} // namespace caller
