#include "caller/pad/action_key.h"

#include <utility>

namespace caller {

using screen::Align;
using screen::Canvas;
using screen::Color;
using screen::Look;
using screen::Rect;

ActionKey::ActionKey(std::string target, std::string icon, std::string shortcut, std::function<void()> action,
                     Weight weight)
    : target_(std::move(target)), icon_(std::move(icon)), shortcut_(std::move(shortcut)),
      action_(std::move(action)), weight_(weight) {}

void ActionKey::set_text(std::string text) {
    if (std::exchange(text_, text) != text)
        invalidate();
}

void ActionKey::set_icon(std::string icon) {
    if (std::exchange(icon_, icon) != icon)
        invalidate();
}

void ActionKey::set_badge(std::string badge) {
    if (std::exchange(badge_, badge) != badge)
        invalidate();
}

void ActionKey::set_dimmed(bool dimmed) {
    if (std::exchange(dimmed_, dimmed) != dimmed)
        invalidate();
}

void ActionKey::set_chosen(bool chosen) {
    if (std::exchange(chosen_, chosen) != chosen)
        invalidate();
}

screen::Size ActionKey::measure(const Look& look, int width) const {
    const int unit = look.theme.body.size;
    const int height = weight_ == Weight::Dominant ? unit * 15 / 4
                       : weight_ == Weight::Usual  ? unit * 3
                                                   : unit * 2;
    return {narrow_ ? std::min(width, unit * 2) : width, height};
}

void ActionKey::place_in(const Look& look, Rect bounds) {
    overflow_ = weight_ == Weight::Dominant ? look.theme.space : look.theme.focus_width;
    place(bounds);
}

ActionKey::Dress ActionKey::dress(const screen::Colors& c) const {
    if (!enabled() || dimmed_)
        return {c.surface_alt, c.surface_alt, screen::mix(c.text_quiet, c.surface_alt, 110)};
    if (weight_ == Weight::Dominant)
        return {pressed() ? c.primary_press : c.primary, c.primary, c.on_primary};
    const Color ground = pressed() ? screen::mix(c.surface, c.primary, 50)
                         : chosen_ ? screen::mix(c.surface, c.primary, 28)
                                   : c.surface;
    return {ground, pressed() || chosen_ ? c.primary : c.border, c.text};
}

void ActionKey::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const Dress dressed = dress(theme.colors);
    if (focused())
        canvas.rounded(bounds().grown(theme.focus_width), theme.radius + theme.focus_width,
                       theme.colors.focus);
    canvas.rounded(bounds(), theme.radius, dressed.ground);
    if (enabled() && weight_ != Weight::Dominant)
        canvas.outline(bounds(), theme.radius, theme.stroke, dressed.edge);
    if (weight_ == Weight::Dominant)
        paint_dominant(canvas, look, dressed.ink);
    else
        paint_usual(canvas, look, dressed.ink);
}

/// Icon, large words; shortcut and badge stand on the trailing side.
void ActionKey::paint_dominant(Canvas& canvas, const Look& look, Color ink) const {
    const auto& theme = look.theme;
    Cut cut(bounds().grown(-theme.space), look.mirrored());
    draw_icon(canvas, look, cut.leading(theme.icon * 2), icon_, theme.headline.size, ink);
    draw_text(canvas, look, cut.trailing(theme.body.size * 2), shortcut_,
              {theme.caption, ink.with_alpha(200), Align::Centre});
    draw_text(canvas, look, cut.trailing(theme.body.size * 8), badge_, {theme.body, ink, Align::Trailing});
    draw_text(canvas, look, cut.rest(), text_, {theme.headline, ink, Align::Leading});
}

/// Icon before the words, both in the middle; the shortcut in the upper trailing corner.
void ActionKey::paint_usual(Canvas& canvas, const Look& look, Color ink) const {
    const auto& theme = look.theme;
    const Color icon_ink = enabled() ? theme.colors.primary : ink;
    const Rect inside = bounds().grown(-theme.space);
    const int icon = theme.body.size * 5 / 4;
    const bool quiet = weight_ == Weight::Quiet;
    const screen::TextStyle words = {theme.body.size, quiet ? screen::Weight::Regular : screen::Weight::Bold};
    const int shortcut = shortcut_.empty() ? 0 : theme.caption.size * 5 / 2;

    Cut corner({inside.x, inside.y - theme.space / 4, inside.width, theme.caption.size * 5 / 4},
               look.mirrored());
    const screen::TextStyle small{theme.caption.size * 7 / 8, screen::Weight::Regular};
    draw_text(canvas, look, corner.trailing(shortcut), shortcut_,
              {small, screen::mix(ink, theme.colors.surface, 70), Align::Trailing});

    const int needed = look.fonts.measure(text_, words, look.language).width;
    const int sides = icon_.empty() ? 0 : icon + theme.space * 2;
    const bool crowds = even_ && needed > inside.width - sides - 2 * shortcut;
    const int room = inside.width - sides - (crowds ? 2 * shortcut : quiet ? shortcut : 0);
    const int wide = std::min(room, needed);
    const int all = wide + (icon_.empty() ? 0 : icon + theme.space * 2);
    Cut cut({inside.x + (inside.width - all) / 2, inside.y, all, inside.height}, look.mirrored());
    if (!icon_.empty()) {
        draw_icon(canvas, look, cut.leading(icon), icon_, icon, icon_ink);
        cut.leading(theme.space * 2);
    }
    draw_text(canvas, look, cut.rest(), text_,
              {words, ink, crowds ? Align::Centre : Align::Leading, quiet ? 1 : 2, even_ ? 0 : 2});
}

} // namespace caller
