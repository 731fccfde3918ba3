#include "shared/language/catalogue.h"

#include <boost/locale.hpp>
#include <boost/locale/gnu_gettext.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace language {

namespace {

constexpr std::string_view kIsolate = "\xE2\x81\xA8";    // U+2068
constexpr std::string_view kEndIsolate = "\xE2\x81\xA9"; // U+2069

std::locale load(const std::string& language, const std::filesystem::path& folder) {
    boost::locale::gnu_gettext::messages_info info;
    info.language = language;
    info.encoding = "UTF-8";
    info.paths.push_back(folder.string());
    info.domains.emplace_back("jiaohao");
    return {std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info)};
}

using Messages = boost::locale::message_format<char>;

} // namespace

Catalogue::Catalogue(std::string language) : Catalogue(std::move(language), locale_folder()) {}

Catalogue::Catalogue(std::string language, const std::filesystem::path& folder)
    : language_(std::move(language)), locale_(load(language_, folder)) {}

std::string Catalogue::look_up(std::string_view context, std::string_view text) const {
    const std::string in(context);
    const std::string id(text);
    const char* const found =
        std::use_facet<Messages>(locale_).get(0, in.empty() ? nullptr : in.c_str(), id.c_str());
    return found == nullptr ? id : found;
}

std::string Catalogue::look_up_plural(std::string_view one, std::string_view many, long count) const {
    const std::string id(one);
    const char* const found =
        std::use_facet<Messages>(locale_).get(0, nullptr, id.c_str(), static_cast<int>(count));
    return found != nullptr ? std::string(found) : count == 1 ? id : std::string(many);
}

std::string Catalogue::fill(std::string_view pattern, const std::vector<std::string>& args) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                                 pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
        const auto index = placeholder ? static_cast<std::size_t>(pattern[i + 1] - '1') : args.size();
        if (index >= args.size()) {
            out += pattern[i];
            continue;
        }
        out += kIsolate;
        out += args[index];
        out += kEndIsolate;
        i += 2;
    }
    return out;
}

std::string catalogue_name(std::string_view tag) {
    std::string name(tag);
    std::ranges::replace(name, '-', '_');
    return name;
}

std::string_view own_name(std::string_view language) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kNames{{{"zh_Hans", "简体中文"},
                                                                                    {"zh_Hant", "繁體中文"},
                                                                                    {"en", "English"},
                                                                                    {"ja", "日本語"},
                                                                                    {"ko", "한국어"},
                                                                                    {"ru", "Русский"},
                                                                                    {"ar", "العربية"},
                                                                                    {"he", "עברית"},
                                                                                    {"es", "Español"},
                                                                                    {"fr", "Français"},
                                                                                    {"th", "ไทย"},
                                                                                    {"ug", "ئۇيغۇرچە"},
                                                                                    {"bo", "བོད་སྐད་"},
                                                                                    {"qps", "Pseudo"}}};
    for (const auto& [tag, name] : kNames)
        if (tag == language)
            return name;
    return language;
}

std::string without_isolates(std::string_view text) {
    std::string out;
    for (const char32_t c : base::code_points(text))
        if ((c < 0x2066 || c > 0x2069) && (c < 0x202A || c > 0x202E) && c != 0x200E && c != 0x200F)
            base::append_utf8(out, c);
    return out;
}

std::filesystem::path locale_folder() {
    if (const char* const named = std::getenv("JIAOHAO_LOCALE"); named != nullptr && *named != '\0')
        return named;
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const auto prefix = program.parent_path().parent_path();
    for (const auto& folder : {prefix / "share" / "jiaohao" / "locale", prefix / "locale"})
        if (std::filesystem::is_directory(folder, ignored))
            return folder;
    return "/usr/share/jiaohao/locale";
}

} // namespace language
