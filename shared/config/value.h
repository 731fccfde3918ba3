#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace config {

/// A TOML value with its place in the file. Inside of shared/config only: programs read through Table.
struct Value {
    using List = std::vector<Value>;
    using Map = std::map<std::string, Value, std::less<>>;
    struct Unsupported {}; ///< TOML's own dates and times

    int line = 1;
    int column = 1;
    std::variant<Unsupported, bool, std::int64_t, double, std::string, List, Map> content;
};

/// Throws Errors with the one place where TOML ends to make sense.
Value parse(std::string_view text, const std::string& file);

} // namespace config
