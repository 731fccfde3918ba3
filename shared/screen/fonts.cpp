#include "shared/screen/fonts.h"

#include "shared/base/text.h"
#include "shared/screen/faces.h"
#include "shared/screen/recent.h"
#include "shared/screen/runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace screen {

struct PlacedRun {
    std::string text;
    int face = 0;
    std::uint32_t script = 0;
    bool right_to_left = false;
    int x = 0; // from the line's left end
};

Paragraph::Paragraph() = default;
Paragraph::~Paragraph() = default;
Paragraph::Paragraph(Paragraph&&) noexcept = default;
Paragraph& Paragraph::operator=(Paragraph&&) noexcept = default;

namespace {

constexpr std::size_t kParagraphBytes = 4U << 20U;
constexpr int kMostShrinks = 2;
constexpr std::size_t kLongestText = 4000; // characters; a notice has some hundred
constexpr char32_t kEllipsis = U'…';

// A text's coverage and where its pen starts in it.
struct Ink {
    Mask mask;
    int ascent = 0;
};

std::string to_utf8(std::u32string_view text) {
    std::string utf8;
    for (const char32_t c : text)
        base::append_utf8(utf8, c);
    return utf8;
}

std::string reversed(const std::string& text) {
    const std::u32string characters = base::code_points(text);
    return to_utf8(std::u32string(characters.rbegin(), characters.rend()));
}

bool is_blank(char32_t c) {
    return c == U' ' || c == U'\t' || c == 0x3000 || is_invisible(c);
}

// Scripts with marks above and below each other need more than hanzi.
bool is_tall(std::string_view language) {
    return direction_of(language) == Direction::RightToLeft || language.starts_with("th") ||
           language.starts_with("bo") || language.starts_with("my") || language.starts_with("km");
}

void prepare(TTF_Font* font, std::uint32_t script, bool right_to_left) {
    const char name[] = {static_cast<char>(script >> 24U), static_cast<char>(script >> 16U),
                         static_cast<char>(script >> 8U), static_cast<char>(script), '\0'};
    TTF_SetFontScriptName(font, name);
    TTF_SetFontDirection(font, right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
}

} // namespace

std::string Paragraph::visual_text(std::size_t line) const {
    std::string text;
    for (const PlacedRun& run : lines.at(line).runs)
        text += run.right_to_left ? reversed(run.text) : run.text;
    return text;
}

struct Fonts::Inside {
    Faces faces;
    Recent<Ink> inks{cache_limit() - kParagraphBytes};
    Recent<std::shared_ptr<const Paragraph>> paragraphs{kParagraphBytes};
    Recent<int> widths{1U << 18U};

    int width(const Run& run, TextStyle style);
    const Ink& ink(const PlacedRun& run, TextStyle style);
};

namespace {

/// Breaks one text into lines for one style.
class Setter {
  public:
    Setter(Faces& faces, std::function<int(const Run&, TextStyle)> width_of, std::string_view utf8,
           const TextBox& box, TextStyle style)
        : faces_(faces), width_of_(std::move(width_of)), box_(box), style_(style),
          text_(base::code_points(utf8)), direction_(direction_of(box.language)) {
        text_.resize(std::min(text_.size(), kLongestText));
    }

    Paragraph set();

