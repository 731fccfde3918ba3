#include "shared/screen/fonts.h"

#include "shared/base/text.h"
#include "shared/screen/faces.h"
#include "shared/screen/recent.h"
#include "shared/screen/runs.h"
#include "shared/screen/setter.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace screen {

namespace {

constexpr std::size_t kParagraphBytes = 2U << 20U;
constexpr std::size_t kWidthBytes = 512U << 10U;
constexpr std::size_t kBytesAtRest = 1U << 20U; // the page that is shown
constexpr int kMostShrinks = 2;
constexpr int kMostForWord = 4; // a smaller word is still better than a broken one

void set_up(TTF_Font* font, std::uint32_t script, bool right_to_left) {
    const char name[] = {static_cast<char>(script >> 24U), static_cast<char>(script >> 16U),
                         static_cast<char>(script >> 8U), static_cast<char>(script), '\0'};
    TTF_SetFontScriptName(font, name);
    TTF_SetFontDirection(font, right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
}

} // namespace

struct Fonts::Inside {
    // A text's coverage and where its pen starts in it.
    struct Ink {
        Mask mask;
        int ascent = 0;
    };

    Faces faces;
    Recent<Ink> inks{cache_limit() - kParagraphBytes - kWidthBytes};
    Recent<std::shared_ptr<const Paragraph>> paragraphs{kParagraphBytes};
    Recent<int> widths{kWidthBytes};

    int width(const Run& run, TextStyle style);
    const Ink& ink(const PlacedRun& run, TextStyle style);
};

namespace {

// From bad to good.
enum class Fit { BrokenWord, Shortened, Wrapped, OnItsLines };

Fit fit_of(const Paragraph& paragraph, std::size_t least_lines) {
    if (paragraph.broken_word)
        return Fit::BrokenWord;
    if (paragraph.shortened)
        return Fit::Shortened;
    return paragraph.lines.size() <= least_lines ? Fit::OnItsLines : Fit::Wrapped;
}

// How many smaller sizes are worth a try.
int steps_for(Fit fit, const TextBox& box) {
    if (fit == Fit::BrokenWord)
        return kMostForWord;
    if (fit == Fit::Shortened && box.max_lines > 1)
        return kMostShrinks;
    return std::min(box.shrinks, kMostShrinks);
}

// Two or three lines whose last is a stump.
bool is_lopsided(const Paragraph& paragraph) {
    const auto count = paragraph.lines.size();
    return !paragraph.shortened && !paragraph.broken_word && (count == 2 || count == 3) &&
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
        if (attempt.shortened || attempt.broken_word || attempt.lines.size() > count) {
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
    set_up(font, run.script, right_to_left);
    int width = 0;
    TTF_SizeUTF8(font, text.c_str(), &width, nullptr);
    return widths.put(key, width, key.size() + 64);
}

const Fonts::Inside::Ink& Fonts::Inside::ink(const PlacedRun& run, TextStyle style) {
    const std::string key = fmt::format("{}/{}/{}/{}/{}/{}", run.face, static_cast<int>(style.weight),
                                        style.size, run.script, run.right_to_left, run.text);
    if (const Ink* const known = inks.find(key))
        return *known;
    TTF_Font* const font = faces.open(run.face, style.weight, style.size);
    set_up(font, run.script, run.right_to_left);
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
        ink.mask.coverage.reserve(static_cast<std::size_t>(surface->w) *
                                  static_cast<std::size_t>(surface->h));
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
    TextBox one_size = box;
    const auto set = [&](TextStyle style) {
        return Setter(inside_->faces, width_of, text, one_size, style).set();
    };
    const auto least_lines = 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
    TextStyle style = box.style;
    Paragraph best = set(style);
    for (int step = 1; step <= kMostForWord; ++step) {
        const Fit fit = fit_of(best, least_lines);
        if (fit == Fit::OnItsLines || step > steps_for(fit, box))
            break;
        style.size -= style.size / 8;
        Paragraph smaller = set(style);
        if (fit_of(smaller, least_lines) > fit)
            best = std::move(smaller);
    }
    if (is_lopsided(best)) {
        const TextStyle final_style = best.style;
        best = balanced(std::move(best), [&](int width) {
            one_size.width = width;
            return set(final_style);
        });
    }
    auto paragraph = std::make_shared<const Paragraph>(std::move(best));
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
            const Inside::Ink& ink = inside_->ink(run, paragraph.style);
            canvas.draw(ink.mask, {x + run.x, y + paragraph.baseline - ink.ascent}, color);
        }
        y += paragraph.line_height;
    }
}

void Fonts::draw_line(Canvas& canvas, Point at, const Paragraph& paragraph, Color color) {
    for (const PlacedRun& run :
         paragraph.lines.empty() ? std::vector<PlacedRun>() : paragraph.lines.front().runs) {
        const Inside::Ink& ink = inside_->ink(run, paragraph.style);
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

std::size_t Fonts::open_fonts() const {
    return inside_->faces.opened();
}

void Fonts::prepare(std::string_view language) {
    for (const Weight weight : {Weight::Regular, Weight::Bold})
        measure("Jiaohao 叫号", {32, weight}, language);
}

void Fonts::rest() {
    inside_->faces.forget();
    inside_->inks.shrink(kBytesAtRest);
}

Direction direction_of(std::string_view language) {
    const std::string_view base = language.substr(0, language.find_first_of("_-@."));
    for (const std::string_view right_to_left : {"ar", "he", "fa", "ur", "ug", "yi", "ps", "sd", "dv"})
        if (base == right_to_left)
            return Direction::RightToLeft;
    return Direction::LeftToRight;
}

} // namespace screen
