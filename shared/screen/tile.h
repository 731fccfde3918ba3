#pragma once

#include "shared/screen/view.h"

#include <functional>

namespace screen {

/// A large card to touch: icon in a coloured disc, title, a quiet second line, perhaps a badge ("12
/// waiting"). Acts like a Button.
class Tile : public View {
  public:
    Tile(std::string title, std::function<void()> action);

    Tile& set_icon(std::string name);
    Tile& set_title(std::string title);
    Tile& set_detail(std::string detail);
    Tile&
    set_badge(std::string badge); ///< short; stands on the trailing side, or below when there is no room
    Tile& set_accent(Color Colors::* accent); ///< of the disc and the badge; primary by default
    Tile& set_language(std::string language);
    Tile& set_speech(std::string speech);
    /// Icon above the words, or beside them (the default).
    Tile& set_upright(bool upright);

    Size measure(const Look& look, int width) const override;
    void arrange(const Look& look, Rect bounds) override;
    void paint(Canvas& canvas, const Look& look) const override;
    bool touchable() const override { return true; }
    void activate() override;
    std::string speech() const override;
    std::string speech_language() const override { return language_; }

  private:
    struct Places; // of icon, title, detail, badge inside the bounds
    Places places(const Look& look, Rect bounds) const;

    std::string title_, detail_, badge_, icon_, language_, speech_;
    std::function<void()> action_;
    Color Colors::* accent_ = &Colors::primary;
    bool upright_ = false;
};

} // namespace screen
