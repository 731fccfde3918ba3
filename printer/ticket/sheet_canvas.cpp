#include "printer/ticket/sheet_canvas.h"

#include <algorithm>

namespace printer {
namespace {

using screen::Align;
using screen::Rect;
using screen::TextStyle;
using screen::Weight;

constexpr auto kBlack = screen::Color::rgb(0x000000);
constexpr int kLongestSheet = 9000; // rows: more than a metre, for twenty long documents in two languages
constexpr int kDocumentLines = 5;
constexpr int kTopSpace = 8;
constexpr int kBottomSpace = 16;
constexpr int kSide = 12; // text keeps this far from the edge

} // namespace

SheetCanvas::SheetCanvas(int width, screen::Fonts& fonts, screen::Icons& icons, std::string language,
                         std::string second_language)
    : fonts_(fonts), icons_(icons), language_(std::move(language)),
      second_language_(std::move(second_language)), paper_({width, kLongestSheet}), canvas_(paper_),
      y_(kTopSpace) {}

screen::Pixels SheetCanvas::finish() {
    const int height = std::min(y_ + kBottomSpace, kLongestSheet);
    screen::Pixels page({paper_.width(), height});
    for (int y = 0; y < height; ++y)
        std::copy_n(paper_.row(y), paper_.width(), page.row(y));
    return page;
}

void SheetCanvas::rule() {
    canvas_.fill({kSide, y_, paper_.width() - 2 * kSide, 2}, kBlack);
    y_ += 2;
}

// Where one might tear or fold.
void SheetCanvas::dashes() {
    for (int x = kSide; x + 10 <= paper_.width() - kSide; x += 18)
        canvas_.fill({x, y_, 10, 2}, kBlack);
    y_ += 2;
}

// No line of one word or one hanzi: as narrow as it may be without needing another line.
int SheetCanvas::balanced_width(const std::string& text, const std::string& language, TextStyle style,
                                int width, int max_lines) {
    const auto lines = [&](int room) {
        const auto laid = fonts_.lay_out(text, {style, language, room, max_lines + 1, 0});
        return laid->lines.size();
    };
    const auto needed = lines(width);
    if (needed < 2 || needed > static_cast<std::size_t>(max_lines))
        return width;
    int too_narrow = width / 2, enough = width;
    while (enough - too_narrow > 8) {
        const int middle = (enough + too_narrow) / 2;
        (lines(middle) <= needed ? enough : too_narrow) = middle;
    }
    return enough;
}

int SheetCanvas::block(const std::string& text, const std::string& language, TextStyle style, Rect where,
                       Align align, int max_lines) {
    if (align == Align::Centre) {
        const int width = balanced_width(text, language, style, where.width, max_lines);
        where.x += (where.width - width) / 2;
        where.width = width;
    }
    const auto laid = fonts_.lay_out(text, {style, language, where.width, max_lines, 0});
    where.height = laid->size().height;
    fonts_.draw(canvas_, where, *laid, kBlack, align);
    return where.height;
}

int SheetCanvas::height_of(const std::string& text, const std::string& language, TextStyle style, int width) {
    return text.empty() ? 0 : fonts_.lay_out(text, {style, language, width, 3, 0})->size().height;
}

void SheetCanvas::text(const std::string& text, const std::string& language, TextStyle style, Align align) {
    if (!text.empty())
        y_ += block(text, language, style, {kSide, y_, paper_.width() - 2 * kSide, 0}, align);
}

void SheetCanvas::pair(const std::string& first, const std::string& second, int size, Align align) {
    const TextStyle bold{size, Weight::Bold}, plain{size - 2, Weight::Regular};
    const int room = paper_.width() - 2 * kSide, gap = 14;
    const auto one = fonts_.lay_out(first, {bold, language_, 0, 1, 0});
    const auto two = fonts_.lay_out(second, {plain, second_language_, 0, 1, 0});
    if (second.empty() || one->width + gap + two->width > room ||
        screen::direction_of(language_) == screen::Direction::RightToLeft) {
        text(first, language_, bold, align);
        text(second, second_language_, plain, align);
        return;
    }
    const int left = align == Align::Centre ? (paper_.width() - one->width - gap - two->width) / 2 : kSide;
    const int baseline = y_ + one->baseline;
    fonts_.draw_line(canvas_, {left, baseline}, *one, kBlack);
    fonts_.draw_line(canvas_, {left + one->width + gap, baseline}, *two, kBlack);
    y_ += one->line_height;
}

void SheetCanvas::number(const std::string& number, int capitals) {
    const int room = paper_.width() - 2 * kSide;
    TextStyle style{TextStyle::for_capitals(capitals), Weight::Bold};
    auto laid = fonts_.lay_out(number, {style, "en", 0, 1, 0});
    if (laid->width > room * 9 / 10) {
        style.size = style.size * room * 9 / 10 / laid->width;
        laid = fonts_.lay_out(number, {style, "en", 0, 1, 0});
    }
    const int height = style.size * 73 / 100;
    fonts_.draw_line(canvas_, {(paper_.width() - laid->width) / 2, y_ + height}, *laid, kBlack);
    y_ += height;
}

void SheetCanvas::badge(const std::string& text, int size, const std::string& icon) {
    const int icon_size = icon.empty() ? 0 : size + 6, gap = icon.empty() ? 0 : 12, side = 26;
    const int room = paper_.width() - 2 * kSide - 2 * side - icon_size - gap;
    const auto laid = fonts_.lay_out(text, {{size, Weight::Bold}, language_, room, 2, 2});
    const int width = laid->width + icon_size + gap + 2 * side;
    const int height = laid->size().height + 12;
    const Rect frame{(paper_.width() - width) / 2, y_, width, height};
    canvas_.outline(frame, std::min(height / 2, 28), 3, kBlack);
    if (!icon.empty())
        canvas_.draw(icons_.icon(icon, icon_size), {frame.x + side, y_ + (height - icon_size) / 2}, kBlack);
    fonts_.draw(canvas_, {frame.x + side + icon_size + gap, y_ + 6, laid->width, laid->size().height}, *laid,
                kBlack, Align::Centre);
    y_ += height;
}

int SheetCanvas::cell_height(const Cell& cell, int label_size, int value_size, int width) {
    return height_of(cell.label, language_, {label_size, Weight::Regular}, width) +
           height_of(cell.second_label, second_language_, {label_size - 1, Weight::Regular}, width) +
           height_of(cell.value, language_, {value_size, Weight::Bold}, width);
}

void SheetCanvas::cell(const Cell& cell, int label_size, int value_size, Rect where) {
    where.y += block(cell.label, language_, {label_size, Weight::Regular}, where, Align::Centre);
    if (!cell.second_label.empty())
        where.y += block(cell.second_label, second_language_, {label_size - 1, Weight::Regular}, where,
                         Align::Centre);
    block(cell.value, language_, {value_size, Weight::Bold}, where, Align::Centre);
}

void SheetCanvas::cells(const std::vector<Cell>& cells, int label_size, int value_size) {
    const int count = static_cast<int>(cells.size());
    const int width = (paper_.width() - 2 * kSide) / count, inside = 8, ends = 10;
    int height = 0;
    for (const auto& each : cells)
        height = std::max(height, cell_height(each, label_size, value_size, width - 2 * inside));
    canvas_.outline({kSide, y_, width * count, height + 2 * ends}, 16, 2, kBlack);
    for (int i = 0; i < count; ++i) {
        const Rect where{kSide + i * width + inside, y_ + ends, width - 2 * inside, height};
        cell(cells[static_cast<std::size_t>(i)], label_size, value_size, where);
        if (i > 0)
            canvas_.fill({kSide + i * width - 1, y_ + 18, 2, height + 2 * ends - 36}, kBlack);
    }
    y_ += height + 2 * ends;
}

void SheetCanvas::check(const std::string& first, const std::string& second, int size, int second_size) {
    const int box = size - 3, gap = 14, indent = kSide + box + gap;
    const int room = paper_.width() - indent - kSide;
    const bool from_right = screen::direction_of(language_) == screen::Direction::RightToLeft;
    const int left = from_right ? kSide : indent;
    const auto laid = fonts_.lay_out(first, {{size, Weight::Regular}, language_, room, kDocumentLines, 0});
    // The box stands on the first line: as high above the baseline as below a capital's middle.
    const int box_top = y_ + laid->baseline - size * 73 / 200 - box / 2;
    canvas_.outline({from_right ? paper_.width() - kSide - box : kSide, box_top, box, box}, 5, 3, kBlack);
    y_ +=
        block(first, language_, {size, Weight::Regular}, {left, y_, room, 0}, Align::Leading, kDocumentLines);
    if (!second.empty())
        y_ += block(second, second_language_, {second_size, Weight::Regular}, {left, y_, room, 0},
                    Align::Leading, kDocumentLines);
}

void SheetCanvas::code(const QrCode& qr, int module, const std::string& first, const std::string& second,
                       int size, int second_size) {
    const int side = (qr.side + 2 * kQuietModules) * module, room = paper_.width() - side - kSide;
    const bool beside = room >= 200;
    const int left = beside ? 0 : (paper_.width() - side) / 2, quiet = kQuietModules * module;
    for (int y = 0; y < qr.side; ++y)
        for (int x = 0; x < qr.side; ++x)
            if (qr.at(x, y))
                canvas_.fill({left + quiet + x * module, y_ + quiet + y * module, module, module}, kBlack);
    const TextStyle bold{size, Weight::Bold}, plain{second_size, Weight::Regular};
    if (!beside) {
        y_ += side;
        text(first, language_, bold, Align::Centre);
        text(second, second_language_, plain, Align::Centre);
        return;
    }
    const int height =
        height_of(first, language_, bold, room) + height_of(second, second_language_, plain, room);
    Rect where{side, y_ + std::max(0, (side - height) / 2), room, 0};
    where.y += block(first, language_, bold, where, Align::Leading);
    if (!second.empty())
        block(second, second_language_, plain, where, Align::Leading);
    y_ += std::max(side, height);
}

} // namespace printer
