#pragma once

#include "printer/ticket/qr.h"
#include "shared/screen/canvas.h"
#include "shared/screen/fonts.h"
#include "shared/screen/icons.h"

#include <string>
#include <vector>

namespace printer {

/// An endless strip of paper that is filled from the top: each call draws a block over the whole width and
/// moves down. Knows how things look on a ticket, not what stands on it. Sizes in dots.
class SheetCanvas {
  public:
    SheetCanvas(int width, screen::Fonts& fonts, screen::Icons& icons, std::string language,
                std::string second_language);

    void space(int rows) { y_ += rows; }
    void rule();
    void dashes();

    void text(const std::string& text, const std::string& language, screen::TextStyle style,
              screen::Align align);
    /// A heading in two languages, side by side where there is room.
    void pair(const std::string& first, const std::string& second, int size, screen::Align align);
    /// As large as fits, up to these capitals.
    void number(const std::string& number, int capitals);
    /// A round frame around an icon and a text.
    void badge(const std::string& text, int size, const std::string& icon);

    struct Cell {
        std::string label;
        std::string second_label;
        std::string value;
    };
    /// One frame, one or two cells beside each other.
    void cells(const std::vector<Cell>& cells, int label_size, int value_size);
    /// An empty box to tick, and what to tick off.
    void check(const std::string& first, const std::string& second, int size, int second_size);
    /// The code with its quiet zone, and beside it (or below, when there is no room) what it is for.
    void code(const QrCode& qr, int module, const std::string& first, const std::string& second, int size,
              int second_size);

    /// The paper as far as it is filled.
    screen::Pixels finish();

  private:
    int block(const std::string& text, const std::string& language, screen::TextStyle style,
              screen::Rect where, screen::Align align, int max_lines = 3);
    int balanced_width(const std::string& text, const std::string& language, screen::TextStyle style,
                       int width, int max_lines);
    int height_of(const std::string& text, const std::string& language, screen::TextStyle style, int width);
    int cell_height(const Cell& cell, int label_size, int value_size, int width);
    void cell(const Cell& cell, int label_size, int value_size, screen::Rect where);

    screen::Fonts& fonts_;
    screen::Icons& icons_;
    std::string language_;
    std::string second_language_;
    screen::Pixels paper_;
    screen::Canvas canvas_;
    int y_ = 0;
};

} // namespace printer
