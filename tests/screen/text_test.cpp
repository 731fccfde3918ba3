#include "shared/screen/fonts.h"

#include "shared/base/text.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace screen;

namespace {

const std::string kNotice = "温馨提示：请您提前准备好“身份证”原件，复印件可在（6号）窗口免费复印；如有疑问，"
                            "请咨询工作人员。办理住房公积金提取、贷款业务的群众，请到二楼服务大厅！";

bool begins_with_any(const std::string& line, std::u32string_view of) {
    const auto characters = base::code_points(line);
    return !characters.empty() && of.find(characters.front()) != std::u32string_view::npos;
}

bool ends_with_any(const std::string& line, std::u32string_view of) {
    const auto characters = base::code_points(line);
    return !characters.empty() && of.find(characters.back()) != std::u32string_view::npos;
}

// The rows that have ink, of a text drawn at the top left of a picture.
std::pair<int, int> inked_rows(Fonts& fonts, std::string_view text, TextStyle style,
                               std::string_view language) {
    Pixels paper({600, 300});
    Canvas canvas(paper);
    const auto paragraph = fonts.lay_out(text, {style, language, 0, 0, 0});
    fonts.draw(canvas, paper.bounds(), *paragraph, Color::rgb(0), Align::Leading);
    int first = -1;
    int last = -1;
    for (int y = 0; y < paper.height(); ++y) {
        for (int x = 0; x < paper.width(); ++x) {
            if (paper.at({x, y}).green > 100)
                continue;
            first = first < 0 ? y : first;
            last = y;
        }
    }
    return {first, last};
}

} // namespace

TEST_CASE("Fonts: no line of Chinese begins with a closing mark or ends with an opening one",
          "[screen][text]") {
    Fonts fonts;

    for (int width = 120; width < 900; width += 7) {
        const auto paragraph = fonts.lay_out(kNotice, {{30}, "zh_Hans", width, 0, 0});
        std::string all;
        for (const auto& line : paragraph->lines) {
            INFO(line.text);
            CHECK_FALSE(begins_with_any(line.text, U"，。；：！、）”"));
            CHECK_FALSE(ends_with_any(line.text, U"（“"));
            CHECK(line.width <= width);
            all += line.text;
        }
        CHECK(all == kNotice); // nothing is lost
    }
}

TEST_CASE("Fonts: words are not broken, unless one alone is too long", "[screen][text]") {
    Fonts fonts;

    const auto words = fonts.lay_out("Please take your ticket", {{30}, "en", 200, 0, 0});
    REQUIRE(words->lines.size() == 2);
    CHECK(words->lines[0].text == "Please take");
    CHECK(words->lines[1].text == "your ticket");

    const auto smaller =
        fonts.lay_out("Withdrawals", {{30}, "en", fonts.measure("Withdrawals", {27}, "en").width, 0, 0});
    CHECK(smaller->lines.size() == 1);
    CHECK(smaller->style.size < 30);

    const auto address = fonts.lay_out("https://example.org/a/very/long/address", {{30}, "en", 200, 0, 0});
    CHECK(address->lines.size() > 2);
    for (const auto& line : address->lines)
        CHECK(line.width <= 200);
}

TEST_CASE("Fonts: two or three lines are of like length: no single hanzi on the last", "[screen][text]") {
    Fonts fonts;
    const std::string title = "老年人残疾人孕妇优先";
    const int full = fonts.measure(title, {30}).width;

    const auto paragraph = fonts.lay_out(title, {{30}, "zh_Hans", full - 1, 2, 0});

    REQUIRE(paragraph->lines.size() == 2);
    CHECK(paragraph->lines[0].text == "老年人残疾");
    CHECK(paragraph->lines[1].text == "人孕妇优先");
}

TEST_CASE("Fonts: too much for the lines ends in an ellipsis that fits", "[screen][text]") {
    Fonts fonts;

    for (const int lines : {1, 2, 3}) {
        const auto paragraph = fonts.lay_out(kNotice, {{30}, "zh_Hans", 300, lines, 0});
        CHECK(paragraph->shortened);
        CHECK(paragraph->lines.size() == static_cast<std::size_t>(lines));
        CHECK(ends_with_any(paragraph->lines.back().text, U"…"));
        CHECK(paragraph->width <= 300);
    }
}

