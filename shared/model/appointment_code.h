#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace model {

inline constexpr std::size_t kLongestCode = 20; ///< letters and digits of an appointment's code

/// An appointment's code as it is compared: capitals and digits, without the dashes and blanks that people
/// write between them, so that what is printed, typed and scanned is the same. Nothing when there is any
/// other sign, none at all, or more than kLongestCode.
std::optional<std::string> canonical_code(std::string_view text);

/// What codes are kept and found by: canonical_code(); a code of an older journal that is none today stands
/// for itself.
std::string code_key(std::string_view code);

} // namespace model
