#pragma once

#include <string>

namespace web {

/// Whether the text is an IPv4 or IPv6 address and nothing else; the longest has 45 characters.
bool is_ip(const std::string& text);

} // namespace web
