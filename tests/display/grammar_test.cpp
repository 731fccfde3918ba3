#include "display/voice/grammar.h"

#include <catch2/catch.hpp>

using namespace display;
using voice::Phrase;
using voice::Piece;

namespace {

std::string said(std::string_view number, int counter, std::string_view language,
                 Length length = Length::Full, const Manner& manner = {}, std::string_view location = {}) {
    return as_text(say_call(number, model::CounterId{counter}, location, language, length, manner), language);
}

} // namespace

TEST_CASE("Grammar: Mandarin says the ticket digit by digit and the counter as a number",
          "[display][voice]") {
    CHECK(said("A023", 3, "zh-Hans") == "请 A 零 二 三 号， 到 三 号窗口");
    CHECK(said("A023", 12, "zh-Hans") == "请 A 零 二 三 号， 到 十二 号窗口");
    CHECK(said("AB105", 105, "zh-Hans") == "请 A B 一 零 五 号， 到 一百零五 号窗口");
    CHECK(said("A023", 3, "zh-Hant") == "請 A 零 二 三 號， 到 三 號窗口");
    CHECK(said("A023", 3, "yue") == said("A023", 3, "zh-Hant"));
}

TEST_CASE("Grammar: one may be said as yao in a ticket, never in a counter", "[display][voice]") {
    const Manner yao{.yao = true, .with_location = false};

    CHECK(said("B117", 11, "zh-Hans", Length::Full, yao) == "请 B 幺 幺 七 号， 到 十一 号窗口");
    CHECK(said("B117", 1, "en", Length::Full, yao) == "Number B one one seven, please go to counter one");
}

TEST_CASE("Grammar: English says the letter, the digits and where to go", "[display][voice]") {
    CHECK(said("A023", 3, "en") == "Number A zero two three, please go to counter three");
    CHECK(said("C900", 21, "en") == "Number C nine zero zero, please go to counter twenty one");
    CHECK(said("A023", 3, "eo") == said("A023", 3, "en"));
}

TEST_CASE("Grammar: the short form keeps number and counter", "[display][voice]") {
    CHECK(said("A023", 3, "zh-Hans", Length::Short) == "A 零 二 三 号， 三 号窗口");
    CHECK(said("A023", 3, "en", Length::Short) == "A zero two three, counter three");
}

TEST_CASE("Grammar: the location is said when asked, where the language puts it", "[display][voice]") {
    const Manner where{.yao = false, .with_location = true};

    CHECK(said("A023", 3, "zh-Hans", Length::Full, where, "一楼东大厅") ==
          "请 A 零 二 三 号， 到 一楼东大厅， 三 号窗口");
    CHECK(said("A023", 3, "en", Length::Full, where, "first floor, east hall") ==
          "Number A zero two three, please go to counter three, first floor, east hall");
    CHECK(said("A023", 3, "en", Length::Full, where) == said("A023", 3, "en"));
    CHECK(said("A023", 3, "en", Length::Short, where, "east hall") == said("A023", 3, "en", Length::Short));
}

TEST_CASE("Grammar: pieces tell clips of a voice pack apart", "[display][voice]") {
    const auto phrase = say_call("A02", model::CounterId{3}, {}, "zh-Hans", Length::Short, Manner{});

    const Phrase expected = {{Piece::Kind::Letter, "A"},    {Piece::Kind::Digit, "零"},
                             {Piece::Kind::Digit, "二"},    {Piece::Kind::Words, "号"},
                             {Piece::Kind::Pause, ""},      {Piece::Kind::Number, "三"},
                             {Piece::Kind::Words, "号窗口"}};
    CHECK(phrase == expected);
}

TEST_CASE("Grammar: a number of strange characters says only what can be said", "[display][voice]") {
    CHECK(said("a-\xFF"
               "0\n1",
               3, "zh-Hans", Length::Short) == "零 一 号， 三 号窗口");
    CHECK(said("", 3, "en") == "Number, please go to counter three");
}

TEST_CASE("Grammar: other languages call in their own words", "[display][voice]") {
    CHECK(said("A047", 14, "ja") == "A, ゼロ よん なな 番のお客様, じゅうよん 番窓口へお越しください");
    CHECK(said("A047", 14, "ko") == "A, 공 사 칠 번 고객님, 14 번 창구로 오십시오");
    CHECK(said("A047", 14, "ru") == "Талон A, ноль четыре семь, пройдите, пожалуйста, к окну номер 14");
    CHECK(said("A047", 14, "es") == "Turno A, cero cuatro siete, por favor, pase a la ventanilla 14");
    CHECK(said("A047", 14, "fr-CA") == "Ticket A, zéro quatre sept, veuillez vous présenter au guichet 14");
    CHECK(said("A047", 14, "ar") == "اَلتَّذْكِرَة رَقْم A, صِفْر أَرْبَعَة سَبْعَة, يُرْجَى التَّوَجُّهُ إِلَى الشُّبَّاكِ رَقْم 14");
    CHECK(said("A047", 20, "ja", Length::Short) == "A, ゼロ よん なな 番, にじゅう 番窓口");
}

TEST_CASE("Grammar: who has no grammar is called in English, by an English voice", "[display][voice]") {
    CHECK(spoken_language("he") == "en"); // espeak-ng cannot read its numbers
    CHECK(spoken_language("eo") == "en");
    CHECK(spoken_language("english") == "en");
    CHECK(spoken_language("en-GB") == "en-GB");
    CHECK(spoken_language("zh-Hant-HK") == "zh-Hant-HK");
    CHECK(said("A023", 3, "he") == said("A023", 3, "en"));
}

TEST_CASE("Grammar: who asks hears the numbers that are called now", "[display][voice]") {
    const std::vector<Shown> shown{{"A023", model::CounterId{3}}, {"B117", model::CounterId{12}}};

    CHECK(as_text(say_current(shown, "zh-Hans", {}), "zh-Hans") ==
          "现在叫到的号码是， A 零 二 三 号， 三 号窗口， B 一 一 七 号， 十二 号窗口");
    CHECK(as_text(say_current(shown, "en", {}), "en") ==
          "Now called, A zero two three, counter three, B one one seven, counter twelve");
    CHECK(as_text(say_current({}, "en", {}), "en") == "No number is called now");
    CHECK(as_text(say_current({}, "fr", {}), "fr") == "Aucun numéro n'est appelé en ce moment");
}

TEST_CASE("Grammar: whole numbers in Chinese", "[display][voice]") {
    CHECK(chinese_number(0) == "零");
    CHECK(chinese_number(10) == "十");
    CHECK(chinese_number(20) == "二十");
    CHECK(chinese_number(99) == "九十九");
    CHECK(chinese_number(110) == "一百一十");
    CHECK(chinese_number(1005) == "一千零五");
    CHECK(chinese_number(1050) == "一千零五十");
    CHECK(chinese_number(9999) == "九千九百九十九");
}

TEST_CASE("Grammar: whole numbers in English", "[display][voice]") {
    CHECK(english_number(0) == "zero");
    CHECK(english_number(14) == "fourteen");
    CHECK(english_number(40) == "forty");
    CHECK(english_number(105) == "one hundred five");
    CHECK(english_number(1012) == "one thousand twelve");
}
