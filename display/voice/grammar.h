#pragma once

#include "shared/model/ids.h"
#include "shared/voice/phrase.h"

#include <span>
#include <string>
#include <string_view>

namespace display {

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

/// The language that a call is really said in: this one, or English where there is no grammar of it.
std::string spoken_language(std::string_view language);

/// A call as it is said in one language: zh-Hans and zh-Hant (Mandarin), yue (Cantonese), en, ja, ko, ru, es,
/// fr, ar and their regions; every other one is said in English. The ticket's number goes digit by digit, the
/// counter's as a number. `location` is that language's own text, empty for none.
///
/// Pure. Characters of a ticket number that are neither letters nor digits are not said.
voice::Phrase say_call(std::string_view number, model::CounterId counter, std::string_view location,
                       std::string_view language, Length length, const Manner& manner);

/// A number and where it is called.
struct Shown {
    std::string number;
    model::CounterId counter;

    bool operator==(const Shown&) const = default;
};

/// The answer to somebody who cannot see the screen: the numbers that are called now, in this order.
voice::Phrase say_current(std::span<const Shown> shown, std::string_view language, const Manner& manner);

/// A whole number in words, 0–9999: "一百零五", "one hundred five".
std::string chinese_number(int number);
std::string english_number(int number);

} // namespace display
