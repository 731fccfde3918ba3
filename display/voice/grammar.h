#pragma once

#include "shared/model/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace display {

/// One thing that is said in one breath: a recorded clip of a voice pack, or a word or two of a synthesiser.
struct Piece {
    enum class Kind {
        Words,  ///< fixed words of the phrase: "请", "号窗口", "please go to"
        Letter, ///< one capital letter, said by its name
        Digit,  ///< one digit, said alone: "零", "zero"
        Number, ///< a whole number: "十二", "twelve"
        Place,  ///< free text of the configuration: "一楼东大厅"
        Pause,  ///< between two groups; no text
    } kind = Kind::Words;
    std::string text;

    bool operator==(const Piece&) const = default;
};

using Phrase = std::vector<Piece>;

/// How much is said.
enum class Length {
    Full, ///< "请 A 零 二 三 号, 到 三 号窗口"
    Short ///< number and counter only: the loudspeaker has a back-log
};

/// What a hall wants its calls to sound like.
struct Manner {
    bool yao = false;           ///< 一 in a ticket's number as yāo, which is not mistaken for 七
    bool with_location = false; ///< also says where the counter is

    bool operator==(const Manner&) const = default;
};

/// A call as it is said in one language: zh-Hans and zh-Hant (Mandarin), yue (Cantonese); every other one is
/// said in English. The ticket's number goes digit by digit, the counter's as a number. `location` is that
/// language's own text, empty for none.
///
/// Pure. Characters of a ticket number that are neither letters nor digits are not said.
Phrase say_call(std::string_view number, model::CounterId counter, std::string_view location,
                std::string_view language, Length length, const Manner& manner);

/// A whole number in words, 0–9999: "一百零五", "one hundred five".
std::string chinese_number(int number);
std::string english_number(int number);

/// True for the languages whose phrases are Chinese.
bool is_chinese(std::string_view language);

/// The phrase as a line for a synthesiser or a log: words apart, pauses as commas of the language.
std::string as_text(const Phrase& phrase, std::string_view language);

} // namespace display