  private:
    std::vector<Run> runs(std::size_t begin, std::size_t end) const {
        return visual_runs(faces_, box_.language, text_, levels_, begin, end);
    }
    int width(std::size_t begin, std::size_t end) const;
    std::size_t without_blanks(std::size_t begin, std::size_t end) const;
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

Paragraph Setter::set() {
    Paragraph out;
    out.style = style_;
    out.direction = direction_;
    out.line_height = style_.size * (is_tall(box_.language) ? 17 : 15) / 10;
    // The middle of a capital, and of a hanzi, stands in the middle of the line's box.
    out.baseline = out.line_height / 2 + style_.size * 37 / 100;
    std::size_t begin = 0;
    while (begin <= text_.size() && !out.shortened) {
        const std::size_t end = std::min(text_.find(U'\n', begin), text_.size());
        if (is_full(out)) {
            out.shortened = true;
            break;
        }
        // Each part is a paragraph of its own to the bidirectional algorithm.
        levels_.assign(text_.size(), 0);
        const auto part = bidi_levels(std::u32string_view(text_).substr(begin, end - begin), direction_);
        std::ranges::copy(part, levels_.begin() + static_cast<std::ptrdiff_t>(begin));
        set_part(out, begin, end);
        begin = end + 1;
    }
    for (const auto& line : out.lines)
        out.width = std::max(out.width, line.width);
    return out;
}

void Setter::set_part(Paragraph& out, std::size_t begin, std::size_t end) {
    if (box_.width <= 0 || width(begin, end) <= box_.width) {
        add_line(out, begin, end);
        return;
    }
    if (box_.max_lines == 1) {
        end_in_ellipsis(out, begin, end);
        return;
    }
    auto breaks = line_breaks(std::u32string_view(text_).substr(begin, end - begin), box_.language);
    for (auto& offset : breaks)
        offset += begin;
    while (begin < end) {
        if (box_.max_lines > 0 && static_cast<int>(out.lines.size()) + 1 == box_.max_lines &&
            width(begin, without_blanks(begin, end)) > box_.width) {
            end_in_ellipsis(out, begin, end);
            return;
        }
        const std::size_t stop = fitting_end(begin, end, breaks);
        add_line(out, begin, without_blanks(begin, stop));
        begin = stop;
    }
}

// The last place to break that still fits; a word longer than the line is broken anywhere.
std::size_t Setter::fitting_end(std::size_t begin, std::size_t end,
                                const std::vector<std::size_t>& breaks) const {
    const auto fits = [&](std::size_t stop) {
        return width(begin, without_blanks(begin, stop)) <= box_.width;
    };
    const auto first = std::ranges::upper_bound(breaks, begin);
    const auto past = std::partition_point(first, breaks.end(), fits);
    if (past != first)
        return *std::prev(past);
    const std::size_t word_end = first == breaks.end() ? end : *first;
    std::size_t stop = begin + 1;
    while (stop < word_end && (is_mark(text_[stop]) || fits(stop + 1)))
        ++stop;
    return stop;
}

std::size_t Setter::without_blanks(std::size_t begin, std::size_t end) const {
    while (end > begin && is_blank(text_[end - 1]))
        --end;
    return end;
}

int Setter::width(std::size_t begin, std::size_t end) const {
    int sum = 0;
    for (const Run& run : runs(begin, end))
        sum += width_of_(run, style_);
    return sum;
}

void Setter::add_line(Paragraph& out, std::size_t begin, std::size_t end) const {
    auto& line = out.lines.emplace_back();
    line.text = to_utf8(std::u32string_view(text_).substr(begin, end - begin));
    for (const Run& run : runs(begin, end)) {
        line.runs.push_back({to_utf8(run.text), run.face, run.script, run.level % 2 == 1, line.width});
        line.width += width_of_(run, style_);
    }
}

void Setter::end_in_ellipsis(Paragraph& out, std::size_t begin, std::size_t end) {
    const std::u32string whole = text_;
    const auto shortened_to = [&](std::size_t stop) {
        stop = without_blanks(begin, stop);
        text_ = whole.substr(0, stop) + kEllipsis;
        const auto part = bidi_levels(std::u32string_view(text_).substr(begin), direction_);
        levels_.resize(text_.size());
        std::ranges::copy(part, levels_.begin() + static_cast<std::ptrdiff_t>(begin));
        return width(begin, text_.size());
    };
    std::size_t low = begin;
    std::size_t high = end;
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        if (shortened_to(middle) <= box_.width)
            low = middle;
        else
            high = middle - 1;
    }
    while (low > begin && low < whole.size() && is_mark(whole[low]))
        --low;
    // Not in the middle of a word, unless that costs half the line.
    const auto breaks = line_breaks(std::u32string_view(whole).substr(begin, end - begin), box_.language);
    const auto past = std::ranges::upper_bound(breaks, low - begin);
    if (past != breaks.begin() && *std::prev(past) > (low - begin) / 2)
        low = begin + *std::prev(past);
    shortened_to(low);
    add_line(out, begin, text_.size());
    out.shortened = true;
    text_ = whole;
}

// Two or three lines whose last is a stump.
bool is_lopsided(const Paragraph& paragraph) {
    const auto count = paragraph.lines.size();
    return !paragraph.shortened && (count == 2 || count == 3) &&
           paragraph.lines.back().width < paragraph.width * 2 / 5;
}

// The same number of lines in the least width.
template <typename Set>
Paragraph balanced(Paragraph paragraph, const Set& set) {
    const auto count = paragraph.lines.size();
    int low = paragraph.width / 2;
    int high = paragraph.width;
    while (high - low > paragraph.style.size / 4) {
        const int middle = (low + high) / 2;
        Paragraph attempt = set(middle);
        if (attempt.shortened || attempt.lines.size() > count) {
            low = middle;
            continue;
        }
        high = middle;
        paragraph = std::move(attempt);
    }
    return paragraph;
}

} // namespace

int Fonts::Inside::width(const Run& run, TextStyle style) {
    const std::string text = to_utf8(run.text);
    const bool right_to_left = run.level % 2 == 1;
    const std::string key = fmt::format("{}/{}/{}/{}/{}/{}", run.face, static_cast<int>(style.weight),
                                        style.size, run.script, right_to_left, text);
    if (const int* const known = widths.find(key))
        return *known;
    TTF_Font* const font = faces.open(run.face, style.weight, style.size);
    prepare(font, run.script, right_to_left);
    int width = 0;
    TTF_SizeUTF8(font, text.c_str(), &width, nullptr);
    return widths.put(key, width, key.size() + 64);
}

const Ink& Fonts::Inside::ink(const PlacedRun& run, TextStyle style) {
    const std::string key = fmt::format("{}/{}/{}/{}/{}/{}", run.face, static_cast<int>(style.weight),
                                        style.size, run.script, run.right_to_left, run.text);
    if (const Ink* const known = inks.find(key))
        return *known;
    TTF_Font* const font = faces.open(run.face, style.weight, style.size);
    prepare(font, run.script, run.right_to_left);
    Ink ink;
    ink.ascent = TTF_FontAscent(font);
    // A glyph that rises above the font's ascent pushes the baseline down in SDL_ttf's surface.
    for (const char32_t c : base::code_points(run.text)) {
        int top = 0;
        if (TTF_GlyphMetrics32(font, c, nullptr, nullptr, nullptr, &top, nullptr) == 0)
            ink.ascent = std::max(ink.ascent, top);
    }
    // Shaded gives 8 bits a pixel: white on black, the index is the coverage.
    const std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)> surface(
        TTF_RenderUTF8_Shaded(font, run.text.c_str(), {255, 255, 255, 255}, {0, 0, 0, 255}), SDL_FreeSurface);
    if (surface) {
        ink.mask.size = {surface->w, surface->h};
        const auto* from = static_cast<const std::uint8_t*>(surface->pixels);
        for (int y = 0; y < surface->h; ++y, from += surface->pitch)
            ink.mask.coverage.insert(ink.mask.coverage.end(), from, from + surface->w);
    }
    const std::size_t bytes = ink.mask.coverage.size() + key.size() + sizeof(Ink) + 64;
    return inks.put(key, std::move(ink), bytes);
}

