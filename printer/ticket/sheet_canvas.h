#pragma once

#include "printer/escpos/bitmap.h"
#include "printer/paper.h"
#include "shared/screen/canvas.h"
#include "shared/screen/fonts.h"
#include "shared/screen/icons.h"
#include "shared/screen/qr.h"

#include <memory>
#include <string>
#include <vector>

namespace printer {

/// The lines that a document to bring may take; of a longer one the rest is left out.
inline constexpr int kDocumentLines = 5;

/// An endless strip of paper that is filled from the top: each call draws a block over the whole width and
/// moves down. Knows how things look on a ticket, not what stands on it. Sizes in dots. What is full goes
/// into black and white dots, so a long strip needs little memory.
class SheetCanvas {
  public:
    /// No text comes nearer to the edges than `margin`.
    SheetCanvas(const Paper& paper, int margin, screen::Fonts& fonts, screen::Icons& icons,
                std::string language, std::string second_language);

    /// From now on no text is cut short, however many lines it takes.
    void cut_nothing() { whole_ = true; }

    void space(int rows);
    void rule();
    void dashes();

    void picture(const Bitmap& dots, screen::Align align);
    void text(const std::string& text, const std::string& language, screen::TextStyle style,
              screen::Align align);
    /// A heading in two languages, side by side where there is room.
    void pair(const std::string& first, const std::string& second, int size, int second_size,
              screen::Align align);
    /// As large as fits, up to these capitals.
    void number(const std::string& number, int capitals, screen::Weight weight);
    /// A round frame around an icon and a text.
    void badge(const std::string& text, int size, const std::string& icon);

    struct Cell {
        std::string label;
        std::string second_label;
        std::string value;
    };
    /// One frame, one or two cells beside each other.
    void cells(const std::vector<Cell>& cells, int label_size, int second_size, int value_size);
    /// An empty box to tick, and what to tick off.
    void check(const std::string& first, const std::string& second, int size, int second_size);
    /// A number, and what comes at that place; the texts of all stand one below the other, up to `last`.
    void step(int number, int last, const std::string& first, const std::string& second, int size,
              int second_size);
    /// The code with its quiet zone, and beside it (or below, when there is no room) what it is for.
    void code(const screen::QrCode& qr, int module, const std::string& first, const std::string& second,
              int size, int second_size);

    /// The paper as far as it is filled.
    Bitmap finish();

  private:
    int dots(double millimetres) const { return dimensions_.dots_of(millimetres); }
    void need(int rows);
    int most(int lines) const { return whole_ ? 0 : lines; }
    int indented_height(const std::string& first, const std::string& second, int size, int second_size,
                        int indent);
    void indented(const std::string& first, const std::string& second, int size, int second_size, int indent);
    bool from_right() const { return screen::direction_of(language_) == screen::Direction::RightToLeft; }
    int room() const { return paper_.width() - 2 * margin_; }
    int block(const std::string& text, const std::string& language, screen::TextStyle style,
              screen::Rect where, screen::Align align, int max_lines = 3);
    screen::Align at_same_side(screen::Align align, const std::string& language) const;
    int balanced_width(const std::string& text, const std::string& language, screen::TextStyle style,
                       int width, int max_lines);
    int height_of(const std::string& text, const std::string& language, screen::TextStyle style, int width);
    struct CellSizes {
        int label;
        int second;
        int value;
    };
    std::shared_ptr<const screen::Paragraph> value(const Cell& cell, const CellSizes& sizes, int width);
    int cell_height(const Cell& cell, const CellSizes& sizes, int width);
    void cell(const Cell& cell, const CellSizes& sizes, screen::Rect where);

    Paper dimensions_;
    int margin_;
    screen::Fonts& fonts_;
    screen::Icons& icons_;
    std::string language_;
    std::string second_language_;
    bool whole_ = false;
    Bitmap done_;
    screen::Pixels paper_; ///< what comes below it
    screen::Canvas canvas_;
    int y_ = 0; ///< on it
};

} // namespace printer
