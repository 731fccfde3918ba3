#include "shared/screen/dot_fonts.h"

#include "shared/base/text.h"
#include "shared/screen/faces.h"
#include "shared/screen/recent.h"
#include "shared/screen/runs.h"
#include "shared/screen/setter.h"

#include <fmt/format.h>
#include <fribidi.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace screen {

namespace {

constexpr const char* kUnifont = "/usr/share/fonts/opentype/unifont/unifont.otf";
constexpr int kUnifontRows = 16;
constexpr int kBoldFrom = 32;
constexpr std::size_t kBytes = 512U << 10U;
constexpr std::size_t kLongest = 1000; // characters; what is longer is no line for a wall

struct FreeSurface {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, FreeSurface>;

/// Copies what is lit; what lies outside the line is left out.
void stamp(Mask& line, const SDL_Surface& surface, int left, int top) {
    for (int y = 0; y < surface.h; ++y) {
        if (top + y < 0 || top + y >= line.size.height)
            continue;
        const auto* const from =
            static_cast<const std::uint8_t*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch;
        auto* const to = line.coverage.data() +
                         static_cast<std::ptrdiff_t>(top + y) * static_cast<std::ptrdiff_t>(line.size.width);
        for (int x = std::max(0, -left); x < surface.w && left + x < line.size.width; ++x)
            if (from[x] != 0)
                to[left + x] = 255;
    }
}

Mask dark(int width, int rows) {
    return {{width, rows},
            std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(rows))};
}

bool is_hanzi(char32_t c) {
    return c >= 0x2E80 && c <= 0x9FFF;
}

/// From left to right as it is seen, Arabic letters joined.
std::u32string as_seen(std::u32string_view text, std::string_view language) {
    const auto length = static_cast<FriBidiStrIndex>(text.size());
    std::vector<FriBidiChar> characters(text.begin(), text.end());
    std::vector<FriBidiCharType> types(text.size());
    fribidi_get_bidi_types(characters.data(), length, types.data());
    const Direction base = direction_of(language);
    const auto found = bidi_levels(text, base);
    std::vector<FriBidiLevel> levels(found.begin(), found.end());
    std::vector<FriBidiArabicProp> joining(text.size());
    fribidi_get_joining_types(characters.data(), length, joining.data());
    fribidi_join_arabic(types.data(), length, levels.data(), joining.data());
    fribidi_shape(FRIBIDI_FLAGS_DEFAULT | FRIBIDI_FLAGS_ARABIC, levels.data(), length, joining.data(),
                  characters.data());
    const FriBidiParType direction = base == Direction::RightToLeft ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    const FriBidiLevel highest =
        fribidi_reorder_line(FRIBIDI_FLAGS_DEFAULT | FRIBIDI_FLAGS_ARABIC, types.data(), length, 0, direction,
                             levels.data(), characters.data(), nullptr);
    if (highest == 0)
        return std::u32string(text); // no memory: in the order of reading
    std::u32string seen;
    for (const FriBidiChar c : characters)
        if (!is_invisible(c))
            seen += static_cast<char32_t>(c);
    return seen;
}

} // namespace

struct DotFonts::Inside {
    struct Close {
        void operator()(TTF_Font* font) const { TTF_CloseFont(font); }
    };
    Faces faces{TTF_HINTING_MONO}; // starts SDL_ttf, so it is made first
    std::unique_ptr<TTF_Font, Close> unifont;
    Recent<Mask> lines{kBytes};

    Mask small(std::u32string_view text, std::string_view language) const;
    Mask large(const std::u32string& text, int rows, std::string_view language);
};

