#include "kiosk/scanner/scan_meaning.h"

#include "shared/base/text.h"
#include "shared/model/appointment_code.h"

#include <algorithm>
#include <optional>

namespace kiosk {

namespace {

constexpr std::string_view kOwnLink = "JH:";
constexpr std::size_t kTokenLength = 20; ///< as the hall makes them: hexadecimal digits

char to_small(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

/// What stands after the prefix.
std::optional<std::string_view> after(std::string_view text, std::string_view prefix) {
    if (prefix.empty() || text.size() < prefix.size() ||
        !std::ranges::equal(text.substr(0, prefix.size()), prefix, {}, to_small, to_small))
        return std::nullopt;
    return text.substr(prefix.size());
}

std::optional<std::string> token_in(std::string_view text) {
    std::optional<std::string> token(text);
    std::ranges::transform(*token, token->begin(), to_small);
    if (token->size() != kTokenLength || token->find_first_not_of("0123456789abcdef") != std::string::npos)
        token.reset();
    return token;
}

} // namespace

ScanMeaning meaning(std::string_view text, std::string_view link_base) {
    text = base::trim(text);
    for (const std::string_view prefix : {link_base, kOwnLink})
        if (const auto rest = after(text, prefix))
            if (const auto token = token_in(*rest))
                return TicketToken{*token};
    if (const auto code = model::canonical_code(text))
        return AppointmentCode{*code};
    return Unknown{};
}

} // namespace kiosk
