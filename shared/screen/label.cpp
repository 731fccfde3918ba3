#include "shared/screen/label.h"

namespace screen {

Label::Label(std::string text, Step step, Ink ink, Align align)
    : text_(std::move(text)), step_(step), ink_(ink), align_(align) {}

Label& Label::set_text(std::string text) {
    if (text == text_)
        return *this;
    text_ = std::move(text);
    invalidate();
    invalidate_layout();
    return *this;
}

Label& Label::set_ink(Ink ink) {
    ink_ = ink;
    invalidate();
    return *this;
}

Label& Label::set_lines(int most) {
    lines_ = most;
    invalidate_layout();
    return *this;
}

Label& Label::set_shrinks(int steps) {
    shrinks_ = steps;
    invalidate_layout();
    return *this;
}

Label& Label::set_language(std::string language) {
    language_ = std::move(language);
    invalidate_layout();
    return *this;
}

Label& Label::set_speech(std::string speech) {
    speech_ = std::move(speech);
    return *this;
}

std::shared_ptr<const Paragraph> Label::paragraph(const Look& look, int width) const {
    return look.fonts.lay_out(text_, {look.theme.*step_, language_.empty() ? look.language : language_,
                                      std::max(1, width), lines_, shrinks_});
}

Size Label::measure(const Look& look, int width) const {
    return paragraph(look, width)->size();
}

void Label::paint(Canvas& canvas, const Look& look) const {
    const auto text = paragraph(look, bounds().width);
    Rect place = bounds();
    place.y += (place.height - text->size().height) / 2;
    look.fonts.draw(canvas, place, *text, look.theme.colors.*ink_, align_);
}

std::string Label::speech() const {
    return speech_.empty() ? text_ : speech_;
}

} // namespace screen
