#pragma once

#include "display/voice/zones.h"

#include <optional>
#include <string_view>
#include <vector>

namespace display {

/// "A023:3 B117:12": numbers and their counters; nothing when it is written otherwise.
std::optional<std::vector<Shown>> parse_calls(std::string_view text);

/// Says these calls in every zone, one zone after another, and returns: so a technician hears, before the
/// hall opens, which loudspeaker is which and how calls sound. Waits until a loudspeaker has said all; a
/// virtual one it does not wait for.
/// False when a zone said nothing.
bool check_sound(const std::vector<Shown>& calls, const std::vector<ZoneOptions>& zones,
                 const std::vector<voice::Pack>& packs, const Zones::OpenSpeaker& open, bool wait,
                 const base::Clock& clock);

} // namespace display
