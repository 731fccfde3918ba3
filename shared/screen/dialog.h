#pragma once

#include "shared/screen/layout.h"

#include <functional>

namespace screen {

/// A card in the middle of a dimmed page: icon, title, text, buttons. Show it with Stage::open().
/// Touches outside the card do nothing; Escape does what the last button does.
class Dialog : public View {
  public:
    struct Choice {
        std::string text;
        std::function<void()> action;
        bool primary = false;
    };
    Dialog(const Theme& theme, std::string icon, std::string title, std::string text,
           std::vector<Choice> choices);

    void set_text(std::string text); ///< a countdown
    /// The card stands below this line, as far as it fits: for hands that do not reach up. 0: in the middle.
    void stand_below(int line);

    void arrange(const Look& look, Rect bounds) override;
    void paint(Canvas& canvas, const Look& look) const override;
    bool handle_key(const KeyEvent& key) override;

  private:
    class Label* text_;
    std::function<void()> escape_;
    int line_ = 0;
};

} // namespace screen
