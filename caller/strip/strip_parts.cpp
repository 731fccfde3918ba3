#include "caller/strip/strip_parts.h"

#include <algorithm>
#include <utility>

namespace caller {

using screen::Align;
using screen::Canvas;
using screen::Color;
using screen::Look;
using screen::Rect;
using screen::TextStyle;

namespace {

Rect without_sides(Rect rect, int side) {
    return {rect.x + side, rect.y, rect.width - 2 * side, rect.height};
}

} // namespace

StripTicketFace strip_ticket(const Desk& desk, const Around& around, const PadFace& face) {
    StripTicketFace here{face.card, {}, 0};
    const auto* ticket = desk.ticket();
    if (ticket == nullptr || ticket->state != model::TicketState::Serving)
        return here;
    const auto* service = find(desk.board()->hall.services, ticket->service);
    if (service == nullptr || service->serve_target <= base::Duration::zero())
        return here;
    here.limit = lasted(service->serve_target);
    constexpr std::int64_t kMost = 1000;
    const auto gone = std::max(base::Duration::zero(),
                               std::chrono::duration_cast<base::Duration>(around.now - ticket->since));
    here.share = static_cast<int>(std::min<std::int64_t>(gone * 100 / service->serve_target, kMost));
    return here;
}

void StripHead::show(const PadFace& face, bool in_reach) {
    if (counter_ == face.counter && state_ == face.state && in_reach_ == in_reach)
        return;
    counter_ = face.counter;
    state_ = face.state;
    in_reach_ = in_reach;
    invalidate();
    invalidate_layout();
}

screen::Size StripHead::measure(const Look& look, int width) const {
    const auto& theme = look.theme;
    const int words = std::max(look.fonts.measure(counter_, theme.title, look.language).width,
                               look.fonts.measure(state_, theme.caption, look.language).width);
    return {std::min(words + 7 * theme.space, width), 0};
}

void StripHead::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const Color ground = in_reach_ ? c.primary : c.danger;
    const Color ink = in_reach_ ? c.on_primary : c.on_danger;
    canvas.fill(bounds(), ground);
    const Rect inside = without_sides(bounds(), theme.space * 3);
    const int upper = inside.height * 11 / 20;
    draw_text(canvas, look, {inside.x, inside.y + theme.space / 2, inside.width, upper}, counter_,
              {theme.title, ink});
    draw_text(canvas, look, {inside.x, inside.y + upper, inside.width, inside.height - upper - theme.space},
              state_, {{theme.caption.size * 9 / 8, screen::Weight::Bold}, ink});
}

void StripTicket::show(const StripTicketFace& face) {
    if (face_ == face)
        return;
    face_ = face;
    invalidate();
}

void StripTicket::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const CardFace& card = face_.card;
    const bool paused = card.mood == CardFace::Mood::Paused;
    canvas.fill(bounds(), paused ? c.warning : c.surface);
    const Color accent = card.mood == CardFace::Mood::Called    ? c.call
                         : card.mood == CardFace::Mood::Serving ? c.primary
                         : paused                               ? c.on_warning
                                                                : c.text_quiet;
    const int unit = theme.body.size;
    Cut cut(without_sides(bounds(), theme.space * 2), look.mirrored());
    if (card.number.empty()) {
        draw_icon(canvas, look, cut.leading(unit * 2), card.icon, unit * 3 / 2, accent);
    } else {
        const TextStyle style{unit * 2, screen::Weight::Bold};
        const int wide = look.fonts.measure(card.number, style, look.language).width;
        draw_text(canvas, look, cut.leading(std::min(wide + theme.space, cut.rest().width / 2)), card.number,
                  {style, accent});
    }
    cut.leading(theme.space * 2);
    const Rect rest = cut.rest();
    const int upper = rest.height / 2;
    const Color ink = paused ? c.on_warning : c.text;
    draw_text(canvas, look, {rest.x, rest.y + theme.space / 2, rest.width, upper}, card.title,
              {{unit, screen::Weight::Bold}, ink});
    paint_time(canvas, look, {rest.x, rest.y + upper, rest.width, rest.height - upper - theme.space * 3 / 2});
}

