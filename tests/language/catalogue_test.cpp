#include "shared/language/catalogue.h"

#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace language;

namespace {

// A folder of catalogues with one language, made by msgfmt as the build makes them.
struct Catalogues {
    support::TemporaryFolder folder;

    Catalogues(const std::string& language, const std::string& plural_forms, const std::string& entries) {
        const auto place = folder / language / "LC_MESSAGES";
        std::filesystem::create_directories(place);
        base::write_file(folder / "texts.po",
                         "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                         "\"Plural-Forms: " +
                             plural_forms + "\\n\"\n\n" + entries);
        const std::string command =
            "msgfmt -o '" + (place / "jiaohao.mo").string() + "' '" + (folder / "texts.po").string() + "'";
        REQUIRE(std::system(command.c_str()) == 0);
    }
};

constexpr auto kChinese = R"(
msgid "Please go to counter {2} with {1}."
msgstr "请{1}到{2}号窗口办理。"

msgid "{1} person ahead"
msgid_plural "{1} people ahead"
msgstr[0] "前面还有{1}人"

msgid "Open"
msgstr "打开"

msgctxt "counter"
msgid "Open"
msgstr "营业中"
)";

} // namespace

TEST_CASE("Catalogue: translates, and isolates what is filled in", "[language]") {
    const Catalogues files("zh_Hans", "nplurals=1; plural=0;", kChinese);
    const Catalogue chinese("zh_Hans", files.folder.path());

    const std::string text = chinese.tr("Please go to counter {2} with {1}.", "A023", 3);

    CHECK(text == "请\u2068A023\u2069到\u20683\u2069号窗口办理。");
    CHECK(without_isolates(text) == "请A023到3号窗口办理。");
}

TEST_CASE("Catalogue: equal English words are told apart by their context", "[language]") {
    const Catalogues files("zh_Hans", "nplurals=1; plural=0;", kChinese);
    const Catalogue chinese("zh_Hans", files.folder.path());

    CHECK(chinese.tr("Open") == "打开");
    CHECK(chinese.tr_c("counter", "Open") == "营业中");
    CHECK(chinese.tr_c("nowhere", "Open") == "Open");
}

TEST_CASE("Catalogue: a count takes the form its language asks for", "[language]") {
    const Catalogues files(
        "ar",
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 ? 4 : 5;",
        "msgid \"{1} person ahead\"\nmsgid_plural \"{1} people ahead\"\nmsgstr[0] \"zero\"\nmsgstr[1] "
        "\"one\"\nmsgstr[2] \"two\"\nmsgstr[3] \"few {1}\"\nmsgstr[4] \"many {1}\"\nmsgstr[5] "
        "\"other {1}\"\n");
    const Catalogue arabic("ar", files.folder.path());
    const Catalogue english("en", files.folder.path());

    const auto ahead = [](const Catalogue& in, long count) {
        return without_isolates(in.tr_n("{1} person ahead", "{1} people ahead", count));
    };

    CHECK(ahead(arabic, 0) == "zero");
    CHECK(ahead(arabic, 2) == "two");
    CHECK(ahead(arabic, 5) == "few 5");
    CHECK(ahead(arabic, 11) == "many 11");
    CHECK(ahead(arabic, 100) == "other 100");
    CHECK(ahead(english, 1) == "1 person ahead");
    CHECK(ahead(english, 0) == "0 people ahead");
}

TEST_CASE("Catalogue: without a translation the text comes out in English", "[language]") {
    const Catalogues files("zh_Hans", "nplurals=1; plural=0;", kChinese);

    CHECK(Catalogue("zh_Hans", files.folder.path()).tr("Take your ticket") == "Take your ticket");
    CHECK(Catalogue("tlh", files.folder.path()).tr("Open") == "Open");
    CHECK(Catalogue("en", "/nowhere").tr("{1} of {2}, {3}", 1, "b") == "\u20681\u2069 of \u2068b\u2069, {3}");
}

TEST_CASE("Catalogue: what is filled in is never filled in itself", "[language]") {
    CHECK(without_isolates(Catalogue("en", "/nowhere").tr("{1} {2} {x} {", "{2}", "b")) == "{2} b {x} {");
}

TEST_CASE("Catalogue: arguments may be gathered beforehand", "[language]") {
    const Catalogue english("en", "/nowhere");
    CHECK(english.tr_with("{1} of {2}", {"a", "b"}) == english.tr("{1} of {2}", "a", "b"));
}

TEST_CASE("Catalogue: a language's tag is its catalogue's name, but for the dash", "[language]") {
    CHECK(catalogue_name("zh-Hans") == "zh_Hans");
    CHECK(catalogue_name("en") == "en");
}

TEST_CASE("Catalogue: languages name themselves", "[language]") {
    CHECK(own_name("zh_Hans") == "简体中文");
    CHECK(own_name("zh_Hant") == "繁體中文");
    CHECK(own_name("tlh") == "tlh");
}
