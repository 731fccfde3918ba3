#include "shared/screen/button.h"

namespace screen {

namespace {

struct Dress {
    Color ground, edge, ink;
};

Dress dress(const Theme& theme, Tone tone, bool pressed) {
    const Colors& c = theme.colors;
    const auto filled = [pressed, &c](Color ground, Color ink) {
        return Dress{pressed ? mix(ground, c.text, 60) : ground, ground, ink};
    };
    switch (tone) {
    case Tone::Primary:
        return {pressed ? c.primary_press : c.primary, c.primary_press, c.on_primary};
    case Tone::Call:
        return filled(c.call, c.on_call);
    case Tone::GreenChannel:
        return filled(c.green_channel, c.on_green_channel);
    case Tone::Danger:
        return filled(c.danger, c.on_danger);
    case Tone::Quiet:
        return {pressed ? theme.tint(c.primary) : c.background.with_alpha(0), c.background.with_alpha(0),
                c.primary};
    case Tone::Secondary:
        break;
    }
    return {pressed ? theme.tint(c.primary) : c.surface, pressed ? c.primary : c.border, c.primary};
}

} // namespace

Button::Button(std::string text, std::function<void()> action, Tone tone)
    : text_(std::move(text)), action_(std::move(action)), tone_(tone) {}

Button& Button::set_icon(std::string name) {
    icon_ = std::move(name);
    invalidate_layout();
    invalidate();
    return *this;
}

Button& Button::set_text(std::string text) {
    if (text == text_)
        return *this;
    text_ = std::move(text);
    invalidate_layout();
    invalidate();
    return *this;
}

Button& Button::set_tone(Tone tone) {
    tone_ = tone;
    invalidate();
    return *this;
}

Button& Button::set_step(TextStyle Theme::* step) {
    step_ = step;
    invalidate_layout();
    invalidate();
    return *this;
}

Button& Button::set_narrow() {
    narrow_ = true;
    invalidate_layout();
    return *this;
}

Button& Button::set_language(std::string language) {
    language_ = std::move(language);
    invalidate_layout();
    invalidate();
    return *this;
}

Button& Button::set_speech(std::string speech) {
    speech_ = std::move(speech);
    return *this;
}

// Icon and words stand side by side in the middle. Before words are broken, the padding gives way.
TextBox Button::box(const Look& look, int width) const {
    const int icon = icon_.empty() ? 0 : (look.theme.*step_).size * 5 / 4 + look.theme.space;
    const std::string& language = language_.empty() ? look.language : language_;
    const int padding = narrow_ ? look.theme.space * 3 / 2 : 6 * look.theme.space;
    const TextBox wide{look.theme.*step_, language, std::max(1, width - icon - padding), 2, 2};
    if (narrow_ || look.fonts.lay_out(text_, wide)->lines.size() <= 1)
        return wide;
    return {wide.style, language, wide.width + 4 * look.theme.space, 2, 2};
}

Size Button::measure(const Look& look, int width) const {
    const auto words = look.fonts.lay_out(text_, box(look, width));
    const int beside = std::max(0, width) - box(look, width).width; // icon and padding
    return {std::max(look.theme.target, words->size().width + beside),
            std::max(look.theme.target, words->size().height + look.theme.space)};
}

void Button::arrange(const Look& look, Rect bounds) {
    overflow_ = 2 * look.theme.focus_width;
    place(bounds);
}

void Button::paint(Canvas& canvas, const Look& look) const {
    const Theme& theme = look.theme;
    Dress colors = dress(theme, tone_, pressed());
    if (!enabled())
        colors = {mix(theme.colors.background, theme.colors.border, 100), theme.colors.border,
                  mix(theme.colors.background, theme.colors.text_quiet, 150)};
    canvas.rounded(bounds(), theme.radius, colors.ground);
    if (colors.edge.alpha != 0)
        canvas.outline(bounds(), theme.radius, theme.stroke, colors.edge);

    const TextBox words_box = box(look, bounds().width);
    const auto words = look.fonts.lay_out(text_, words_box);
    const int icon = icon_.empty() ? 0 : words->style.size * 5 / 4;
    const int gap = icon_.empty() || text_.empty() ? 0 : theme.space;
    const Size size = words->size();
    const int left = bounds().x + (bounds().width - icon - gap - (text_.empty() ? 0 : size.width)) / 2;
    const int middle = bounds().centre().y;
    const bool mirrored = look.mirrored();
    if (!icon_.empty())
        canvas.draw(look.icon(icon_, icon), {mirrored ? left + size.width + gap : left, middle - icon / 2},
                    colors.ink);
    look.fonts.draw(canvas,
                    {mirrored ? left : left + icon + gap, middle - size.height / 2, size.width, size.height},
                    *words, colors.ink, Align::Centre);
}

void Button::activate() {
    if (const auto action = action_)
        action();
}

std::string Button::speech() const {
    return speech_.empty() ? text_ : speech_;
}

} // namespace screen
