#pragma once

#include "shared/language/catalogue.h"
#include "shared/model/words.h"

#include <string>
#include <vector>

namespace web {

/// The language of these texts as pages and hall.toml name it: zh-Hans.
std::string tag_of(const language::Catalogue& words);

/// How long, as people are told.
std::string wait_words(const language::Catalogue& words, const model::RoundedWait& wait);

/// A link to the same page in each language, by its own name; the chosen one is marked. HTML.
std::string language_links(const std::vector<std::string>& offered, const std::string& chosen);

} // namespace web
