// What visitors read, in every language of the house, can be drawn.

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/language/catalogue.h"
#include "shared/screen/fonts.h"

#include <catch2/catch.hpp>

#include <array>
#include <map>

namespace {

constexpr std::array kTags{"zh-Hans", "zh-Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr"};

// Lines such as `name.fr = "…"` or `fr = "…"`, as the demonstration hall is written: whatever key they belong
// to.
std::map<std::string, std::vector<std::string>> texts_of_the_hall() {
    std::map<std::string, std::vector<std::string>> found;
    const std::string toml = base::read_file("assets/hall/hall.toml");
    for (const std::string_view line : base::split(toml, '\n')) {
        const auto equals = line.find(" = \"");
        if (equals == std::string_view::npos || line.starts_with('#'))
            continue;
        std::string_view tag = line.substr(0, equals);
        tag.remove_prefix(tag.find('.') == std::string_view::npos ? 0 : tag.find('.') + 1);
        const auto from = equals + std::string_view(" = \"").size();
        found[std::string(tag)].emplace_back(line.substr(from, line.rfind('"') - from));
    }
    return found;
}

} // namespace

TEST_CASE("Glyphs: every character of the demonstration hall can be drawn", "[screen][glyphs]") {
    screen::Fonts fonts;
    const auto texts = texts_of_the_hall();

    for (const char* const tag : kTags) {
        REQUIRE(texts.contains(tag));
        CHECK(texts.at(tag).size() == texts.at("en").size());
        for (const std::string& text : texts.at(tag))
            for (const char32_t c : base::code_points(text)) {
                INFO(tag << ": " << text << " U+" << std::hex << static_cast<unsigned>(c));
                CHECK(fonts.provides(c, language::catalogue_name(tag)));
            }
    }
    CHECK(texts.at("en").size() > 50);
}

TEST_CASE("Glyphs: every language's own name can be drawn in any language", "[screen][glyphs]") {
    screen::Fonts fonts;

    for (const char* const shown : kTags)
        for (const char* const tag : kTags)
            for (const char32_t c : base::code_points(language::own_name(language::catalogue_name(shown)))) {
                INFO(shown << " in " << tag << " U+" << std::hex << static_cast<unsigned>(c));
                CHECK(fonts.provides(c, language::catalogue_name(tag)));
            }
}