Fonts::Fonts() : inside_(std::make_unique<Inside>()) {}
Fonts::~Fonts() = default;

std::shared_ptr<const Paragraph> Fonts::lay_out(std::string_view text, const TextBox& box) {
    const std::string key =
        fmt::format("{}/{}/{}/{}/{}/{}/{}", box.style.size, static_cast<int>(box.style.weight), box.width,
                    box.max_lines, box.shrinks, box.language, text);
    if (const auto* const known = inside_->paragraphs.find(key))
        return *known;
    const auto width_of = [this](const Run& run, TextStyle style) { return inside_->width(run, style); };
    TextStyle style = box.style;
    TextBox one_size = box;
    std::optional<Paragraph> fitted;
    // First smaller, while that avoids a further line; then broken, in the full size.
    for (int step = 0; step <= std::min(box.shrinks, kMostShrinks); ++step) {
        Paragraph attempt = Setter(inside_->faces, width_of, text, one_size, style).set();
        const bool fits =
            !attempt.shortened &&
            attempt.lines.size() <= 1U + static_cast<std::size_t>(std::ranges::count(text, '\n'));
        if (fits || !fitted || fitted->shortened)
            fitted.emplace(std::move(attempt));
        if (fits)
            break;
        style.size -= style.size / 8;
    }
    if (is_lopsided(*fitted))
        fitted.emplace(balanced(std::move(*fitted), [&, style = fitted->style](int width) {
            one_size.width = width;
            return Setter(inside_->faces, width_of, text, one_size, style).set();
        }));
    auto paragraph = std::make_shared<const Paragraph>(std::move(*fitted));
    return inside_->paragraphs.put(key, std::move(paragraph), 2 * key.size() + 4 * text.size() + 512);
}