TEST_CASE("Fonts: shrinks by two steps at most before it breaks a line", "[screen][text]") {
    Fonts fonts;
    const int full = fonts.measure("住房公积金提取", {40}).width;

    const auto at = [&](int width) {
        return fonts.lay_out("住房公积金提取", {{40}, "zh_Hans", width, 2, 2});
    };

    CHECK(at(full)->style.size == 40);
    CHECK(at(full * 9 / 10)->style.size == 35);
    CHECK(at(full * 8 / 10)->style.size == 31);
    CHECK(at(full * 6 / 10)->style.size == 40);
    CHECK(at(full * 6 / 10)->lines.size() == 2);
}

TEST_CASE("Fonts: isolated numbers keep their place in Arabic and Hebrew", "[screen][text]") {
    Fonts fonts;

    // "ticket A023 (3)" in Hebrew: read from the right, the number's own characters from the left.
    const auto hebrew = fonts.lay_out("כרטיס \u2068A023\u2069 (\u20683\u2069)", {{30}, "he", 0, 0, 0});
    REQUIRE(hebrew->lines.size() == 1);
    // Marks of a right-to-left run are given in their stored form; the font mirrors them.
    CHECK(hebrew->visual_text(0) == ")3( A023 סיטרכ");

    const auto chinese = fonts.lay_out("请 \u2068A023\u2069 到 3 号窗口", {{30}, "zh_Hans", 0, 0, 0});
    CHECK(chinese->visual_text(0) == "请 A023 到 3 号窗口");
}

TEST_CASE("Fonts: Arabic letters join: a word is narrower than its letters apart", "[screen][text]") {
    Fonts fonts;

    const int word = fonts.measure("ببب", {60}, "ar").width;
    int apart = 0;
    for (const char* const letter : {"ب", "ب", "ب"})
        apart += fonts.measure(letter, {60}, "ar").width;

    CHECK(word < apart * 9 / 10);
}

TEST_CASE("Fonts: every script stands on the line's own baseline", "[screen][text]") {
    Fonts fonts;
    const TextStyle style{100};

    const auto [latin_top, latin_bottom] = inked_rows(fonts, "HEH", style, "en");
    const auto [digit_top, digit_bottom] = inked_rows(fonts, "H", style, "zh_Hans");
    const auto [greek_top, greek_bottom] = inked_rows(fonts, "ΗΗ", style, "zh_Hans");

    const auto paragraph = fonts.lay_out("H", {style, "en", 0, 0, 0});
    CHECK(latin_bottom + 1 == Approx(paragraph->baseline).margin(1));
    CHECK(digit_bottom == Approx(latin_bottom).margin(1));
    CHECK(greek_bottom == Approx(latin_bottom).margin(1));
    CHECK(latin_bottom - latin_top + 1 == Approx(73).margin(3)); // capitals: 0.73 of the size
    CHECK((latin_top + latin_bottom) / 2 == Approx(paragraph->line_height / 2).margin(2));
}

TEST_CASE("Fonts: Chinese is written as the language's region writes it", "[screen][text]") {
    Fonts fonts;
    const auto picture = [&](std::string_view language) {
        Pixels paper({200, 200});
        Canvas canvas(paper);
        fonts.text(canvas, paper.bounds(), "骨", {120}, Color::rgb(0), Align::Centre, language);
        return paper;
    };

    CHECK(differing_pixels(picture("zh_Hans"), picture("zh_Hant")) > 50);
    CHECK(differing_pixels(picture("zh_Hans"), picture("en")) == 0);
}

TEST_CASE("Fonts: the caches stay within their limit", "[screen][text]") {
    Fonts fonts;
    Pixels paper({1200, 300});
    Canvas canvas(paper);

    std::size_t most = 0;
    for (int i = 0; i < 400; ++i) {
        fonts.text(canvas, paper.bounds(),
                   "A" + std::to_string(i) + " 请到" + std::to_string(i % 17) + "号窗口", {120 + i % 5},
                   Color::rgb(0));
        most = std::max(most, fonts.cached_bytes());
    }

    CHECK(most > Fonts::cache_limit() / 2); // the test is large enough to be one
    CHECK(most <= Fonts::cache_limit());
}

