#pragma once

#include "shared/base/clock.h"
#include "shared/config/error.h"
#include "shared/model/hall.h"
#include "shared/model/names.h"

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace config {

struct Value;
class Document;

/// A table of a configuration file. Ask for every key that may be there; what a file has beyond that is an
/// error, found by Document::finish().
///
/// A getter with a fallback reads an optional key; without one the key is required. What is missing or wrong
/// is noted in the document with its place, and the getter returns the fallback or an empty value, so that
/// the reader goes on and finds all errors of a file in one go. Cheap to copy; must not outlive its document.
class Table {
  public:
    /// Plain text: one line of UTF-8, at most `limit` bytes.
    std::string text(std::string_view key, std::optional<std::string> fallback = {},
                     std::size_t limit = 400) const;
    /// An id: lower-case letters, digits and '-', at most 32.
    std::string id(std::string_view key) const;
    /// One of the words.
    std::string word(std::string_view key, std::initializer_list<std::string_view> words,
                     std::optional<std::string> fallback = {}) const;
    std::vector<std::string> texts(std::string_view key,
                                   std::optional<std::vector<std::string>> fallback = {}) const;
    bool flag(std::string_view key, std::optional<bool> fallback = {}) const;
    int number(std::string_view key, int least, int most, std::optional<int> fallback = {}) const;
    /// A decimal number, in thousandths: 1.5 is 1500.
    int thousandths(std::string_view key, int least, int most, std::optional<int> fallback = {}) const;
    /// "5 min", "30 s", "1 h 30 min"
    base::Duration duration(std::string_view key, base::Duration least, base::Duration most,
                            std::optional<base::Duration> fallback = {}) const;
    /// "09:00"
    model::MinuteOfDay time_of_day(std::string_view key,
                                   std::optional<model::MinuteOfDay> fallback = {}) const;
    /// { "zh-Hans" = "…", en = "…" }: a text in exactly these languages; in any when `languages` is empty.
    model::Names names(std::string_view key, std::span<const std::string> languages,
                       std::optional<model::Names> fallback = {}) const;
    std::vector<model::Names> list_of_names(std::string_view key, std::span<const std::string> languages,
                                            std::size_t most) const;

    bool has(std::string_view key) const;
    /// [key]; an empty one, in which nothing is missed, when it is not there.
    Table table(std::string_view key) const;
    /// [[key]]; none when it is not there.
    std::vector<Table> tables(std::string_view key, std::size_t most) const;

    /// Notes a contradiction, at the key or, when it is not there, at the table's beginning.
    void error(std::string_view key, std::string message) const;

  private:
    friend class Document;
    Table(Document& document, const Value& value) : document_(&document), value_(&value) {}

    const Value* find(std::string_view key) const;
    const Value* wanted(std::string_view key, bool required) const;
    template <typename Type>
    const Type* get(std::string_view key, bool required, std::string_view what) const;
    model::Names names_of(const Value& value, std::span<const std::string> languages,
                          std::string_view key) const;
    bool plain(const Value& value, std::string_view key, const std::string& text, std::size_t limit) const;

    Document* document_;
    const Value* value_;
};

/// A configuration file while it is read.
///
///     Document document = Document::read("kiosk.toml");
///     Options options;
///     options.hall = document.root().text("hall");
///     options.idle = document.root().duration("idle", 5s, 10min, 60s);
///     document.finish();
class Document {
  public:
    /// Throws Errors when the file cannot be read (1 MiB at most) or is not TOML.
    static Document read(const std::filesystem::path& path);
    /// The same of a text; `file` is what errors call it.
    static Document parse(std::string_view text, const std::string& file);

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

    Table root();

    /// Notes every key that nobody asked for. Throws Errors when anything is wrong.
    void finish();

  private:
    friend class Table;
    struct Content;
    explicit Document(std::unique_ptr<Content> content);

    std::unique_ptr<Content> content_;
};

} // namespace config
