#pragma once

#include "shared/language/catalogue.h"
#include "shared/web/template.h"

#include <string>

namespace web {

/// The words of the visitor's page that do not depend on the ticket, by the names of the template's places.
Template::Values visitor_texts(const language::Catalogue& words);

/// What the page says instead when there is no ticket to show: to a status of 404, 429 or 503.
Template::Values lost_texts(const language::Catalogue& words, int status);
std::string lost_sentence(const language::Catalogue& words, int status);

} // namespace web
