#pragma once

#include "shared/screen/view.h"

#include <functional>

namespace screen {

/// What a button means; never told by colour alone: give it an icon or words that differ.
enum class Tone { Primary, Secondary, Quiet, Call, GreenChannel, Danger };

/// Acts when released inside; sliding off takes the touch back. See View::strike_pause() for trembling hands.
class Button : public View {
  public:
    Button(std::string text, std::function<void()> action, Tone tone = Tone::Secondary);

    Button& set_icon(std::string name);
    Button& set_text(std::string text);
    Button& set_tone(Tone tone);
    Button& set_step(TextStyle Theme::* step); ///< size of its words; title by default
    Button& set_narrow(); ///< one of many in a row: little padding, so that its words stay large
    Button& set_language(std::string language);
    Button& set_speech(std::string speech);
    void set_action(std::function<void()> action) { action_ = std::move(action); }

    Size measure(const Look& look, int width) const override;
    void arrange(const Look& look, Rect bounds) override;
    void paint(Canvas& canvas, const Look& look) const override;
    bool touchable() const override { return true; }
    void activate() override;
    std::string speech() const override;
    std::string speech_language() const override { return language_; }

  private:
    TextBox box(const Look& look, int width) const;

    std::string text_, icon_, language_, speech_;
    std::function<void()> action_;
    Tone tone_;
    TextStyle Theme::* step_ = &Theme::title;
    bool narrow_ = false;
};

} // namespace screen
