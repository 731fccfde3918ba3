#include "shared/web/phrases.h"

#include "shared/base/quoting.h"
#include "shared/web/reply.h"

#include <fmt/core.h>

#include <algorithm>

namespace web {

using language::Catalogue;

std::string tag_of(const Catalogue& words) {
    std::string tag = words.language();
    std::ranges::replace(tag, '_', '-');
    return tag;
}

std::string wait_words(const Catalogue& words, const model::RoundedWait& wait) {
    switch (wait.kind) {
    case model::RoundedWait::Kind::Unknown:
        return words.tr("Wait not known yet");
    case model::RoundedWait::Kind::RightAway:
        return words.tr("Right away");
    case model::RoundedWait::Kind::Between:
        if (wait.low <= 0)
            return words.tr("Up to {1} minutes", wait.high);
        return words.tr("About {1} to {2} minutes", wait.low, wait.high);
    case model::RoundedWait::Kind::MoreThan:
        return words.tr("More than {1} minutes", wait.low);
    }
    return {};
}

std::string language_links(const std::vector<std::string>& offered, const std::string& chosen) {
    std::string html;
    for (const std::string& tag : offered)
        html += fmt::format("<a href=\"?l={0}\" lang=\"{0}\" hreflang=\"{0}\"{1}>{2}</a>",
                            base::escape_markup(tag), tag == chosen ? " aria-current=\"true\"" : "",
                            base::escape_markup(language::own_name(language::catalogue_name(tag))));
    return html;
}

} // namespace web
