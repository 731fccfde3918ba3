#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace web {

/// For what HTTP compares without regard to case: the names of types, hosts and languages.
inline std::string lower_case(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

} // namespace web
