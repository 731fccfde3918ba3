#include "printer/ticket/sheet_canvas.h"

#include "printer/ticket/page.h"

#include <algorithm>
#include <utility>

namespace printer {
namespace {

using screen::Align;
using screen::Rect;
using screen::TextStyle;
using screen::Weight;

constexpr int kStrip = 6000;     // rows: higher than the longest text in the largest letters of the house
constexpr int kOverhang = 40;    // what a letter may reach below its line
constexpr double kStroke = 0.25; // millimetres: two dots
constexpr double kBoldStroke = 0.375;
constexpr double kIndentGap = 1.75;

} // namespace

SheetCanvas::SheetCanvas(const Paper& paper, int margin, screen::Fonts& fonts, screen::Icons& icons,
                         std::string language, std::string second_language)
    : dimensions_(paper), margin_(margin), fonts_(fonts), icons_(icons), language_(std::move(language)),
      second_language_(std::move(second_language)), done_(paper.dots, 0), paper_({paper.dots, kStrip}),
      canvas_(paper_) {}

Bitmap SheetCanvas::finish() {
    y_ = std::min(y_, kStrip);
    screen::Pixels filled({paper_.width(), y_});
    for (int y = 0; y < y_; ++y)
        std::copy_n(paper_.row(y), paper_.width(), filled.row(y));
    const auto dots = to_bitmap(filled);
    for (int y = 0; y < dots.height(); ++y)
        done_.append_row(dots.row(y));
    y_ = 0;
    return std::exchange(done_, Bitmap(paper_.width(), 0));
}

// Before something of so many rows is drawn.
void SheetCanvas::need(int rows) {
    if (y_ + rows + kOverhang <= kStrip)
        return;
    const int filled = std::min(y_, kStrip - kOverhang);
    y_ = filled;
    done_ = finish();
    screen::Pixels below({paper_.width(), kOverhang});
    for (int y = 0; y < kOverhang; ++y)
        std::copy_n(paper_.row(filled + y), paper_.width(), below.row(y));
    canvas_.fill(paper_.bounds(), screen::Color::rgb(0xffffff));
    canvas_.draw(below, {0, 0});
}

void SheetCanvas::space(int rows) {
    need(rows);
    y_ += rows;
}

void SheetCanvas::rule() {
    need(dots(kStroke));
    canvas_.fill({margin_, y_, room(), dots(kStroke)}, kBlack);
    y_ += dots(kStroke);
}

// Where one might tear or fold.
void SheetCanvas::dashes() {
    need(dots(kStroke));
    const int dash = dots(1.25), gap = dots(1);
    const int count = (room() + gap) / (dash + gap);
    const int left = (paper_.width() - count * (dash + gap) + gap) / 2;
    for (int i = 0; i < count; ++i)
        canvas_.fill({left + i * (dash + gap), y_, dash, dots(kStroke)}, kBlack);
    y_ += dots(kStroke);
}

// Dot by dot: it is black and white already.
void SheetCanvas::picture(const Bitmap& picture, Align align) {
    need(picture.height());
    const int spare = room() - picture.width();
    const bool at_right = (align == Align::Trailing) != from_right() && align != Align::Centre;
    const int left = margin_ + (align == Align::Centre ? spare / 2 : at_right ? spare : 0);
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.at(x, y))
                canvas_.fill({left + x, y_ + y, 1, 1}, kBlack);
    y_ += picture.height();
}

