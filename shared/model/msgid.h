#pragma once

#include <string_view>

namespace model {

/// Marks a text for translation; the catalogues' check finds it by this word.
constexpr std::string_view msgid(const char* text) {
    return text;
}

} // namespace model
