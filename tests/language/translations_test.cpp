// The house's own catalogues: nothing missing, every form of a plural, nothing far too long.

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/language/catalogue.h"
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <utility>

using namespace language;

namespace {

constexpr std::array kTen{"zh_Hans", "zh_Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr"};

// A text and its translations, read by the tools of gettext and not by those of the house.
struct Translation {
    std::string text;
    std::vector<std::string> forms;
};

std::string quoted_part(std::string_view line) {
    const auto from = line.find('"') + 1;
    return std::string(line.substr(from, line.rfind('"') - from));
}

std::vector<Translation> translations(const std::string& language) {
    std::vector<Translation> all;
    const std::string merged =
        support::output_of("msgcat --use-first --no-wrap assets/locale/" + language + "/*.po 2>&1");
    for (const std::string_view line : base::split(merged, '\n')) {
        if (line.starts_with("msgid "))
            all.push_back({quoted_part(line), {}});
        else if (line.starts_with("msgstr") && !all.empty())
            all.back().forms.push_back(quoted_part(line));
    }
    return all;
}

// A small house with one text on one page, translated everywhere; each test breaks one thing.
struct House {
    support::TemporaryFolder root;

    House() {
        write("kiosk/page.cpp",
              "auto a = texts.tr(\"Hello {1}\", x);\nauto b = texts.tr_n(\"{1} cat\", \"{1} cats\", n);\n");
        for (const char* const language : {"zh_Hans", "zh_Hant", "ja", "ko"})
            write_po(language, "nplurals=1; plural=0;", {"{1} x"});
        for (const char* const language : {"es", "he"})
            write_po(language, "nplurals=2; plural=(n != 1);", {"one", "{1} x"});
        write_po("fr", "nplurals=2; plural=(n > 1);", {"{1} x", "{1} x"});
        write_po(
            "ru",
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) "
            "? 1 : 2);",
            {"{1} x", "{1} x", "{1} x"});
        write_po("ar",
                 "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
                 "n%100>=11 ? 4 : 5);",
                 {"none", "one", "two", "{1} x", "{1} x", "{1} x"});
    }
    void write(const std::string& name, const std::string& text) {
        std::filesystem::create_directories((root / name).parent_path());
        base::write_file(root / name, text);
    }
    void write_po(const std::string& language, const std::string& plurals,
                  const std::vector<std::string>& forms) {
        std::string po = "msgid \"\"\nmsgstr \"\"\n\"Plural-Forms: " + plurals +
                         "\\n\"\n\nmsgid \"Hello {1}\"\nmsgstr \"X {1}\"\n\nmsgid \"{1} cat\"\n"
                         "msgid_plural \"{1} cats\"\n";
        for (std::size_t i = 0; i < forms.size(); ++i)
            po += "msgstr[" + std::to_string(i) + "] \"" + forms[i] + "\"\n";
        write(po_of(language), po);
    }
    void replace(const std::string& name, const std::string& what, const std::string& by) {
        std::string text = base::read_file(root / name);
        const auto at = text.find(what);
        REQUIRE(at != std::string::npos);
        base::write_file(root / name, text.replace(at, what.size(), by));
    }
    std::string check() const {
        return support::output_of("python3 -B assets/locale/check.py '" + root.path().string() +
                                  "' 2>&1; echo \"ended $?\"");
    }
    static std::string po_of(const std::string& language) {
        return "assets/locale/" + language + "/kiosk.po";
    }
};

} // namespace

TEST_CASE("Translations: every text of the house is translated", "[language][translations]") {
    CHECK(support::output_of("python3 -B assets/locale/check.py . 2>&1; echo \"ended $?\"") == "ended 0\n");
}

TEST_CASE("Translations: a hole is named with its line, and ends the build", "[language][translations]") {
    struct Hole {
        const char *file, *what, *by, *named;
    };
    const auto hole = GENERATE(values<Hole>(
        {{"kiosk/page.cpp", "Hello {1}", "Goodbye {1}",
          "kiosk/page.cpp:1: 'Goodbye {1}' is not in assets/locale/ja/kiosk.po."},
         {"kiosk/page.cpp", "auto a = texts.tr(\"Hello {1}\", x);", "",
          "assets/locale/ru/kiosk.po:5: 'Hello {1}' is said by no source any more"},
         {"kiosk/page.cpp", "\"{1} cats\"", "\"{1} kittens\"", "must have msgid_plural '{1} kittens'"},
         {"assets/locale/he/kiosk.po", "X {1}", "X {2}",
          "assets/locale/he/kiosk.po:5: 'Hello {1}' must hold {1}: 'X {2}'."},
         {"assets/locale/he/kiosk.po", "X {1}", "", "'Hello {1}' has no translation."},
         {"assets/locale/es/kiosk.po", "msgid \"Hello", "#, fuzzy\nmsgid \"Hello", "'Hello {1}' is fuzzy"},
         {"assets/locale/ar/kiosk.po", "msgstr[5] \"{1} x\"\n", "", "'{1} cat' has 5 forms instead of 6."},
         {"assets/locale/ar/kiosk.po", "nplurals=6", "nplurals=5", "Plural-Forms must have 6 forms, not 5."},
         {"assets/locale/fr/kiosk.po", "msgstr[0] \"{1} x\"", "msgstr[0] \"one\"",
          "'{1} cat' must hold {1}: 'one'."}}));
    House house;
    REQUIRE(house.check() == "ended 0\n");

    house.replace(hole.file, hole.what, hole.by);
    const std::string said = house.check();

    CHECK_THAT(said, Catch::Contains(hole.named));
    CHECK_THAT(said, Catch::EndsWith("ended 1\n"));
}

