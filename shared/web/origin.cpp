#include "shared/web/origin.h"

#include "shared/base/text.h"
#include "shared/web/lower_case.h"

#include <algorithm>
#include <string>

namespace web {

bool is_same_origin(const Provenance& from, std::string_view address) {
    if (from.origin.empty())
        return from.fetch_site == "same-origin";
    if (!from.fetch_site.empty() && from.fetch_site != "same-origin")
        return false;
    const std::string origin = lower_case(from.origin);
    if (!address.empty() && origin == lower_case(address))
        return true;
    const auto end_of_scheme = origin.find("://");
    const std::string scheme = origin.substr(0, end_of_scheme);
    if (end_of_scheme == std::string::npos || (scheme != "http" && scheme != "https") || from.host.empty())
        return false;
    return origin.substr(end_of_scheme + 3) == lower_case(from.host);
}

bool is_json(std::string_view content_type) {
    const auto parts = base::split(content_type, ';');
    if (lower_case(base::trim(parts[0])) != "application/json")
        return false;
    return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
        const std::string said = lower_case(base::trim(part));
        return said == "charset=utf-8" || said == "charset=\"utf-8\"";
    });
}

} // namespace web
