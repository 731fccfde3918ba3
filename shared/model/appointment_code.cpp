#include "shared/model/appointment_code.h"

namespace model {

std::optional<std::string> canonical_code(std::string_view text) {
    std::string code;
    for (const char character : text) {
        if (character == '-' || character == ' ')
            continue;
        const bool small = character >= 'a' && character <= 'z';
        const char capital = small ? static_cast<char>(character - 'a' + 'A') : character;
        const bool fits = (capital >= '0' && capital <= '9') || (capital >= 'A' && capital <= 'Z');
        if (!fits || code.size() == kLongestCode)
            return std::nullopt;
        code += capital;
    }
    return code.empty() ? std::nullopt : std::optional(code);
}

std::string code_key(std::string_view code) {
    return canonical_code(code).value_or(std::string(code));
}

} // namespace model
