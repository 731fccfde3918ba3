#pragma once

#include "shared/screen/view.h"

#include <string_view>

namespace display {

/// How one line of text is drawn.
struct Ink {
    double em = 44; ///< in units of the layout
    bool bold = false;
    screen::Color color;
    screen::Align align = screen::Align::Leading;
    std::string_view language = "zh_Hans";
};

/// Draws the board's lines: each fitted into its place, centred by the height of its capitals, so that digits
/// and hanzi stand on one axis whatever their fonts' boxes are.
class Brush {
  public:
    Brush(screen::Canvas& canvas, const screen::Look& look, double unit)
        : canvas_(canvas), look_(look), unit_(unit) {}

    int scaled(double size) const { return static_cast<int>(size * unit_ + 0.5); }

    /// Smaller when it is too wide, down to seven tenths; then it ends in "…". Returns where it was drawn.
    screen::Rect text(screen::Rect place, std::string_view words, const Ink& ink) const;
    int width(std::string_view words, const Ink& ink) const;

    /// An icon centred in `place`; `size` in units.
    void icon(screen::Rect place, std::string_view name, double size, screen::Color color) const;

    /// An arrow to the right of this width in units, stout enough for the number beside it.
    void arrow(screen::Rect place, double size, screen::Color color) const;

    const screen::Colors& colors() const { return look_.theme.colors; }
    screen::Canvas& canvas() const { return canvas_; }

  private:
    screen::TextStyle style(double em, bool bold) const {
        return {std::max(1, scaled(em)), bold ? screen::Weight::Bold : screen::Weight::Regular};
    }

    screen::Canvas& canvas_;
    const screen::Look& look_;
    double unit_;
};

} // namespace display
