#include "shared/screen/runs.h"

#include "shared/base/text.h"

#include <boost/locale.hpp>
#include <fribidi.h>
#include <hb.h>

#include <algorithm>

namespace screen {

namespace {

// U+200C and U+200D shape Arabic and Indic letters; they stay.
constexpr bool between(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

// The first face of the chain that has it; the one before it when it has it too, so that a comma or a space
// does not change fonts. Nobody has it: the chain's first, which draws an empty box.
int face_for(Faces& faces, Weight weight, std::span<const int> chain, char32_t character, int before,
             bool follows) {
    if (follows && before >= 0 && faces.provides(before, character, weight))
        return before;
    for (const int face : chain)
        if (faces.provides(face, character, weight))
            return face;
    return follows && before >= 0 ? before : chain.front();
}

// Rule L2: from the highest level down, turn round every stretch at that level or above.
void reorder(std::vector<Run>& runs) {
    std::uint8_t highest = 0;
    for (const Run& run : runs)
        highest = std::max(highest, run.level);
    for (std::uint8_t level = highest; level > 0; --level) {
        auto from = runs.begin();
        while (from != runs.end()) {
            const auto at_least = [level](const Run& run) { return run.level >= level; };
            from = std::find_if(from, runs.end(), at_least);
            const auto to = std::find_if_not(from, runs.end(), at_least);
            std::reverse(from, to);
            from = to;
        }
    }
}

const std::locale& icu_locale(std::string_view language) {
    static const auto make = [](const char* name) {
        auto backends = boost::locale::localization_backend_manager::global();
        backends.select("icu");
        boost::locale::generator generator(backends);
        generator.characters(boost::locale::char_facet);
        generator.categories(boost::locale::boundary_facet);
        return generator(name);
    };
    if (language.starts_with("th")) {
        static const std::locale thai = make("th_TH.UTF-8");
        return thai;
    }
    static const std::locale chinese = make("zh_CN.UTF-8");
    return chinese;
}

} // namespace

bool is_invisible(char32_t c) {
    return c < 0x20 || between(c, 0x7F, 0x9F) || c == 0xAD || c == 0x61C || c == 0x200B ||
           between(c, 0x200E, 0x200F) || between(c, 0x2028, 0x202E) || between(c, 0x2060, 0x206F) ||
           between(c, 0xFE00, 0xFE0F) || c == 0xFEFF || between(c, 0xE0000, 0xE0FFF);
}

bool is_mark(char32_t c) {
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), c)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
        return true;
    default:
        return c == 0x200C || c == 0x200D;
    }
}

std::vector<std::uint8_t> bidi_levels(std::u32string_view text, Direction base) {
    const auto length = static_cast<FriBidiStrIndex>(text.size());
    const std::vector<FriBidiChar> characters(text.begin(), text.end());
    std::vector<FriBidiCharType> types(text.size());
    std::vector<FriBidiBracketType> brackets(text.size());
    std::vector<FriBidiLevel> levels(text.size());
    fribidi_get_bidi_types(characters.data(), length, types.data());
    fribidi_get_bracket_types(characters.data(), length, types.data(), brackets.data());
    FriBidiParType direction = base == Direction::RightToLeft ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    std::vector<std::uint8_t> result(text.size());
    // It fails only without memory; then everything stays from left to right.
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), length, &direction,
                                            levels.data()) == 0)
        return result;
    std::ranges::transform(levels, result.begin(), [](FriBidiLevel level) {
        return static_cast<std::uint8_t>(std::max<FriBidiLevel>(level, 0));
    });
    return result;
}

std::vector<Run> visual_runs(Faces& faces, Weight weight, std::string_view language, std::u32string_view text,
                             const std::vector<std::uint8_t>& levels, std::size_t begin, std::size_t end) {
    const auto chain = faces.chain(language);
    hb_unicode_funcs_t* const unicode = hb_unicode_funcs_get_default();
    std::vector<Run> runs;
    for (std::size_t i = begin; i < end; ++i) {
        const char32_t c = text[i];
        if (is_invisible(c))
            continue;
        const hb_script_t script = hb_unicode_script(unicode, c);
        const bool shared = script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED;
        const int face = face_for(faces, weight, chain, c, runs.empty() ? -1 : runs.back().face, shared);
        const bool joins = !runs.empty() && runs.back().face == face && runs.back().level == levels[i] &&
                           (shared || runs.back().script == script || runs.back().script == HB_SCRIPT_COMMON);
        if (!joins)
            runs.push_back({{}, face, HB_SCRIPT_COMMON, levels[i], i});
        if (!shared)
            runs.back().script = script;
        runs.back().text += c;
    }
    reorder(runs);
    return runs;
}

std::vector<std::size_t> line_breaks(std::u32string_view text, std::string_view language) {
    namespace boundary = boost::locale::boundary;
    std::string utf8;
    for (const char32_t c : text)
        base::append_utf8(utf8, c);
    const boundary::ssegment_index pieces(boundary::line, utf8.begin(), utf8.end(), icu_locale(language));
    std::vector<std::size_t> offsets;
    std::size_t offset = 0;
    for (const auto& piece : pieces) {
        offset += base::code_points(piece.str()).size();
        offsets.push_back(offset);
    }
    if (offsets.empty() || offsets.back() != text.size())
        offsets.push_back(text.size());
    return offsets;
}

} // namespace screen
