#pragma once

#include "shared/screen/view.h"

#include <string_view>

namespace display {

/// How one line of text is drawn.
struct Ink {
    double em = 44; ///< in units of the part
    bool bold = false;
    screen::Color color;
    screen::Align align = screen::Align::Leading;
    std::string_view language = "zh_Hans";
};

/// Draws a part of the board. Parts are written from left to right; in Arabic and Hebrew the brush turns
/// every place about the middle of the part, so that rectangles here are always as if read from the left.
///
/// Lines are fitted into their place and centred by the height of their capitals, so that digits and hanzi
/// stand on one axis whatever their fonts' boxes are.
class Brush {
  public:
    /// `unit`: pixels of a unit.
    Brush(screen::Canvas& canvas, const screen::Look& look, double unit, screen::Rect part)
        : canvas_(canvas), look_(look), unit_(unit), part_(part), mirrored_(look.mirrored()) {}

    int scaled(double size) const { return static_cast<int>(size * unit_ + 0.5); }

    /// Smaller when it is too wide, down to seven tenths; then it ends in "…". Returns where it was drawn.
    screen::Rect text(screen::Rect place, std::string_view words, const Ink& ink) const;
    /// Several lines, made smaller until they fit, down to half; the last one ends in "…" when there are
    /// more.
    void paragraph(screen::Rect place, std::string_view words, const Ink& ink) const;
    int width(std::string_view words, const Ink& ink) const;

    /// An icon centred in `place`; `size` in units.
    void icon(screen::Rect place, std::string_view name, double size, screen::Color color) const;

    /// An arrow onwards of this width in units, stout enough for the number beside it.
    void arrow(screen::Rect place, double size, screen::Color color) const;

    void fill(screen::Rect place, screen::Color color) const { canvas_.fill(turned(place), color); }
    void rounded(screen::Rect place, int radius, screen::Color color) const {
        canvas_.rounded(turned(place), radius, color);
    }
    void outline(screen::Rect place, int radius, int width, screen::Color color) const {
        canvas_.outline(turned(place), radius, width, color);
    }
    void gradient(screen::Rect place, int radius, screen::Color top, screen::Color bottom) const {
        canvas_.gradient(turned(place), radius, top, bottom);
    }

    const screen::Colors& colors() const { return look_.theme.colors; }
    screen::Canvas& canvas() const { return canvas_; }
    /// Where a place is on the canvas.
    screen::Rect turned(screen::Rect place) const;

  private:
    screen::TextStyle style(double em, bool bold) const {
        return {std::max(1, scaled(em)), bold ? screen::Weight::Bold : screen::Weight::Regular};
    }

    screen::Canvas& canvas_;
    const screen::Look& look_;
    double unit_;
    screen::Rect part_;
    bool mirrored_;
};

/// A place turned about the middle of another.
constexpr screen::Rect turned_in(screen::Rect place, screen::Rect within) {
    return {within.x + within.right() - place.right(), place.y, place.width, place.height};
}

} // namespace display
