#include "shared/config/table.h"

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/config/units.h"
#include "shared/config/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace config {

namespace {

constexpr std::size_t kFileLimit = 1U << 20U;
constexpr std::size_t kListLimit = 500;

std::string joined(const std::vector<Error>& errors) {
    std::string lines;
    for (const Error& error : errors)
        lines += (lines.empty() ? "" : "\n") + error.text();
    return lines;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

} // namespace

std::string Error::text() const {
    return fmt::format("{}:{}:{}: {}", file, line, column, message);
}

Errors::Errors(std::vector<Error> errors) : std::runtime_error(joined(errors)), errors_(std::move(errors)) {}

struct Document::Content {
    std::string file;
    Value root;
    Value nothing{1, 1, Value::Map()};
    std::map<const Value*, std::set<std::string, std::less<>>> asked; ///< keys, by table
    std::vector<Error> errors;

    void note(const Value& at, std::string message) {
        errors.push_back({file, at.line, at.column, std::move(message)});
    }
    void note_unknown_keys(const Value& value);
};

void Document::Content::note_unknown_keys(const Value& value) {
    if (const auto* list = std::get_if<Value::List>(&value.content))
        for (const Value& entry : *list)
            note_unknown_keys(entry);
    const auto* map = std::get_if<Value::Map>(&value.content);
    const auto known = asked.find(&value);
    if (map == nullptr || known == asked.end())
        return;
    for (const auto& [key, entry] : *map)
        if (known->second.contains(key))
            note_unknown_keys(entry);
        else
            note(entry,
                 fmt::format("The key '{}' is not known here. Please remove it or correct its spelling; "
                             "known are: {}.",
                             key, fmt::join(known->second, ", ")));
}

Document::Document(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Document Document::read(const std::filesystem::path& path) {
    try {
        return parse(base::read_file(path, kFileLimit), path.string());
    } catch (const base::FileError& error) {
        throw Errors({{path.string(), 1, 1, error.what()}});
    }
}

Document Document::parse(std::string_view text, const std::string& file) {
    auto content = std::make_unique<Content>();
    content->file = file;
    content->root = config::parse(text, file);
    return Document(std::move(content));
}

Table Document::root() {
    content_->asked[&content_->root];
    return Table(*this, content_->root);
}

void Document::finish() {
    content_->note_unknown_keys(content_->root);
    if (content_->errors.empty())
        return;
    std::ranges::stable_sort(content_->errors, {},
                             [](const Error& error) { return std::pair(error.line, error.column); });
    throw Errors(content_->errors);
}

const Value* Table::find(std::string_view key) const {
    document_->content_->asked[value_].emplace(key);
    const auto& map = std::get<Value::Map>(value_->content);
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

const Value* Table::wanted(std::string_view key, bool required) const {
    const Value* value = find(key);
    if (value == nullptr && required && value_ != &document_->content_->nothing)
        error(key, fmt::format("The key '{}' is missing here. Please add it.", key));
    return value;
}

template <typename Type>
const Type* Table::get(std::string_view key, bool required, std::string_view what) const {
    const Value* value = wanted(key, required);
    if (value == nullptr)
        return nullptr;
    const Type* content = std::get_if<Type>(&value->content);
    if (content == nullptr)
        error(key, fmt::format("'{}' must be {}. Please correct it.", key, what));
    return content;
}

void Table::error(std::string_view key, std::string message) const {
    const Value* value = find(key);
    document_->content_->note(value == nullptr ? *value_ : *value, std::move(message));
}

bool Table::has(std::string_view key) const {
    return find(key) != nullptr;
}

bool Table::plain(const Value& value, std::string_view key, const std::string& text,
                  std::size_t limit) const {
    if (text.size() <= limit && base::is_utf8(text) && base::one_line(text) == text)
        return true;
    document_->content_->note(
        value, fmt::format("'{}' must be one line of at most {} bytes. Please shorten it.", key, limit));
    return false;
}

std::string Table::text(std::string_view key, std::optional<std::string> fallback, std::size_t limit) const {
    const auto* text = get<std::string>(key, !fallback, "a text in quotation marks");
    if (text == nullptr || !plain(*find(key), key, *text, limit))
        return fallback.value_or("");
    return *text;
}

std::string Table::id(std::string_view key) const {
    const auto* text = get<std::string>(key, true, "an id in quotation marks, such as \"loan\"");
    if (text == nullptr)
        return {};
    if (!is_id(*text))
        error(key,
              fmt::format("'{}' must be 1 to 32 lower-case letters, digits or '-'. Please correct it.", key));
    return *text;
}

std::string Table::word(std::string_view key, std::initializer_list<std::string_view> words,
                        std::optional<std::string> fallback) const {
    const std::string what = fmt::format("one of {}", fmt::join(words, ", "));
    const auto* text = get<std::string>(key, !fallback, what);
    if (text != nullptr && std::ranges::find(words, *text) != words.end())
        return *text;
    if (text != nullptr)
        error(key, fmt::format("'{}' must be {}. Please correct it.", key, what));
    return fallback.value_or(std::string(*words.begin()));
}

std::vector<std::string> Table::texts(std::string_view key,
                                      std::optional<std::vector<std::string>> fallback) const {
    constexpr std::string_view kWhat = "a list of texts, such as [\"a\", \"b\"]";
    const auto* list = get<Value::List>(key, !fallback, kWhat);
    if (list == nullptr)
        return fallback.value_or(std::vector<std::string>());
    std::vector<std::string> found;
    for (const Value& entry : *list) {
        const auto* text = std::get_if<std::string>(&entry.content);
        if (text == nullptr || list->size() > kListLimit) {
            error(key,
                  fmt::format("'{}' must be {}, of at most {}. Please correct it.", key, kWhat, kListLimit));
            break;
        }
        if (plain(entry, key, *text, 400))
            found.push_back(*text);
    }
    return found;
}

bool Table::flag(std::string_view key, std::optional<bool> fallback) const {
    const auto* flag = get<bool>(key, !fallback, "true or false");
    return flag == nullptr ? fallback.value_or(false) : *flag;
}

int Table::number(std::string_view key, int least, int most, std::optional<int> fallback) const {
    const std::string what = fmt::format("a whole number from {} to {}", least, most);
    const auto* number = get<std::int64_t>(key, !fallback, what);
    if (number != nullptr && *number >= least && *number <= most)
        return static_cast<int>(*number);
    if (number != nullptr)
        error(key, fmt::format("'{}' must be {}. Please correct it.", key, what));
    return fallback.value_or(least);
}

int Table::thousandths(std::string_view key, int least, int most, std::optional<int> fallback) const {
    const Value* value = wanted(key, !fallback);
    if (value == nullptr)
        return fallback.value_or(least);
    double number = -1;
    if (const auto* whole = std::get_if<std::int64_t>(&value->content))
        number = static_cast<double>(*whole);
    else if (const auto* decimal = std::get_if<double>(&value->content))
        number = *decimal;
    const double scaled = number * 1000;
    if (scaled >= least && scaled <= most && std::abs(scaled - std::round(scaled)) < 1e-6)
        return static_cast<int>(std::lround(scaled));
    error(key,
          fmt::format("'{}' must be a number from {} to {} with at most three decimals. Please correct it.",
                      key, least / 1000.0, most / 1000.0));
    return fallback.value_or(least);
}

base::Duration Table::duration(std::string_view key, base::Duration least, base::Duration most,
                               std::optional<base::Duration> fallback) const {
    const std::string what = fmt::format("a duration from \"{}\" to \"{}\", with its unit (s, min or h)",
                                         write_duration(least), write_duration(most));
    const auto* text = get<std::string>(key, !fallback, what);
    if (text == nullptr)
        return fallback.value_or(least);
    const auto duration = parse_duration(*text);
    if (duration && *duration >= least && *duration <= most)
        return *duration;
    error(key, fmt::format("'{}' must be {}. Please correct it.", key, what));
    return fallback.value_or(least);
}

model::MinuteOfDay Table::time_of_day(std::string_view key,
                                      std::optional<model::MinuteOfDay> fallback) const {
    constexpr std::string_view kWhat = "a time of day, such as \"09:00\"";
    const auto* text = get<std::string>(key, !fallback, kWhat);
    if (text == nullptr)
        return fallback.value_or(0);
    const auto minute = parse_time_of_day(*text);
    if (!minute)
        error(key, fmt::format("'{}' must be {}. Please correct it.", key, kWhat));
    return minute.value_or(fallback.value_or(0));
}

model::Names Table::names_of(const Value& value, std::span<const std::string> languages,
                             std::string_view key) const {
    const auto* map = std::get_if<Value::Map>(&value.content);
    if (map == nullptr) {
        document_->content_->note(
            value,
            fmt::format("'{}' must have its text in each language, such as {{ \"zh-Hans\" = \"…\", en = "
                        "\"…\" }}. Please correct it.",
                        key));
        return {};
    }
    std::map<std::string, std::string> found;
    for (const auto& [language, entry] : *map) {
        const auto* text = std::get_if<std::string>(&entry.content);
        if (text == nullptr || text->empty())
            document_->content_->note(entry,
                                      fmt::format("The text of '{}' in '{}' is empty or no text. Please "
                                                  "write it in quotation marks.",
                                                  key, language));
        else if (!languages.empty() && std::ranges::find(languages, language) == languages.end())
            document_->content_->note(
                entry,
                fmt::format("The language '{}' of '{}' is not among the hall's languages. Please correct "
                            "it or add it to them.",
                            language, key));
        else if (plain(entry, key, *text, 400))
            found[language] = *text;
    }
    for (const std::string& language : languages)
        if (!map->contains(language))
            document_->content_->note(
                value, fmt::format("'{}' lacks its text in '{}'. Please add it.", key, language));
    return model::Names(std::move(found));
}

model::Names Table::names(std::string_view key, std::span<const std::string> languages,
                          std::optional<model::Names> fallback) const {
    const Value* value = wanted(key, !fallback);
    if (value == nullptr)
        return fallback.value_or(model::Names());
    return names_of(*value, languages, key);
}

std::vector<model::Names> Table::list_of_names(std::string_view key, std::span<const std::string> languages,
                                               std::size_t most) const {
    const auto* list = get<Value::List>(key, false, "a list of texts, each in every language");
    if (list == nullptr)
        return {};
    if (list->size() > most)
        error(key, fmt::format("'{}' may have at most {} entries. Please remove some.", key, most));
    std::vector<model::Names> found;
    for (const Value& entry : *list)
        if (found.size() < most)
            found.push_back(names_of(entry, languages, key));
    return found;
}

Table Table::table(std::string_view key) const {
    const auto* map = get<Value::Map>(key, false, "a table");
    if (map != nullptr)
        document_->content_->asked[find(key)];
    return Table(*document_, map == nullptr ? document_->content_->nothing : *find(key));
}

std::vector<Table> Table::tables(std::string_view key, std::size_t most) const {
    const auto* list = get<Value::List>(key, false, fmt::format("written as [[{}]]", key));
    if (list == nullptr)
        return {};
    if (list->size() > most)
        error(key, fmt::format("There may be at most {} [[{}]]. Please remove some.", most, key));
    std::vector<Table> found;
    for (const Value& entry : *list) {
        if (!std::holds_alternative<Value::Map>(entry.content)) {
            error(key, fmt::format("'{}' must be written as [[{}]]. Please correct it.", key, key));
            break;
        }
        if (found.size() == most)
            break;
        document_->content_->asked[&entry];
        found.push_back(Table(*document_, entry));
    }
    return found;
}

} // namespace config
