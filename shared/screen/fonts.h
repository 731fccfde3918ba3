#pragma once

#include "shared/screen/canvas.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace screen {

enum class Weight { Regular, Bold };
enum class Align { Leading, Centre, Trailing };
enum class Direction { LeftToRight, RightToLeft };

/// `size` is the em in pixels; the capital height is 0.73 of it, a hanzi fills it.
struct TextStyle {
    int size = 32;
    Weight weight = Weight::Regular;
    bool operator==(const TextStyle&) const = default;

    /// The size whose capitals are `height` pixels high.
    static constexpr int for_capitals(int height) { return (height * 100 + 72) / 73; }
};

/// How text is to be fitted. `language` is the tag of the catalogue (zh_Hans, zh_Hant, en, ar …): it chooses
/// the regional forms of hanzi and the order of the fallback fonts.
struct TextBox {
    TextStyle style;
    std::string_view language = "zh_Hans";
    int width = 0;     ///< 0: as wide as it needs
    int max_lines = 0; ///< 0: as many as it needs; the last one ends in … when there would be more
    /// Try this many sizes, each 1/8 smaller, before a line is broken (at most 2). A word that is longer than
    /// the line makes the text smaller in any case before it is broken.
    int shrinks = 0;
};

struct PlacedRun; // one font, one direction: internal

/// Text broken into lines and runs, ready to be drawn. Made by Fonts::lay_out().
class Paragraph {
  public:
    struct Line {
        int width = 0;
        std::string text;            ///< in the order of reading, without blanks at its end
        std::vector<PlacedRun> runs; ///< from left to right
    };

    Paragraph();
    ~Paragraph();
    Paragraph(Paragraph&&) noexcept;
    Paragraph& operator=(Paragraph&&) noexcept;

    Size size() const { return {width, line_height * static_cast<int>(lines.size())}; }
    /// A line's characters from left to right, as they are seen.
    std::string visual_text(std::size_t line) const;

    TextStyle style; ///< after shrinking
    int width = 0;   ///< of the longest line
    int line_height = 0;
    int baseline = 0; ///< from the top of a line's box: one box per style, whatever fonts the line needs
    Direction direction = Direction::LeftToRight;
    bool shortened = false;   ///< ends in …
    bool broken_word = false; ///< a word did not fit on a line
    std::vector<Line> lines;
};

/// The fonts of the house and everything about text: fallback, bidirectional runs, line breaks, caches.
///
/// Noto Sans CJK (the face of the language's region), Noto Sans and its relatives for other scripts, as
/// installed by fonts-noto-core and fonts-noto-cjk. Used from one thread at a time; make one per process.
/// Throws std::runtime_error with a sentence when the fonts are not installed.
class Fonts {
  public:
    Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;
    ~Fonts();

    /// Cached: asking again for the same text costs next to nothing. '\n' breaks a line.
    std::shared_ptr<const Paragraph> lay_out(std::string_view text, const TextBox& box);

    /// In `rect`, from its top; lines aligned inside its width.
    void draw(Canvas& canvas, Rect rect, const Paragraph& paragraph, Color color, Align align);
    /// One line with its left end and baseline at `at`.
    void draw_line(Canvas& canvas, Point at, const Paragraph& paragraph, Color color);

    /// The short way: lays out in rect's width, draws centred vertically, answers how large it was.
    Size text(Canvas& canvas, Rect rect, std::string_view text, TextStyle style, Color color,
              Align align = Align::Leading, std::string_view language = "zh_Hans");
    Size measure(std::string_view text, TextStyle style, std::string_view language = "zh_Hans");

    /// False when a character would come out as an empty box. Controls and isolates are fine.
    bool provides(char32_t character, std::string_view language);

    /// What the caches hold now; never more than cache_limit().
    std::size_t cached_bytes() const;
    static constexpr std::size_t cache_limit() { return 10U << 20U; }
    /// Each holds the tables of its file, 2 MB for hanzi: one for each file that was needed lately, whatever
    /// the sizes.
    std::size_t open_fonts() const;

    /// Opens what texts in this language are drawn with, so that the first of them need not wait.
    void prepare(std::string_view language);
    /// Nobody reads for a while: of the texts only those drawn last are kept, and of the fonts' files nothing
    /// in memory that can be read again.
    void rest();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The writing direction of a language's own texts.
Direction direction_of(std::string_view language);

} // namespace screen
