#include "printer/ticket/house_letters.h"

#include "printer/escpos/cell.h"
#include "printer/ticket/dither.h"
#include "printer/ticket/page.h"
#include "shared/base/text.h"

#include <algorithm>

namespace printer {
namespace {

constexpr int kLatinSize = 21;
constexpr int kHanziSize = 23;
constexpr int kBaseline = 19; // rows from the top of a cell

} // namespace

const Bitmap& HouseLetters::letter(char32_t character, int columns) {
    const auto [entry, fresh] = known_.try_emplace({character, columns});
    if (!fresh)
        return entry->second;
    std::string text;
    base::append_utf8(text, character);
    const screen::TextStyle style{columns > kCellRows / 2 ? kHanziSize : kLatinSize, screen::Weight::Regular};
    const auto laid = fonts_.lay_out(text, {style, "zh_Hans", 0, 1, 0});
    screen::Pixels drawn({std::max(columns, laid->width), kCellRows});
    screen::Canvas canvas(drawn);
    const int spare = std::max(0, columns - laid->width);
    fonts_.draw_line(canvas, {spare / 2, kBaseline + (columns > kCellRows / 2 ? 1 : 0)}, *laid, kBlack);
    entry->second = dithered(resized(drawn, {columns, kCellRows}), Dither::None);
    return entry->second;
}

} // namespace printer
