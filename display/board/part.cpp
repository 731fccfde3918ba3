#include "display/board/part.h"

#include <algorithm>

namespace display {

using screen::Rect;

Rect pill(const Brush& brush, Rect place, std::string_view icon, std::string_view words, const Ink& ink,
          screen::Color ground, bool at_end) {
    const int pad = brush.scaled(18);
    const int mark = icon.empty() ? 0 : brush.scaled(ink.em * 1.15) + pad / 2;
    const int width = std::min(place.width, brush.width(words, ink) + mark + 2 * pad);
    const Rect box{at_end ? place.right() - width : place.x, place.y, width, place.height};
    brush.rounded(box, box.height / 2, ground);
    if (mark > 0)
        brush.icon({box.x + pad, box.y, mark - pad / 2, box.height}, icon, ink.em * 1.15, ink.color);
    brush.text({box.x + pad + mark, box.y, box.width - 2 * pad - mark, box.height}, words, ink);
    return box;
}

void stack(const Brush& brush, Rect place, const Both& words, const Ink& first, const Ink& second,
           int share) {
    const int split = words.second.empty() ? place.height : place.height * share / 100;
    brush.text({place.x, place.y, place.width, split}, words.first, first);
    brush.text({place.x, place.y + split, place.width, place.height - split}, words.second, second);
}

std::string joined(const Wording& wording, const Both& both, std::string_view between) {
    if (both.second.empty() || both.first.empty())
        return both.first + both.second;
    // Isolated, so that neither turns the other's words about; each in the direction of its language.
    const auto isolated = [](const std::string& text, std::string_view language) {
        const bool from_right = screen::direction_of(language) == screen::Direction::RightToLeft;
        return (from_right ? "\u2067" : "\u2066") + text + "\u2069";
    };
    return isolated(both.first, wording.first_language()) + std::string(between) +
           isolated(both.second, wording.second_language());
}

std::string new_mark(const Wording& wording) {
    return joined(wording, wording.tr("NEW"), " ");
}

Rect cell(Rect area, int columns, int rows, int index, int gap) {
    const int width = (area.width - (columns - 1) * gap) / columns;
    const int height = (area.height - (rows - 1) * gap) / rows;
    return {area.x + index % columns * (width + gap), area.y + index / columns * (height + gap), width,
            height};
}

} // namespace display
