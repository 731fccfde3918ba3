#include "shared/voice/phrase.h"

namespace voice {

bool is_chinese(std::string_view language) {
    return language.starts_with("zh") || language == "yue";
}

std::string as_text(const Phrase& phrase, std::string_view language) {
    const std::string_view comma = is_chinese(language) ? "，" : ",";
    std::string text;
    for (const Piece& piece : phrase) {
        if (piece.kind == Piece::Kind::Pause) {
            text += comma;
            continue;
        }
        if (!text.empty())
            text += ' ';
        text += piece.text;
    }
    return text;
}

} // namespace voice
