#include "shared/web/languages.h"

#include "shared/base/text.h"
#include "shared/web/lower_case.h"

#include <algorithm>
#include <filesystem>

namespace web {

namespace {

constexpr const char* kEnglish = "en";
constexpr const char* kPseudo = "qps"; ///< for tests of the screens
constexpr std::size_t kMostLanguageHeader = 512, kMostRanges = 16;
constexpr int kBest = 1000;

/// "q=0.8" in thousandths; what cannot be read counts as 0.
int weight_of(std::string_view parameter) {
    if (!parameter.starts_with("q="))
        return 0;
    parameter.remove_prefix(2);
    if (parameter.starts_with("1"))
        return kBest;
    if (!parameter.starts_with("0."))
        return 0;
    parameter.remove_prefix(2);
    int weight = 0, unit = kBest / 10;
    for (const char digit : parameter.substr(0, 3)) {
        if (digit < '0' || digit > '9')
            return 0;
        weight += (digit - '0') * unit;
        unit /= 10;
    }
    return weight;
}

/// Chinese by its script, the others by their first part.
std::string family(std::string_view tag) {
    const std::string small = lower_case(tag);
    const std::string first(base::split(small, '-').front());
    if (first != "zh")
        return first;
    for (const char* traditional : {"hant", "-tw", "-hk", "-mo"})
        if (small.find(traditional) != std::string::npos)
            return "zh-hant";
    return "zh-hans";
}

} // namespace

Languages::Languages() : english_(kEnglish) {
    std::error_code none;
    for (const auto& folder : std::filesystem::directory_iterator(language::locale_folder(), none)) {
        std::string tag = folder.path().filename();
        if (tag == kPseudo || !folder.is_directory(none))
            continue;
        std::ranges::replace(tag, '_', '-');
        catalogues_.emplace(tag, language::Catalogue(folder.path().filename()));
    }
}

const language::Catalogue& Languages::of(std::string_view tag) const {
    const auto found = catalogues_.find(std::string(tag));
    return found == catalogues_.end() ? english_ : found->second;
}

std::vector<std::string> Languages::all() const {
    std::vector<std::string> tags{kEnglish};
    for (const auto& [tag, catalogue] : catalogues_)
        tags.push_back(tag);
    return tags;
}

bool Languages::speaks(std::string_view tag) const {
    return tag == kEnglish || catalogues_.contains(std::string(tag));
}

std::string_view preferred(std::string_view accept_language, const std::vector<std::string>& offered) {
    std::string_view best;
    int best_weight = 0;
    const auto ranges = base::split(accept_language.substr(0, kMostLanguageHeader), ',');
    for (std::size_t i = 0; i < std::min(ranges.size(), kMostRanges); ++i) {
        const auto parts = base::split(ranges[i], ';');
        const int weight = parts.size() > 1 ? weight_of(base::trim(parts[1])) : kBest;
        const std::string wanted = family(base::trim(parts[0]));
        const auto found =
            std::ranges::find_if(offered, [&](const std::string& tag) { return family(tag) == wanted; });
        if (weight > best_weight && found != offered.end()) {
            best_weight = weight;
            best = *found;
        }
    }
    return best;
}

bool is_right_to_left(std::string_view tag) {
    const std::string first = family(tag);
    return first == "ar" || first == "he" || first == "fa" || first == "ur";
}

} // namespace web