void Fonts::draw(Canvas& canvas, Rect rect, const Paragraph& paragraph, Color color, Align align) {
    const bool mirrored = paragraph.direction == Direction::RightToLeft;
    int y = rect.y;
    for (const auto& line : paragraph.lines) {
        const int spare = rect.width - line.width;
        const bool at_right = (align == Align::Trailing) != mirrored && align != Align::Centre;
        const int x = rect.x + (align == Align::Centre ? spare / 2 : at_right ? spare : 0);
        for (const PlacedRun& run : line.runs) {
            const Ink& ink = inside_->ink(run, paragraph.style);
            canvas.draw(ink.mask, {x + run.x, y + paragraph.baseline - ink.ascent}, color);
        }
        y += paragraph.line_height;
    }
}

void Fonts::draw_line(Canvas& canvas, Point at, const Paragraph& paragraph, Color color) {
    for (const PlacedRun& run :
         paragraph.lines.empty() ? std::vector<PlacedRun>() : paragraph.lines.front().runs) {
        const Ink& ink = inside_->ink(run, paragraph.style);
        canvas.draw(ink.mask, {at.x + run.x, at.y - ink.ascent}, color);
    }
}

Size Fonts::text(Canvas& canvas, Rect rect, std::string_view text, TextStyle style, Color color, Align align,
                 std::string_view language) {
    const auto paragraph = lay_out(text, {style, language, rect.width, 0, 0});
    const Size size = paragraph->size();
    draw(canvas, {rect.x, rect.y + (rect.height - size.height) / 2, rect.width, size.height}, *paragraph,
         color, align);
    return size;
}

Size Fonts::measure(std::string_view text, TextStyle style, std::string_view language) {
    return lay_out(text, {style, language, 0, 0, 0})->size();
}

bool Fonts::provides(char32_t character, std::string_view language) {
    return is_invisible(character) || std::ranges::any_of(inside_->faces.chain(language), [&](int face) {
               return inside_->faces.provides(face, character);
           });
}

std::size_t Fonts::cached_bytes() const {
    return inside_->inks.bytes() + inside_->paragraphs.bytes() + inside_->widths.bytes();
}

Direction direction_of(std::string_view language) {
    const std::string_view base = language.substr(0, language.find_first_of("_-@."));
    for (const std::string_view right_to_left : {"ar", "he", "fa", "ur", "ug", "yi", "ps", "sd", "dv"})
        if (base == right_to_left)
            return Direction::RightToLeft;
    return Direction::LeftToRight;
}

} // namespace screen
