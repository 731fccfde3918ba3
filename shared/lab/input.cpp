#include "shared/lab/input.h"

#include "shared/base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace lab {

Json parse_json(std::string_view text, std::string_view what) {
    try {
        return Json::parse(text);
    } catch (const Json::exception& error) {
        throw InputError(fmt::format("{} is not JSON: {}", what, base::one_line(error.what())));
    }
}

const Json& field(const Json& table, const char* name, const std::string& where) {
    if (!table.is_object())
        throw InputError(fmt::format("{} is missing its place: an object was expected there", where));
    const auto found = table.find(name);
    if (found == table.end())
        throw InputError(fmt::format("{} is missing", where));
    return *found;
}

double number_in(const Json& value, double least, double most, const std::string& where) {
    if (!value.is_number() || !std::isfinite(value.get<double>()) || value.get<double>() < least ||
        value.get<double>() > most)
        throw InputError(fmt::format("{} must be a number from {} to {}", where, least, most));
    return value.get<double>();
}

std::int64_t integer_in(const Json& value, std::int64_t least, std::int64_t most, const std::string& where) {
    const bool fits =
        value.is_number_integer() &&
        !(value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most));
    if (!fits || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most)
        throw InputError(fmt::format("{} must be a whole number from {} to {}", where, least, most));
    return value.get<std::int64_t>();
}

std::string text(const Json& value, const std::string& where) {
    if (!value.is_string() || value.get_ref<const std::string&>().size() > 200)
        throw InputError(fmt::format("{} must be a text of at most 200 bytes", where));
    return value.get<std::string>();
}

std::string id_of(const Json& value, const std::string& where) {
    return value.is_string() ? text(value, where) : std::to_string(integer_in(value, 0, INT64_MAX, where));
}

nlohmann::ordered_json id_json(const std::string& id) {
    const bool number =
        !id.empty() && id.size() < 19 && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
    return number ? nlohmann::ordered_json(std::stoll(id)) : nlohmann::ordered_json(id);
}

const Json& list(const Json& value, std::size_t most, const std::string& where) {
    if (!value.is_array() || value.size() > most)
        throw InputError(fmt::format("{} must be a list of at most {} entries", where, most));
    return value;
}

} // namespace lab
