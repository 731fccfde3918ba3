// The catalogues of the house: everything that is said is translated, and every character can be drawn.

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/screen/fonts.h"
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <map>
#include <set>

namespace {

constexpr std::array kLanguages{"zh_Hans", "zh_Hant"};
constexpr std::array kPaperLanguages{"ar", "es", "fr", "he", "ja", "ko", "ru", "th"}; // tickets only

struct Entry {
    std::string context, id, plural;
    std::vector<std::string> translations;
    bool fuzzy = false;
};

// One quoted part of a .po line, unescaped.
std::string unquoted(std::string_view line) {
    std::string out;
    const auto from = line.find('"');
    for (std::size_t i = from + 1; i < line.size() && line[i] != '"'; ++i) {
        if (line[i] != '\\') {
            out += line[i];
            continue;
        }
        ++i;
        out += line[i] == 'n' ? '\n' : line[i];
    }
    return out;
}

// As written by the gettext tools; the header is left out.
std::vector<Entry> parse_po(const std::string& text) {
    std::vector<Entry> entries(1);
    std::string* current = nullptr;
    for (const auto line : base::split(text, '\n')) {
        Entry& entry = entries.back();
        if (line.empty()) {
            entries.emplace_back();
            current = nullptr;
        } else if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos) {
            entry.fuzzy = true;
        } else if (line.starts_with("#")) {
            continue;
        } else if (line.starts_with("\"") && current != nullptr) {
            *current += unquoted(line);
        } else {
            current = line.starts_with("msgctxt")        ? &entry.context
                      : line.starts_with("msgid_plural") ? &entry.plural
                      : line.starts_with("msgid")        ? &entry.id
                                                         : &entry.translations.emplace_back();
            *current = unquoted(line);
        }
    }
    std::erase_if(entries, [](const Entry& entry) { return entry.id.empty(); });
    return entries;
}

// Every text that a call of tr, tr_n, tr_c or msgid names in these folders.
std::vector<Entry> texts_in(const std::string& folders) {
    return parse_po(
        support::output_of("find " + folders +
                           " -name '*.cpp' -o -name '*.h' | sort | "
                           "xgettext -f - -o - --from-code=UTF-8 -L C++ --keyword= --keyword=tr:1 "
                           "--keyword=tr_n:1,2 --keyword=tr_c:1c,2 --keyword=msgid:1"));
}

std::map<std::pair<std::string, std::string>, Entry> catalogue(const std::string& language) {
    std::map<std::pair<std::string, std::string>, Entry> found;
    for (const auto& file : std::filesystem::directory_iterator("assets/locale/" + language))
        if (file.path().extension() == ".po")
            for (auto& entry : parse_po(base::read_file(file.path())))
                found[{entry.context, entry.id}] = entry;
    return found;
}

std::set<char> placeholders(const std::string& text) {
    std::set<char> found;
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == '{' && text[i + 2] == '}')
            found.insert(text[i + 1]);
    return found;
}

void check_translated(const std::string& language, const std::string& folders) {
    const auto translated = catalogue(language);
    for (const Entry& text : texts_in(folders)) {
        INFO(language << ": " << text.context << " " << text.id);
        const auto found = translated.find({text.context, text.id});
        if (found == translated.end()) {
            FAIL_CHECK("has no translation in assets/locale");
            continue;
        }
        CHECK_FALSE(found->second.fuzzy);
        for (const std::string& translation : found->second.translations) {
            CHECK_FALSE(translation.empty());
            CHECK(placeholders(translation) == placeholders(text.plural.empty() ? text.id : text.plural));
        }
    }
}

} // namespace

TEST_CASE("Catalogues: texts are found in the code in every way they are written there",
          "[screen][catalogues]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "page.cpp", R"(
        auto a = catalogue.tr("One {1}", 3) + texts_.tr_n("{1} person", "{1} people", count);
        constexpr auto b = screen::msgid("Two "
                                         "lines");
        auto c = catalogue.tr_c("counter", "Open");
        std::string d = "not this";
    )");

    const auto texts = texts_in(folder.path().string());

    REQUIRE(texts.size() == 4);
    CHECK(texts[0].id == "One {1}");
    CHECK(texts[1].plural == "{1} people");
    CHECK(texts[2].id == "Two lines");
    CHECK(texts[3].context == "counter");
}

TEST_CASE("Catalogues: every text in the code is translated, with nothing fuzzy", "[screen][catalogues]") {
    check_translated(GENERATE(from_range(kLanguages)), "kiosk caller display printer shared");
}

TEST_CASE("Catalogues: every text of a ticket is translated into the languages of paper too",
          "[screen][catalogues]") {
    check_translated(GENERATE(from_range(kPaperLanguages)), "printer");
}

TEST_CASE("Catalogues: every text of the visitors' panel is translated into the languages of visitors",
          "[screen][catalogues]") {
    check_translated(GENERATE("ar", "es", "fr", "he", "ja", "ko", "ru"), "caller/visitor");
}

TEST_CASE("Catalogues: the same text is translated the same in all parts", "[screen][catalogues]") {
    const std::string language = GENERATE(from_range(kLanguages));

    std::map<std::pair<std::string, std::string>, std::vector<std::string>> seen;
    for (const auto& file : std::filesystem::directory_iterator("assets/locale/" + language)) {
        for (const Entry& entry : parse_po(base::read_file(file.path()))) {
            const auto [known, fresh] = seen.try_emplace({entry.context, entry.id}, entry.translations);
            INFO(language << ": " << entry.id);
            CHECK(known->second == entry.translations);
        }
    }
}

TEST_CASE("Catalogues: every character of every catalogue can be drawn", "[screen][catalogues]") {
    screen::Fonts fonts;
    std::vector<std::string> all(kLanguages.begin(), kLanguages.end());
    all.insert(all.end(), kPaperLanguages.begin(), kPaperLanguages.end());
    const std::string language = GENERATE_COPY(from_range(all));

    for (const auto& [key, entry] : catalogue(language))
        for (const std::string& translation : entry.translations)
            for (const char32_t c : base::code_points(translation)) {
                INFO(language << ": " << entry.id << " U+" << std::hex << static_cast<unsigned>(c));
                CHECK(fonts.provides(c, language));
            }
    CHECK_FALSE(fonts.provides(U'\U0010FFFD', language)); // the question can be answered with no
}
