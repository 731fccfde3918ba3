#pragma once

#include <string_view>

namespace web {

/// What a browser says of where a request comes from; empty: not said.
struct Provenance {
    std::string_view host;       ///< Host: what it calls us
    std::string_view origin;     ///< Origin: the page that asks
    std::string_view fetch_site; ///< Sec-Fetch-Site
};

/// Whether a page of this site asks. `address` is the site's own ("https://queue.example.org"), or empty
/// where it is not known. A browser that says neither Origin nor Sec-Fetch-Site is not believed.
bool is_same_origin(const Provenance& from, std::string_view address);

/// "application/json", with or without a character set, which must be UTF-8.
bool is_json(std::string_view content_type);

} // namespace web
