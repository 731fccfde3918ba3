#pragma once

#include "shared/language/catalogue.h"

namespace screen {

// Texts are a matter of shared/language, because the hall speaks as well; screens use them by these names.
using language::Catalogue;
using language::locale_folder;
using language::msgid;
using language::own_name;
using language::without_isolates;

} // namespace screen
