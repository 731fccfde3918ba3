#pragma once

#include "shared/screen/layout.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

/// The letters that services are searched by, as keys on the screen: the usual keyboard of the language's
/// script; Latin letters where names are typed by their sound. With a space and a key to take back.
class LetterKeys final : public screen::Column {
  public:
    /// `language`: BCP 47. `pressed` gets the letter; U'\b' takes back.
    LetterKeys(std::string_view language, int space, std::function<void(char32_t)> pressed,
               std::string backspace_speech, std::string space_words);

    /// Each key and what it types.
    const std::vector<std::pair<char32_t, screen::View*>>& keys() const { return keys_; }

    /// Letters stand where fingers know them, in Arabic and Hebrew too.
    void arrange(const screen::Look& look, screen::Rect bounds) override;

  private:
    std::vector<std::pair<char32_t, screen::View*>> keys_;
};

} // namespace kiosk
