#include "shared/screen/keypad.h"

#include "shared/base/text.h"
#include "shared/screen/button.h"

namespace screen {

namespace {

// Digits follow each other quickly, even from a slow hand; only a bounce is ignored.
class DigitKey final : public Button {
  public:
    using Button::Button;
    base::Duration strike_pause() const override { return base::Duration(80); }
};

} // namespace

Keypad::Keypad(std::function<void(char32_t)> pressed, std::string backspace_speech, char32_t extra)
    : Grid(3), pressed_(std::move(pressed)), extra_(extra) {
    fill = true;
    const auto add_key = [this](char32_t character) {
        std::string text;
        base::append_utf8(text, character);
        add<DigitKey>(text, [this, character] { pressed_(character); }).set_step(&Theme::headline);
    };
    for (char32_t digit = U'1'; digit <= U'9'; ++digit)
        add_key(digit);
    if (extra_ != 0)
        add_key(extra_);
    else
        add<Spacer>();
    add_key(U'0');
    add<DigitKey>("", [this] { pressed_(U'\b'); })
        .set_icon("backspace")
        .set_speech(std::move(backspace_speech))
        .set_step(&Theme::headline);
}

// Digits stand as on every telephone, in Arabic and Hebrew too: fingers know the places.
void Keypad::arrange(const Look& look, Rect bounds) {
    Grid::arrange({look.theme, "en", look.fonts, look.icons}, bounds);
}

bool Keypad::handle_key(const KeyEvent& key) {
    if (key.key == Key::Backspace) {
        pressed_(U'\b');
        return true;
    }
    const char32_t upper =
        key.character >= U'a' && key.character <= U'z' ? key.character - 32 : key.character;
    const bool known = (upper >= U'0' && upper <= U'9') || (extra_ != 0 && upper == extra_);
    if (key.key != Key::Character || !known)
        return false;
    pressed_(upper);
    return true;
}

} // namespace screen
