#pragma once

#include "shared/screen/view.h"

#include <initializer_list>
#include <string_view>

namespace caller {

/// One text of a block. `lines`: how many it may be broken into; `above`: pixels between it and what is
/// before.
struct Words {
    std::string_view text;
    screen::TextStyle style;
    screen::Color color;
    int lines = 1;
    int above = 0;
};

enum class Stand { Top, Middle, Bottom };

/// Texts below each other, whole: all of them become smaller together, down to half, until the longest
/// language fits its place. Empty ones take no room. False when even then a text is cut short.
[[nodiscard]] bool draw_words(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect,
                              std::initializer_list<Words> words,
                              screen::Align align = screen::Align::Leading, Stand stand = Stand::Middle);

/// Something of the panel that visitors read; it can tell whether they can read all of it.
class VisitorView : public screen::View {
  public:
    /// False when a text of the last drawing was cut short.
    bool is_whole() const { return whole_; }

  protected:
    void say(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect,
             std::initializer_list<Words> words, screen::Align align = screen::Align::Leading,
             Stand stand = Stand::Middle) const {
        whole_ = draw_words(canvas, look, rect, words, align, stand) && whole_;
    }

  private:
    mutable bool whole_ = true;
};

} // namespace caller
