#include "shared/hall/speech.h"

#include <algorithm>
#include <filesystem>

namespace hall {

namespace {

constexpr const char* kEnglish = "en";

std::map<std::string, language::Catalogue> all_catalogues() {
    std::map<std::string, language::Catalogue> all;
    std::error_code none;
    for (const auto& folder : std::filesystem::directory_iterator(language::locale_folder(), none))
        if (folder.is_directory(none))
            all.emplace(folder.path().filename(), language::Catalogue(folder.path().filename()));
    return all;
}

} // namespace

Speech::Speech(const model::Hall& hall)
    : hall_(hall), zone_(hall.zone), english_(kEnglish), catalogues_(all_catalogues()) {}

std::vector<std::string> Speech::explain(const model::Explanation& explanation,
                                         std::string_view language) const {
    const auto found = catalogues_.find(language::catalogue_name(language));
    const bool known = found != catalogues_.end();
    const language::Catalogue& catalogue = known ? found->second : english_;
    std::string tag(known ? language : kEnglish);
    std::ranges::replace(tag, '_', '-');
    const model::Audience audience{hall_, zone_, tag};
    std::vector<std::string> words;
    for (const model::Sentence& sentence : model::sentences(explanation, audience))
        words.push_back(language::without_isolates(catalogue.tr_with(sentence.text, sentence.arguments)));
    return words;
}

} // namespace hall
