#include "shared/screen/tile.h"

namespace screen {

struct Tile::Places {
    std::shared_ptr<const Paragraph> title, detail, badge;
    Rect disc, title_place, detail_place, badge_place;
    int height = 0; // it would like
};

Tile::Tile(std::string title, std::function<void()> action)
    : title_(std::move(title)), action_(std::move(action)) {}

namespace {

template <typename Value>
bool changed(Value& old, Value value) {
    if (old == value)
        return false;
    old = std::move(value);
    return true;
}

} // namespace

Tile& Tile::set_icon(std::string name) {
    if (changed(icon_, std::move(name)))
        invalidate(), invalidate_layout();
    return *this;
}

Tile& Tile::set_title(std::string title) {
    if (changed(title_, std::move(title)))
        invalidate(), invalidate_layout();
    return *this;
}

Tile& Tile::set_detail(std::string detail) {
    if (changed(detail_, std::move(detail)))
        invalidate(), invalidate_layout();
    return *this;
}

Tile& Tile::set_badge(std::string badge) {
    if (changed(badge_, std::move(badge)))
        invalidate(), invalidate_layout();
    return *this;
}

Tile& Tile::set_accent(Color Colors::* accent) {
    accent_ = accent;
    invalidate();
    return *this;
}

Tile& Tile::set_language(std::string language) {
    language_ = std::move(language);
    invalidate_layout();
    return *this;
}

Tile& Tile::set_speech(std::string speech) {
    speech_ = std::move(speech);
    return *this;
}

Tile& Tile::set_upright(bool upright) {
    upright_ = upright;
    invalidate_layout();
    return *this;
}

Tile::Places Tile::places(const Look& look, Rect bounds) const {
    const Theme& theme = look.theme;
    const std::string& language = language_.empty() ? look.language : language_;
    const int pad = 3 * theme.space;
    const int disc = icon_.empty() ? 0 : theme.icon * 8 / 5;
    const int after_disc = icon_.empty() ? 0 : 5 * theme.space / 2;
    const Rect room = bounds.grown(-pad);
    Places p;
    p.badge = look.fonts.lay_out(badge_, {theme.caption, language, 0, 1, 0});
    const Size badge = badge_.empty() ? Size{} : Size{p.badge->width + 3 * theme.space, p.badge->line_height};
    const int beside = upright_ ? 0 : disc + after_disc;
    const int whole = std::max(1, room.width - beside);
    // In a narrow tile the badge stands below the words rather than squeezing them.
    const bool below = badge.width > 0 && (upright_ || whole - badge.width < 8 * theme.title.size);
    const int words = below || badge.width == 0 ? whole : whole - badge.width - theme.space;
    // Chinese has no spaces to break a title at: it is made smaller first. Other titles keep one size.
    const int shrinks = language.starts_with("zh") || language.starts_with("ja") ? 2 : 0;
    p.title = look.fonts.lay_out(title_, {theme.title, language, words, 2, shrinks});
    p.detail = look.fonts.lay_out(detail_, {theme.caption, language, words, 3, 0});
    const int badge_gap = theme.space / 2;
    const int text = p.title->size().height + (detail_.empty() ? 0 : p.detail->size().height) +
                     (below ? badge_gap + badge.height : 0);
    const int above = upright_ && disc > 0 ? disc + theme.space * 3 / 2 : 0;
    p.height = 2 * pad + (upright_ ? above + text : std::max({disc, text, badge.height}));

    const int top = room.y + (room.height - above - text) / 2;
    const int left = room.x + beside;
    p.disc = upright_ ? Rect{room.x + (room.width - disc) / 2, top, disc, disc}
                      : Rect{room.x, room.y + (room.height - disc) / 2, disc, disc};
    p.title_place = {left, top + above, words, p.title->size().height};
    p.detail_place = {left, p.title_place.bottom(), words, detail_.empty() ? 0 : p.detail->size().height};
    p.badge_place = {below ? (upright_ ? room.x + (room.width - badge.width) / 2 : left)
                           : room.right() - badge.width,
                     below ? p.detail_place.bottom() + badge_gap : room.y + (room.height - badge.height) / 2,
                     badge.width, badge.height};
    if (look.mirrored())
        for (Rect* const place : {&p.disc, &p.title_place, &p.detail_place, &p.badge_place})
            place->x = bounds.x + bounds.right() - place->right();
    return p;
}

Size Tile::measure(const Look& look, int width) const {
    return {width, places(look, {0, 0, width, 0}).height};
}

void Tile::arrange(const Look& look, Rect bounds) {
    overflow_ = 4 * look.theme.space;
    place(bounds);
}

void Tile::paint(Canvas& canvas, const Look& look) const {
    const Theme& theme = look.theme;
    const Colors& colors = theme.colors;
    const Color accent = enabled() ? colors.*accent_ : colors.text_quiet;
    const Color ground = pressed() ? theme.tint(accent) : enabled() ? colors.surface : colors.surface_alt;
    if (!pressed() && enabled()) {
        Rect below = bounds();
        below.y += theme.space / 2;
        canvas.shadow(below, theme.radius, 3 * theme.space, colors.shadow);
    }
    canvas.rounded(bounds(), theme.radius, ground);
    canvas.outline(bounds(), theme.radius, pressed() ? 2 * theme.stroke : theme.stroke,
                   pressed() ? accent : colors.border);

    const Places p = places(look, bounds());
    const Align align = upright_ ? Align::Centre : Align::Leading;
    if (!icon_.empty()) {
        canvas.circle(p.disc.centre(), p.disc.width / 2, pressed() ? accent : theme.tint(accent));
        const Point centre = p.disc.centre();
        const int icon = theme.icon;
        canvas.draw(look.icon(icon_, icon), {centre.x - icon / 2, centre.y - icon / 2},
                    pressed() ? colors.surface : accent);
    }
    look.fonts.draw(canvas, p.title_place, *p.title, enabled() ? colors.text : colors.text_quiet, align);
    look.fonts.draw(canvas, p.detail_place, *p.detail, colors.text_quiet, align);
    if (!badge_.empty()) {
        canvas.rounded(p.badge_place, p.badge_place.height / 2, theme.tint(accent));
        look.fonts.draw(canvas, p.badge_place, *p.badge, accent, Align::Centre);
    }
}

void Tile::activate() {
    if (const auto action = action_)
        action();
}

std::string Tile::speech() const {
    if (!speech_.empty())
        return speech_;
    std::string all = title_;
    for (const std::string& part : {detail_, badge_})
        if (!part.empty())
            all += ". " + part;
    return all;
}

} // namespace screen
