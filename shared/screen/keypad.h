#pragma once

#include "shared/screen/layout.h"

#include <functional>

namespace screen {

/// Digits 1–9, a key of its own choice at the lower left (X of an identity card's number; none: empty), 0 and
/// backspace. Also takes the same characters from a keyboard.
class Keypad : public Grid {
  public:
    /// `pressed` gets the character; U'\b' is backspace.
    Keypad(std::function<void(char32_t)> pressed, std::string backspace_speech, char32_t extra = 0);

    void arrange(const Look& look, Rect bounds) override;
    bool handle_key(const KeyEvent& key) override;

  private:
    std::function<void(char32_t)> pressed_;
    char32_t extra_;
};

} // namespace screen
