#pragma once

#include "shared/base/zone.h"

#include <string>

namespace report {

/// "2026-11-26T09:05:12+08:00", as the zone's clocks show it.
std::string iso_text(base::WallTime time, const base::Zone& zone);

/// "2026-11-26 09:05".
std::string minute_text(base::WallTime time, const base::Zone& zone);

} // namespace report
