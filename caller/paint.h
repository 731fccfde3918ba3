#pragma once

#include "shared/screen/view.h"

#include <string_view>

namespace caller {

/// Cuts a row into places, from the leading or the trailing edge: right and left change sides in Arabic.
class Cut {
  public:
    Cut(screen::Rect rect, bool mirrored) : rect_(rect), mirrored_(mirrored) {}

    screen::Rect leading(int width) { return mirrored_ ? right(width) : left(width); }
    screen::Rect trailing(int width) { return mirrored_ ? left(width) : right(width); }
    screen::Rect rest() const { return rect_; }

  private:
    screen::Rect left(int width);
    screen::Rect right(int width);

    screen::Rect rect_;
    bool mirrored_;
};

/// A place without its margins: `sides` left and right, `ends` above and below.
constexpr screen::Rect shrunk(screen::Rect rect, int sides, int ends) {
    return {rect.x + sides, rect.y + ends, rect.width - 2 * sides, rect.height - 2 * ends};
}

/// How a text stands in its place: centred from top to bottom, shrunk a little, broken and then shortened
/// when it is too long.
struct Ink {
    screen::TextStyle style;
    screen::Color color;
    screen::Align align = screen::Align::Leading;
    int lines = 1;
    int shrinks = 2; ///< 0 where texts stand beside each other and must be equally large
};
/// Answers how large it came out.
screen::Size draw_text(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect,
                       std::string_view text, const Ink& ink);

/// In the middle of the place.
void draw_icon(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect, std::string_view name,
               int size, screen::Color color);

/// As Button: the place of something that can be touched, for people's fingers and for scripts.
struct Target {
    virtual ~Target() = default;
    virtual std::string target() const = 0; ///< "next", "approve:A007"
};

} // namespace caller
