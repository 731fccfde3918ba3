#include "shared/model/names.h"

namespace model {

std::string_view Names::in(std::string_view language) const {
    for (const std::string_view wanted : {language, std::string_view("en"), std::string_view("zh-Hans")})
        if (const auto found = by_language_.find(std::string(wanted)); found != by_language_.end())
            return found->second;
    return by_language_.empty() ? std::string_view() : std::string_view(by_language_.begin()->second);
}

} // namespace model
