#pragma once

#include "shared/language/catalogue.h"
#include "shared/web/template.h"

#include <string>

namespace web {

/// The words of the supervisor's page that do not depend on the hall's state, by the names of the template's
/// places ("t.counters").
Template::Values supervisor_texts(const language::Catalogue& words);

/// The words that its script puts into what it makes, as JSON by their names.
std::string supervisor_script_texts(const language::Catalogue& words);

} // namespace web
