#pragma once

#include "shared/screen/view.h"

namespace screen {

/// Text in the theme's words: which step of the type scale, which colour token.
class Label : public View {
  public:
    using Step = TextStyle Theme::*; ///< &Theme::title
    using Ink = Color Colors::*;     ///< &Colors::text_quiet

    explicit Label(std::string text = {}, Step step = &Theme::body, Ink ink = &Colors::text,
                   Align align = Align::Leading);

    Label& set_text(std::string text);
    Label& set_ink(Ink ink);
    Label& set_lines(int most); ///< the last line ends in … when there would be more; 0: as many as needed
    Label& set_shrinks(int steps);
    Label& set_language(std::string language); ///< when it is not the screen's: names of languages
    Label& set_speech(std::string speech);     ///< when it is said otherwise than it is written
    const std::string& text() const { return text_; }

    Size measure(const Look& look, int width) const override;
    void paint(Canvas& canvas, const Look& look) const override;
    std::string speech() const override;
    std::string speech_language() const override { return language_; }

  private:
    std::shared_ptr<const Paragraph> paragraph(const Look& look, int width) const;

    std::string text_, language_, speech_;
    Step step_;
    Ink ink_;
    Align align_;
    int lines_ = 0, shrinks_ = 0;
};

} // namespace screen
