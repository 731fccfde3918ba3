#pragma once

#include "shared/language/catalogue.h"
#include "shared/web/bulletin.h"
#include "shared/web/supervisor_record.h"

#include <string>

namespace web {

/// All that the supervisor's page shows now, in one language, as JSON: `supervisor_view.cpp` is its list.
/// Nothing of it is private: what visitors have said is asked for one by one (follow_up_words()). Changes
/// every minute at least, and holds no seconds, so that two that are equal show the same.
std::string supervisor_view(const State& state, const SupervisorRecord& record, base::WallTime now,
                            const language::Catalogue& words);

/// What a follow-up is about and what was done, with its private texts, as JSON. Whoever shows it records it.
std::string follow_up_words(const FollowUp& follow_up, const model::Hall& hall,
                            const language::Catalogue& words);

} // namespace web
