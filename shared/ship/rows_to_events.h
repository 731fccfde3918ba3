#pragma once

#include "shared/model/event.h"
#include "shared/ship/line.h"

#include <vector>

namespace ship {

/// Rows of kColumns. Throws CityError with a sentence when one cannot be understood.
std::vector<model::Event> events_of(const Rows& rows);

} // namespace ship
