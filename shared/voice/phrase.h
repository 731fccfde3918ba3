#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace voice {

/// One thing that is said in one breath: a recorded clip of a voice pack, or words of a synthesiser.
struct Piece {
    enum class Kind {
        Words,  ///< "请", "号窗口", "please go to"; a whole sentence of the kiosk
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

/// The phrase as a line for a synthesiser or a log: words apart, pauses as commas of the language.
std::string as_text(const Phrase& phrase, std::string_view language);

/// True for the languages that are written in hanzi and spoken as Mandarin or Cantonese.
bool is_chinese(std::string_view language);

} // namespace voice
