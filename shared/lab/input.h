#pragma once

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <string_view>

namespace lab {

/// What was read cannot be used; what() says which field and what it should be.
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

using Json = nlohmann::json;

/// Parses JSON text. Throws InputError with the place.
Json parse_json(std::string_view text, std::string_view what);

/// A field of a table, by path for the sentence: field(json, "counters", "counters[2].skills").
const Json& field(const Json& table, const char* name, const std::string& where);

double number_in(const Json& value, double least, double most, const std::string& where);
std::int64_t integer_in(const Json& value, std::int64_t least, std::int64_t most, const std::string& where);
std::string text(const Json& value, const std::string& where);
/// An id as it is written: a text or a whole number; and as it is written again.
std::string id_of(const Json& value, const std::string& where);
nlohmann::ordered_json id_json(const std::string& id);
const Json& list(const Json& value, std::size_t most, const std::string& where);

} // namespace lab