Mask DotFonts::Inside::small(std::u32string_view text, std::string_view language) const {
    struct Glyph {
        char32_t character;
        int x;
    };
    std::vector<Glyph> glyphs;
    int width = 0;
    char32_t before = 0;
    for (char32_t c : as_seen(text, language)) {
        if (TTF_GlyphIsProvided32(unifont.get(), c) == 0)
            c = 0xFFFD;
        int advance = 0;
        TTF_GlyphMetrics32(unifont.get(), c, nullptr, nullptr, nullptr, nullptr, &advance);
        if (before != 0 && is_hanzi(before) != is_hanzi(c) && before != ' ' && c != ' ')
            ++width; // 3 and 到 would touch
        glyphs.push_back({c, is_mark(c) ? std::max(0, width - kUnifontRows / 2) : width});
        width += is_mark(c) ? 0 : advance;
        before = c;
    }
    Mask line = dark(width, kUnifontRows);
    for (const Glyph& glyph : glyphs) {
        std::string one;
        base::append_utf8(one, glyph.character);
        const Surface surface(TTF_RenderUTF8_Solid(unifont.get(), one.c_str(), {255, 255, 255, 255}));
        if (surface)
            stamp(line, *surface, glyph.x, 0);
    }
    return line;
}

Mask DotFonts::Inside::large(const std::u32string& text, int rows, std::string_view language) {
    const Weight weight = rows >= kBoldFrom ? Weight::Bold : Weight::Regular;
    // Hanzi fill the rows and stand on seven eighths of them. Letters have parts that hang lower: theirs is a
    // higher line and a smaller size, Arabic's the smallest.
    const bool east = Faces::is_hanzi(faces.chain(language).front());
    const int baseline = east ? rows * 7 / 8 : rows * 13 / 16;
    const auto levels = bidi_levels(text, direction_of(language));
    struct Piece {
        Surface surface;
        int x, top;
    };
    std::vector<Piece> pieces;
    int width = 0;
    for (const Run& run : visual_runs(faces, weight, language, text, levels, 0, text.size())) {
        const bool leftwards = run.level % 2 == 1;
        const int size = leftwards ? rows * 4 / 5 : east && Faces::is_hanzi(run.face) ? rows : rows * 7 / 8;
        TTF_Font* const font = faces.open(run.face, weight, size);
        const char name[] = {static_cast<char>(run.script >> 24U), static_cast<char>(run.script >> 16U),
                             static_cast<char>(run.script >> 8U), static_cast<char>(run.script), '\0'};
        TTF_SetFontScriptName(font, name);
        TTF_SetFontDirection(font, leftwards ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
        const std::string utf8 = to_utf8(run.text);
        Surface surface(TTF_RenderUTF8_Solid(font, utf8.c_str(), {255, 255, 255, 255}));
        if (!surface)
            continue;
        const int run_width = surface->w;
        pieces.push_back({std::move(surface), width, baseline - TTF_FontAscent(font)});
        width += run_width;
    }
    Mask line = dark(width, rows);
    for (const Piece& piece : pieces)
        stamp(line, *piece.surface, piece.x, piece.top);
    return line;
}

DotFonts::DotFonts() : inside_(std::make_unique<Inside>()) {
    inside_->unifont.reset(TTF_OpenFont(kUnifont, kUnifontRows));
    if (!inside_->unifont)
        throw std::runtime_error(std::string("the font ") + kUnifont +
                                 " is missing; please install fonts-unifont");
    TTF_SetFontHinting(inside_->unifont.get(), TTF_HINTING_MONO);
}

DotFonts::~DotFonts() = default;

const Mask& DotFonts::line(std::string_view text, int rows, std::string_view language) {
    const std::string key = fmt::format("{}/{}/{}", rows, language, text);
    if (const Mask* const known = inside_->lines.find(key))
        return *known;
    const std::u32string characters = base::code_points(text).substr(0, kLongest);
    Mask line = rows <= kUnifontRows ? inside_->small(characters, language)
                                     : inside_->large(characters, rows, language);
    const std::size_t bytes = line.coverage.size() + key.size() + sizeof(Mask) + 64;
    return inside_->lines.put(key, std::move(line), bytes);
}

} // namespace screen
