// The only file that includes toml++.
#include "shared/config/error.h"
#include "shared/config/value.h"

#include <stdexcept>

// On some malformed files the parser runs into its own assertions; a wrong file must not end the process.
[[noreturn]] static void not_understood() {
    throw std::logic_error("it cannot be understood");
}
#define TOML_ASSERT(condition) ((condition) ? void() : not_understood())
#include <toml++/toml.h>

#include <fmt/format.h>

namespace config {

namespace {

Value converted(const toml::node& node) {
    Value value;
    value.line = static_cast<int>(node.source().begin.line);
    value.column = static_cast<int>(node.source().begin.column);
    if (const auto* map = node.as_table()) {
        Value::Map entries;
        for (const auto& [key, entry] : *map)
            entries.emplace(std::string(key.str()), converted(entry));
        value.content = std::move(entries);
    } else if (const auto* list = node.as_array()) {
        Value::List entries;
        for (const toml::node& entry : *list)
            entries.push_back(converted(entry));
        value.content = std::move(entries);
    } else if (const auto* text = node.as_string()) {
        value.content = text->get();
    } else if (const auto* whole = node.as_integer()) {
        value.content = whole->get();
    } else if (const auto* decimal = node.as_floating_point()) {
        value.content = decimal->get();
    } else if (const auto* flag = node.as_boolean()) {
        value.content = flag->get();
    }
    return value;
}

} // namespace

Value parse(std::string_view text, const std::string& file) {
    try {
        return converted(toml::parse(text, file));
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        throw Errors({{file, static_cast<int>(at.line), static_cast<int>(at.column),
                       fmt::format("This is not TOML: {}. Please correct it.", error.description())}});
    } catch (const std::logic_error& error) {
        throw Errors(
            {{file, 1, 1,
              fmt::format("This is not TOML: {}. Please look for a stray character.", error.what())}});
    }
}

} // namespace config
