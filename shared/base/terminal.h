#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

namespace base {

/// One line, such as a PIN. At a terminal the question is asked on `out` and what is typed is not shown;
/// `terminal` says whether standard input is one.
std::string ask_unseen(std::istream& in, std::ostream& out, bool terminal, std::string_view question);

} // namespace base
