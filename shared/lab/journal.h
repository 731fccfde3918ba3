#pragma once

#include "shared/model/hall.h"
#include "shared/store/reader.h"

#include <filesystem>

namespace lab {

/// The journal in a hall's state folder. Throws InputError when there is none or no ticket in it.
store::Reader journal_in(const std::filesystem::path& folder);

/// Whether a day may be meant of which more may be to come.
enum class Unfinished { Avoided, Allowed };

/// The day that is wanted; for 0 the last one, an unfinished one only when there is no other or it is
/// allowed. Throws InputError when the journal has no ticket of it.
int day_of(store::Reader& journal, int wanted, Unfinished unfinished);

/// A hall with channels and counters, from hall.toml. Throws InputError and config::Errors.
model::Hall read_hall_of_days(const std::filesystem::path& file);

} // namespace lab
