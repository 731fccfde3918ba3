#pragma once

#include "shared/screen/runs.h"

#include <functional>
#include <string>
#include <vector>

namespace screen {

/// A run of a line that is ready to be drawn.
struct PlacedRun {
    std::string text;
    int face = 0;
    std::uint32_t script = 0;
    bool right_to_left = false;
    int x = 0; // from the line's left end
};

/// Breaks one text into lines for one style. Internal to Fonts.
class Setter {
  public:
    Setter(Faces& faces, std::function<int(const Run&, TextStyle)> width_of, std::string_view utf8,
           const TextBox& box, TextStyle style);

    Paragraph set();

  private:
    std::vector<Run> runs(std::size_t begin, std::size_t end) const {
        return visual_runs(faces_, style_.weight, box_.language, text_, levels_, begin, end);
    }
    int width(std::size_t begin, std::size_t end) const;
    void set_part(Paragraph& out, std::size_t begin, std::size_t end);
    std::size_t fitting_end(std::size_t begin, std::size_t end, const std::vector<std::size_t>& breaks) const;
    void add_line(Paragraph& out, std::size_t begin, std::size_t end) const;
    void end_in_ellipsis(Paragraph& out, std::size_t begin, std::size_t end);
    bool is_full(const Paragraph& out) const {
        return box_.max_lines > 0 && static_cast<int>(out.lines.size()) >= box_.max_lines;
    }

    Faces& faces_;
    std::function<int(const Run&, TextStyle)> width_of_;
    const TextBox& box_;
    TextStyle style_;
    std::u32string text_;
    std::vector<std::uint8_t> levels_;
    Direction direction_;
};

std::string to_utf8(std::u32string_view text);

} // namespace screen
