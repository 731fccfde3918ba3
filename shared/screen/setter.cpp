#include "shared/screen/setter.h"

#include "shared/base/text.h"

#include <algorithm>

namespace screen {

std::string to_utf8(std::u32string_view text) {
    std::string utf8;
    for (const char32_t c : text)
        base::append_utf8(utf8, c);
    return utf8;
}

namespace {

constexpr std::size_t kLongestText = 4000; // characters; a notice has some hundred
constexpr char32_t kEllipsis = U'…';

std::string reversed(const std::string& text) {
    const std::u32string characters = base::code_points(text);
    return to_utf8(std::u32string(characters.rbegin(), characters.rend()));
}

bool is_blank(char32_t c) {
    return c == U' ' || c == U'\t' || c == 0x3000 || is_invisible(c);
}

// The end of what is seen of characters [begin, end).
std::size_t without_blanks(std::u32string_view text, std::size_t begin, std::size_t end) {
    while (end > begin && is_blank(text[end - 1]))
        --end;
    return end;
}

// Scripts with marks above and below each other need more than hanzi.
bool is_tall(std::string_view language) {
    return direction_of(language) == Direction::RightToLeft || language.starts_with("th") ||
           language.starts_with("bo") || language.starts_with("my") || language.starts_with("km");
}

} // namespace

Paragraph::Paragraph() = default;
Paragraph::~Paragraph() = default;
Paragraph::Paragraph(Paragraph&&) noexcept = default;
Paragraph& Paragraph::operator=(Paragraph&&) noexcept = default;

std::string Paragraph::visual_text(std::size_t line) const {
    std::string text;
    for (const PlacedRun& run : lines.at(line).runs)
        text += run.right_to_left ? reversed(run.text) : run.text;
    return text;
}

Setter::Setter(Faces& faces, std::function<int(const Run&, TextStyle)> width_of, std::string_view utf8,
               const TextBox& box, TextStyle style)
    : faces_(faces), width_of_(std::move(width_of)), box_(box), style_(style), text_(base::code_points(utf8)),
      direction_(direction_of(box.language)) {
    text_.resize(std::min(text_.size(), kLongestText));
}

Paragraph Setter::set() {
    Paragraph out;
    out.style = style_;
    out.direction = direction_;
    // Headings stand closer than running text.
    const int leading = (is_tall(box_.language) ? 170 : 150) - (style_.weight == Weight::Bold ? 12 : 0);
    out.line_height = style_.size * leading / 100;
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
            width(begin, without_blanks(text_, begin, end)) > box_.width) {
            end_in_ellipsis(out, begin, end);
            return;
        }
        const std::size_t stop = fitting_end(begin, end, breaks);
        out.broken_word = out.broken_word || !std::ranges::binary_search(breaks, stop);
        add_line(out, begin, without_blanks(text_, begin, stop));
        begin = stop;
    }
}

// The last place to break that still fits; a word longer than the line is broken anywhere.
std::size_t Setter::fitting_end(std::size_t begin, std::size_t end,
                                const std::vector<std::size_t>& breaks) const {
    const auto fits = [&](std::size_t stop) {
        return width(begin, without_blanks(text_, begin, stop)) <= box_.width;
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
        stop = without_blanks(whole, begin, stop);
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

} // namespace screen
