#pragma once

#include <string>
#include <string_view>

namespace base {

/// A text inside of HTML, XML or SVG, attribute values in quotes included.
std::string escape_markup(std::string_view text);

/// A field of CSV as RFC 4180 has it: in quotes where it has to be.
std::string csv_field(std::string_view text);

} // namespace base