// No line of one word or one hanzi: as narrow as it may be without needing another line.
int SheetCanvas::balanced_width(const std::string& text, const std::string& language, TextStyle style,
                                int width, int max_lines) {
    const auto lines = [&](int available) {
        const int enough = max_lines == 0 ? 0 : max_lines + 1;
        return fonts_.lay_out(text, {style, language, available, enough, 0})->lines.size();
    };
    const auto needed = lines(width);
    if (needed < 2 || (max_lines > 0 && needed > static_cast<std::size_t>(max_lines)))
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
    max_lines = most(max_lines);
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

// Where "leading" is depends on a text's own language; the second one stands below the first.
Align SheetCanvas::at_same_side(Align align, const std::string& language) const {
    if (align == Align::Centre || screen::direction_of(language) == screen::direction_of(language_))
        return align;
    return align == Align::Leading ? Align::Trailing : Align::Leading;
}

int SheetCanvas::height_of(const std::string& text, const std::string& language, TextStyle style, int width) {
    return text.empty() ? 0 : fonts_.lay_out(text, {style, language, width, most(3), 0})->size().height;
}

void SheetCanvas::text(const std::string& text, const std::string& language, TextStyle style, Align align) {
    if (text.empty())
        return;
    need(height_of(text, language, style, room()));
    y_ += block(text, language, style, {margin_, y_, room(), 0}, at_same_side(align, language));
}

void SheetCanvas::pair(const std::string& first, const std::string& second, int size, int second_size,
                       Align align) {
    const TextStyle bold{size, Weight::Bold}, plain{second_size, Weight::Regular};
    const int gap = dots(1.75);
    const auto one = fonts_.lay_out(first, {bold, language_, 0, 1, 0});
    const auto two = fonts_.lay_out(second, {plain, second_language_, 0, 1, 0});
    if (second.empty() || one->width + gap + two->width > room() || from_right()) {
        text(first, language_, bold, align);
        text(second, second_language_, plain, align);
        return;
    }
    need(one->line_height);
    const int left = align == Align::Centre ? (paper_.width() - one->width - gap - two->width) / 2 : margin_;
    const int baseline = y_ + one->baseline;
    fonts_.draw_line(canvas_, {left, baseline}, *one, kBlack);
    fonts_.draw_line(canvas_, {left + one->width + gap, baseline}, *two, kBlack);
    y_ += one->line_height;
}

void SheetCanvas::number(const std::string& number, int capitals, Weight weight) {
    const int most = room() * 19 / 20;
    TextStyle style{TextStyle::for_capitals(capitals), weight};
    auto laid = fonts_.lay_out(number, {style, "en", 0, 1, 0});
    if (laid->width > most) {
        style.size = style.size * most / laid->width;
        laid = fonts_.lay_out(number, {style, "en", 0, 1, 0});
    }
    const int height = style.size * 73 / 100;
    need(height);
    fonts_.draw_line(canvas_, {(paper_.width() - laid->width) / 2, y_ + height}, *laid, kBlack);
    y_ += height;
}

void SheetCanvas::badge(const std::string& text, int size, const std::string& icon) {
    const int icon_size = icon.empty() ? 0 : size * 6 / 5, gap = icon.empty() ? 0 : dots(1.25);
    const int side = dots(3), inside = dots(0.6);
    const int most = room() - 2 * side - icon_size - gap;
    const auto laid = fonts_.lay_out(text, {{size, Weight::Bold}, language_, most, 2, 2});
    const int width = laid->width + icon_size + gap + 2 * side;
    const int height = laid->size().height + 2 * inside;
    need(height);
    const Rect frame{(paper_.width() - width) / 2, y_, width, height};
    canvas_.outline(frame, std::min(height / 2, dots(3.5)), dots(kBoldStroke), kBlack);
    const int icon_left = from_right() ? frame.right() - side - icon_size : frame.x + side;
    const int text_left = from_right() ? frame.x + side : frame.x + side + icon_size + gap;
    if (!icon.empty())
        canvas_.draw(icons_.icon(icon, icon_size), {icon_left, y_ + (height - icon_size) / 2}, kBlack);
    fonts_.draw(canvas_, {text_left, y_ + inside, laid->width, laid->size().height}, *laid, kBlack,
                Align::Centre);
    y_ += height;
}

// Rather smaller than broken.
std::shared_ptr<const screen::Paragraph> SheetCanvas::value(const Cell& cell, const CellSizes& sizes,
                                                            int width) {
    return fonts_.lay_out(cell.value, {{sizes.value, Weight::Bold}, language_, width, 2, 2});
}

int SheetCanvas::cell_height(const Cell& cell, const CellSizes& sizes, int width) {
    return height_of(cell.label, language_, {sizes.label, Weight::Regular}, width) +
           height_of(cell.second_label, second_language_, {sizes.second, Weight::Regular}, width) +
           value(cell, sizes, width)->size().height;
}

void SheetCanvas::cell(const Cell& cell, const CellSizes& sizes, Rect where) {
    const int bottom = where.bottom();
    where.y += block(cell.label, language_, {sizes.label, Weight::Regular}, where, Align::Centre);
    if (!cell.second_label.empty())
        block(cell.second_label, second_language_, {sizes.second, Weight::Regular}, where, Align::Centre);
    const auto laid = value(cell, sizes, where.width); // those of neighbours stand on one line
    where.height = laid->size().height;
    where.y = bottom - where.height;
    fonts_.draw(canvas_, where, *laid, kBlack, Align::Centre);
}

void SheetCanvas::cells(const std::vector<Cell>& cells, int label_size, int second_size, int value_size) {
    const CellSizes sizes{label_size, second_size, value_size};
    const int count = static_cast<int>(cells.size());
    const int width = room() / count, inside = dots(1), ends = dots(1.25), stroke = dots(kStroke);
    int height = 0;
    for (const auto& each : cells)
        height = std::max(height, cell_height(each, sizes, width - 2 * inside));
    need(height + 2 * ends);
    canvas_.outline({margin_, y_, width * count, height + 2 * ends}, dots(2), stroke, kBlack);
    for (int i = 0; i < count; ++i) {
        const int column = from_right() ? count - 1 - i : i;
        cell(cells[static_cast<std::size_t>(i)], sizes,
             {margin_ + column * width + inside, y_ + ends, width - 2 * inside, height});
        if (i > 0)
            canvas_.fill({margin_ + i * width - stroke / 2, y_ + 2 * ends, stroke, height - 2 * ends},
                         kBlack);
    }
    y_ += height + 2 * ends;
}

int SheetCanvas::indented_height(const std::string& first, const std::string& second, int size,
                                 int second_size, int indent) {
    const int width = paper_.width() - indent - margin_;
    const auto height = [&](const std::string& text, const std::string& language, int letters) {
        const screen::TextBox box{{letters, Weight::Regular}, language, width, most(kDocumentLines), 0};
        return text.empty() ? 0 : fonts_.lay_out(text, box)->size().height;
    };
    return height(first, language_, size) + height(second, second_language_, second_size);
}

void SheetCanvas::indented(const std::string& first, const std::string& second, int size, int second_size,
                           int indent) {
    const int width = paper_.width() - indent - margin_;
    const int left = from_right() ? margin_ : indent;
    y_ += block(first, language_, {size, Weight::Regular}, {left, y_, width, 0}, Align::Leading,
                kDocumentLines);
    if (!second.empty())
        y_ += block(second, second_language_, {second_size, Weight::Regular}, {left, y_, width, 0},
                    at_same_side(Align::Leading, second_language_), kDocumentLines);
}

void SheetCanvas::check(const std::string& first, const std::string& second, int size, int second_size) {
    const int box = size * 9 / 10, indent = margin_ + box + dots(kIndentGap);
    const int width = paper_.width() - indent - margin_;
    need(indented_height(first, second, size, second_size, indent));
    const auto laid =
        fonts_.lay_out(first, {{size, Weight::Regular}, language_, width, most(kDocumentLines), 0});
    // The box stands on the first line: as high above the baseline as below a capital's middle.
    const int box_top = y_ + laid->baseline - size * 73 / 200 - box / 2;
    canvas_.outline({from_right() ? paper_.width() - margin_ - box : margin_, box_top, box, box}, dots(0.6),
                    dots(kBoldStroke), kBlack);
    indented(first, second, size, second_size, indent);
}

void SheetCanvas::step(int number, int last, const std::string& first, const std::string& second, int size,
                       int second_size) {
    const auto figure = [&](int each) {
        return fonts_.lay_out(std::to_string(each) + ".", {{size, Weight::Bold}, language_, 0, 1, 0});
    };
    const int column = std::max(figure(last)->width, figure(1)->width);
    const int indent = margin_ + column + dots(kIndentGap);
    const int width = paper_.width() - indent - margin_;
    need(indented_height(first, second, size, second_size, indent));
    const auto laid =
        fonts_.lay_out(first, {{size, Weight::Regular}, language_, width, most(kDocumentLines), 0});
    const auto shown = figure(number);
    // Figures of one digit stand below the last of two.
    const int left = from_right() ? paper_.width() - margin_ - column : margin_ + column - shown->width;
    fonts_.draw_line(canvas_, {left, y_ + laid->baseline}, *shown, kBlack);
    indented(first, second, size, second_size, indent);
}

void SheetCanvas::code(const screen::QrCode& qr, int module, const std::string& first,
                       const std::string& second, int size, int second_size) {
    const int side = (qr.side + 2 * screen::kQuietModules) * module, width = paper_.width() - side - margin_;
    const bool beside = width >= dots(25);
    const int quiet = screen::kQuietModules * module;
    need(side);
    const int left = !beside ? (paper_.width() - side) / 2 : from_right() ? paper_.width() - side : 0;
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
        height_of(first, language_, bold, width) + height_of(second, second_language_, plain, width);
    Rect where{from_right() ? margin_ : side, y_ + std::max(0, (side - height) / 2), width, 0};
    where.y += block(first, language_, bold, where, Align::Leading);
    if (!second.empty())
        block(second, second_language_, plain, where, at_same_side(Align::Leading, second_language_));
    y_ += std::max(side, height);
}

} // namespace printer