/// How long, against how long it was to be; then what else there is to say. A bar below it fills up.
void StripTicket::paint_time(Canvas& canvas, const Look& look, Rect place) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const CardFace& card = face_.card;
    const bool paused = card.mood == CardFace::Mood::Paused, over = face_.share > 100;
    const Color quiet = paused ? c.on_warning : c.text_quiet;
    Cut cut(place, look.mirrored());
    if (!card.timer.empty()) {
        const auto text = face_.limit.empty() ? card.timer : card.timer + " / " + face_.limit;
        const TextStyle style{theme.body.size * 15 / 16, screen::Weight::Bold};
        const int wide = look.fonts.measure(text, style, look.language).width;
        const Rect time = cut.leading(wide + theme.space * 2);
        if (over)
            canvas.rounded(time, theme.radius / 2, c.warning);
        draw_text(canvas, look, time, text,
                  {style,
                   over     ? c.on_warning
                   : paused ? c.on_warning
                            : c.text,
                   Align::Centre});
        cut.leading(theme.space * 2);
        if (!face_.limit.empty() && !over) {
            const Rect whole{time.x, bounds().bottom() - theme.space, time.width,
                             std::max(2, theme.space / 2)};
            canvas.fill(whole, c.surface_alt);
            canvas.fill(Cut(whole, look.mirrored()).leading(whole.width * face_.share / 100), c.primary);
        }
    }
    if (!card.channel.empty()) {
        const TextStyle style = theme.caption;
        const int icon = card.green ? theme.body.size * 5 / 4 : 0;
        const int wide = look.fonts.measure(card.channel, style, look.language).width + icon;
        const Color ink = card.green ? c.green_channel : quiet;
        if (wide <= cut.rest().width) {
            if (card.green)
                draw_icon(canvas, look, cut.leading(icon), "leaf", theme.body.size, ink);
            draw_text(canvas, look, cut.leading(wide - icon + theme.space), card.channel, {style, ink});
            cut.leading(theme.space * 2);
        }
    }
    // Half a sentence would tell nothing.
    if (look.fonts.measure(card.detail, theme.caption, look.language).width <= cut.rest().width)
        draw_text(canvas, look, cut.rest(), card.detail, {theme.caption, quiet});
}

void StripLine::show(const BarFace& face, std::string around) {
    if (face_ == face && around_ == around)
        return;
    face_ = face;
    around_ = std::move(around);
    invalidate();
}

void StripLine::paint(Canvas& canvas, const Look& look) const {
    using Tone = BarFace::Tone;
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const Color ground = face_.tone == Tone::Trouble   ? c.danger
                         : face_.tone == Tone::Warning ? c.warning
                         : face_.tone == Tone::Good    ? theme.tint(c.primary)
                                                       : c.surface_alt;
    const Color ink = face_.tone == Tone::Trouble   ? c.on_danger
                      : face_.tone == Tone::Warning ? c.on_warning
                      : face_.tone == Tone::Good    ? c.primary
                                                    : c.text_quiet;
    canvas.fill(bounds(), ground);
    Cut cut(without_sides(bounds(), theme.space * 3), look.mirrored());
    const TextStyle style{theme.body.size * 13 / 14, screen::Weight::Regular};
    if (!face_.text.empty()) {
        draw_icon(canvas, look, cut.leading(theme.body.size), face_.icon, theme.body.size, ink);
        cut.leading(theme.space * 2);
    }
    const int sentence = look.fonts.measure(face_.text, style, look.language).width;
    const int about = look.fonts.measure(around_, theme.caption, look.language).width + theme.space;
    if (sentence + about + theme.space * 4 <= cut.rest().width)
        draw_text(canvas, look, cut.trailing(about), around_, {theme.caption, ink, Align::Trailing});
    draw_text(canvas, look, cut.rest(), face_.text, {style, ink});
}

void StripPage::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const auto& theme = look.theme;
    const int low = line_height(theme), gap = theme.space * 3 / 2;
    line->arrange(look, {bounds.x, bounds.bottom() - low, bounds.width, low});
    const Rect row{bounds.x, bounds.y, bounds.width, bounds.height - low};
    Cut cut(row, look.mirrored());
    head->arrange(look, cut.leading(head->measure(look, bounds.width / 6).width));
    const auto key = [&](ActionKey& view, int width) {
        const Rect at = cut.trailing(width);
        view.arrange(look, {at.x, at.y + gap, at.width, at.height - 2 * gap});
        cut.trailing(gap);
    };
    cut.trailing(gap);
    key(*more, more_width(theme));
    if (begin->visible())
        key(*begin, static_cast<int>(keys.size()) * (key_width + gap) - gap);
    else
        for (auto view = keys.rbegin(); view != keys.rend(); ++view)
            key(**view, key_width);
    key(*next, next_width);
    ticket->arrange(look, cut.rest());
}

void StripPage::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    canvas.fill(bounds(), theme.colors.background);
}

} // namespace caller