TEST_CASE("Fonts: a file is opened once, whatever the sizes", "[screen][text]") {
    Fonts fonts;
    fonts.measure("公积金 fund", {20, Weight::Regular});
    const std::size_t before = fonts.open_fonts();
    REQUIRE(before == 2); // the two that every machine has: hanzi and Latin

    for (int size = 21; size < 60; ++size)
        fonts.measure("公积金 fund", {size, Weight::Regular});
    CHECK(fonts.open_fonts() == before);
    fonts.measure("公积金 fund", {20, Weight::Bold});
    CHECK(fonts.open_fonts() == before + 1);
}

TEST_CASE("Fonts: few fonts are open at a time, and all texts are drawn as by fonts of their own",
          "[screen][text]") {
    const std::vector<std::string> languages{"zh_Hans", "zh_Hant", "ja", "ko", "ar", "he", "ru"};
    const auto drawn = [](Fonts& fonts, const std::string& language, Weight weight) {
        Pixels paper({900, 120});
        Canvas canvas(paper);
        fonts.text(canvas, paper.bounds(), "骨 fund صندوق שלום 기금 фонд", {40, weight}, Color::rgb(0),
                   Align::Leading, language);
        return paper;
    };
    Fonts shared;

    for (const Weight weight : {Weight::Regular, Weight::Bold})
        for (const std::string& language : languages) {
            INFO(language);
            Fonts own;
            CHECK(drawn(shared, language, weight) == drawn(own, language, weight));
            CHECK(shared.open_fonts() <= 10);
        }
}

TEST_CASE("Fonts: at rest few texts are kept, and what is drawn then comes out the same", "[screen][text]") {
    const auto drawn = [](Fonts& fonts, std::string_view text) {
        Pixels paper({900, 120});
        Canvas canvas(paper);
        fonts.text(canvas, paper.bounds(), text, {40}, Color::rgb(0));
        return paper;
    };
    Fonts fonts;
    Pixels paper({1200, 300});
    Canvas canvas(paper);
    for (int i = 0; i < 200; ++i)
        fonts.text(canvas, paper.bounds(), "A" + std::to_string(i), {120}, Color::rgb(0));
    const Pixels known = drawn(fonts, "请取号");
    const std::size_t before = fonts.cached_bytes();

    fonts.measure("صندوق", {40}, "ar");
    fonts.rest();

    CHECK(fonts.cached_bytes() < before / 2);
    CHECK(drawn(fonts, "请取号") == known);
    Fonts other;
    CHECK(drawn(fonts, "公积金 fund صندوق") == drawn(other, "公积金 fund صندوق"));
}

TEST_CASE("Fonts: sizes in turn give the same picture as each alone", "[screen][text]") {
    const auto drawn = [](Fonts& fonts, int size) {
        Pixels paper({600, 200});
        Canvas canvas(paper);
        fonts.text(canvas, paper.bounds(), "公积金 fund صندوق", {size, Weight::Bold}, Color::rgb(0));
        return paper;
    };
    Fonts one, other, both;

    const Pixels small = drawn(one, 24), large = drawn(other, 60);
    CHECK(drawn(both, 60) == large);
    CHECK(drawn(both, 24) == small);
    CHECK(drawn(both, 60) == large);
}

TEST_CASE("Fonts: bytes that are no text do no harm", "[screen][text]") {
    Fonts fonts;
    Pixels paper({100, 100});
    Canvas canvas(paper);

    for (const std::string& text :
         {std::string("\xff\xfe\x80"), std::string("\0\1\2", 3), std::string("\n\n"), std::string(""),
          std::string(20000, 'x'), std::string("\u202E\u2066\u0301")})
        CHECK_NOTHROW(fonts.text(canvas, paper.bounds(), text, {20}, Color::rgb(0)));
}
