#pragma once

#include <map>
#include <string>
#include <string_view>

namespace model {

/// One text in several languages, by BCP 47 tag: "zh-Hans", "zh-Hant", "en".
class Names {
  public:
    Names() = default;
    explicit Names(std::map<std::string, std::string> by_language) : by_language_(std::move(by_language)) {}

    /// The text in `language`, else in English, else in simplified Chinese, else in whatever there is; empty
    /// only when there is none at all.
    std::string_view in(std::string_view language) const;

    bool empty() const { return by_language_.empty(); }
    const std::map<std::string, std::string>& by_language() const { return by_language_; }

    bool operator==(const Names&) const = default;

  private:
    std::map<std::string, std::string> by_language_;
};

} // namespace model