TEST_CASE("Translations: each language counts people as it should", "[language][translations]") {
    const auto people = [](const char* language, long count) {
        return without_isolates(
            Catalogue(language).tr_n("{1} person is before you", "{1} people are before you", count));
    };

    CHECK(people("zh_Hans", 1) == "您前面有1人");
    CHECK(people("zh_Hant", 2) == "您前面有2人");
    CHECK(people("en", 1) == "1 person is before you");
    CHECK(people("en", 0) == "0 people are before you");
    CHECK(people("ja", 1) == "お客様の前に1人お待ちです");
    CHECK(people("ko", 21) == "앞에 21명이 기다리고 있습니다");
    CHECK(people("ru", 1) == "Перед вами 1 человек");
    CHECK(people("ru", 2) == "Перед вами 2 человека");
    CHECK(people("ru", 12) == "Перед вами 12 человек");
    CHECK(people("ru", 23) == "Перед вами 23 человека");
    CHECK(people("ar", 0) == "لا أحد قبلك");
    CHECK(people("ar", 1) == "شخص واحد قبلك");
    CHECK(people("ar", 2) == "شخصان قبلك");
    CHECK(people("ar", 3) == "3 أشخاص قبلك");
    CHECK(people("ar", 10) == "10 أشخاص قبلك");
    CHECK(people("ar", 11) == "11 شخصًا قبلك");
    CHECK(people("ar", 99) == "99 شخصًا قبلك");
    CHECK(people("ar", 100) == "100 شخص قبلك");
    CHECK(people("he", 1) == "אדם אחד לפניך");
    CHECK(people("he", 2) == "2 אנשים לפניך");
    CHECK(people("es", 1) == "Hay 1 persona delante de usted");
    CHECK(people("es", 0) == "Hay 0 personas delante de usted");
    CHECK(people("fr", 0) == "0 personne avant vous");
    CHECK(people("fr", 1) == "1 personne avant vous");
    CHECK(people("fr", 2) == "2 personnes avant vous");
}

TEST_CASE("Translations: none is three times as long as the English text", "[language][translations]") {
    constexpr std::size_t kShort = 12; // a word may well be a sentence elsewhere
    const std::string language = GENERATE(from_range(kTen));
    if (language == "en")
        return;

    const auto all = translations(language);

    CHECK(all.size() > 150);
    for (const auto& [text, forms] : all)
        for (const std::string& form : forms) {
            INFO(language << ": " << text << " / " << form);
            const auto length = base::code_points(text).size();
            CHECK((length <= kShort || base::code_points(form).size() <= 3 * length));
        }
}

TEST_CASE("Translations: all languages of the demonstration name themselves, each in its own way",
          "[language][translations]") {
    constexpr std::array<std::pair<const char*, const char*>, 10> kNames{{{"zh-Hans", "简体中文"},
                                                                          {"zh-Hant", "繁體中文"},
                                                                          {"en", "English"},
                                                                          {"ja", "日本語"},
                                                                          {"ko", "한국어"},
                                                                          {"ru", "Русский"},
                                                                          {"ar", "العربية"},
                                                                          {"he", "עברית"},
                                                                          {"es", "Español"},
                                                                          {"fr", "Français"}}};
    for (const auto& [tag, name] : kNames)
        CHECK(own_name(catalogue_name(tag)) == name);
}

TEST_CASE("Translations: the language for tests is longer, in brackets, and keeps what is filled in",
          "[language][translations]") {
    const Catalogue pseudo("qps");
    const std::string text = "About {1} to {2} minutes";

    const std::string said = without_isolates(pseudo.tr(text, 5, 10));

    CHECK_THAT(said, Catch::StartsWith("[!! Ábóút 5 tó 10 míñútéš") && Catch::EndsWith(" !!]"));
    CHECK(base::code_points(pseudo.tr("Please take your ticket")).size() * 10 >=
          std::string("Please take your ticket").size() * 14);
    CHECK(own_name("qps") == "Pseudo");
}
