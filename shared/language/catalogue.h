#pragma once

#include "shared/base/text.h"

#include <filesystem>
#include <locale>
#include <string>
#include <string_view>
#include <vector>

namespace language {

/// Marks a text for translation where it stands in a table; translate it later with Catalogue::tr().
constexpr const char* msgid(const char* text) {
    return text;
}

/// The texts of one language. A value: a ticket, a page, a window each may have its own.
///
/// Texts are written in English in the code; assets/locale holds the translations. `{1}` … `{9}` stand for
/// the arguments, which are wrapped in U+2068 … U+2069, so that a number keeps its order in Arabic too. A
/// text without a translation comes out in English. Safe to read from several threads.
class Catalogue {
  public:
    /// zh_Hans, zh_Hant, en … An unknown language speaks English.
    explicit Catalogue(std::string language);
    Catalogue(std::string language, const std::filesystem::path& folder);

    const std::string& language() const { return language_; }

    template <typename... Args>
    std::string tr(std::string_view text, const Args&... args) const {
        return fill(look_up({}, text), {as_text(args)...});
    }
    /// The form that `count` asks for; `{1}` is the count, further arguments follow.
    template <typename... Args>
    std::string tr_n(std::string_view one, std::string_view many, long count, const Args&... args) const {
        return fill(look_up_plural(one, many, count), {as_text(count), as_text(args)...});
    }
    /// As tr(), with arguments that were gathered beforehand.
    std::string tr_with(std::string_view text, const std::vector<std::string>& args) const {
        return fill(look_up({}, text), args);
    }
    /// `context` tells equal English words apart.
    template <typename... Args>
    std::string tr_c(std::string_view context, std::string_view text, const Args&... args) const {
        return fill(look_up(context, text), {as_text(args)...});
    }

  private:
    static std::string as_text(std::string_view text) { return std::string(text); }
    static std::string as_text(long number) { return std::to_string(number); }
    static std::string fill(std::string_view pattern, const std::vector<std::string>& args);
    std::string look_up(std::string_view context, std::string_view text) const;
    std::string look_up_plural(std::string_view one, std::string_view many, long count) const;

    std::string language_;
    std::locale locale_;
};

/// As catalogues are named: "zh-Hans" of a configuration is "zh_Hans" here.
std::string catalogue_name(std::string_view tag);

/// A language's name in its own script: 简体中文, 繁體中文, English …; the tag itself when unknown.
std::string_view own_name(std::string_view language);

/// Without the invisible direction marks: for a voice, a log, a device that draws no text.
std::string without_isolates(std::string_view text);

/// build/locale beside build/bin, or the installed place; $JIAOHAO_LOCALE overrides.
std::filesystem::path locale_folder();

} // namespace language
