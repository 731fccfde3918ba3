#include "shared/screen/dialog.h"

#include "shared/screen/button.h"
#include "shared/screen/label.h"
#include "shared/screen/picture.h"

#include <algorithm>

namespace screen {

Dialog::Dialog(const Theme& theme, std::string icon, std::string title, std::string text,
               std::vector<Choice> choices) {
    auto& card = add<Panel>(Panel::Kind::Card);
    card.padding = Insets::all(5 * theme.space);
    card.gap = 2 * theme.space;
    if (!icon.empty())
        card.add<IconView>(std::move(icon), &Colors::primary, theme.icon * 2);
    card.add<Label>(std::move(title), &Theme::headline, &Colors::text, Align::Centre).set_shrinks(2);
    text_ = &card.add<Label>(std::move(text), &Theme::body, &Colors::text_quiet, Align::Centre);
    card.add<Spacer>(theme.space);
    auto& buttons = card.add<Row>();
    buttons.gap = 2 * theme.space;
    if (!choices.empty())
        escape_ = choices.back().action;
    for (auto& choice : choices)
        buttons
            .add<Button>(std::move(choice.text), std::move(choice.action),
                         choice.primary ? Tone::Primary : Tone::Secondary)
            .grow = 1;
}

void Dialog::set_text(std::string text) {
    text_->set_text(std::move(text));
}

void Dialog::stand_below(int line) {
    line_ = line;
    invalidate_layout();
}

void Dialog::arrange(const Look& look, Rect bounds) {
    place(bounds);
    View& card = *children().front();
    const int width = std::min(bounds.width - 8 * look.theme.space, look.theme.body.size * 20);
    const int height = card.measure(look, width).height;
    const int top = std::max(0, std::min(bounds.y + line_, bounds.bottom() - height));
    card.arrange(look, {bounds.x + (bounds.width - width) / 2, top + (bounds.bottom() - top - height) / 2,
                        width, height});
}

void Dialog::paint(Canvas& canvas, const Look& look) const {
    canvas.fill(bounds(), look.theme.colors.scrim);
}

bool Dialog::handle_key(const KeyEvent& key) {
    if (key.key == Key::Escape && escape_) {
        const auto action = escape_;
        action();
    }
    return true;
}

} // namespace screen
