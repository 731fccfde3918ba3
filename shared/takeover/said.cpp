#include "shared/takeover/said.h"

#include "shared/language/catalogue.h"

namespace takeover {

std::vector<Said> said(const model::Alarm& alarm, const std::vector<std::string>& languages) {
    if (languages.empty())
        return said(alarm, {"en"});
    std::vector<Said> all;
    for (const std::string& tag : languages) {
        const language::Catalogue texts(language::catalogue_name(tag));
        const auto translate = [&](std::string_view text) { return texts.tr(text); };
        all.push_back({tag, texts.language(), model::headline(alarm, translate),
                       model::words_of(alarm, tag, translate)});
    }
    return all;
}

const std::string& line_of(const model::Alarm& alarm, const Said& said) {
    return alarm.kind == model::AlarmKind::Evacuation ? said.headline : said.words;
}

} // namespace takeover
