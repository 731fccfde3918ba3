#pragma once

#include "shared/model/event.h"
#include "shared/model/hall.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace support {

/// How a made-up day is. The same seed gives the same day.
struct DayPlan {
    std::uint64_t seed = 1;
    int visitors = 280;
    bool promptly = true; ///< clerks call as soon as they can; else up to a minute later
    bool ordinary = true; ///< everybody comes, is served and goes; else people park, miss, return, cancel …
    bool over = true;     ///< the next day has begun
    std::vector<int> closed{}; ///< counters that nobody opens
};

/// The demonstration's hall in UTC, its hall.toml changed by replacing each first text by the second; the
/// first ones must be there.
std::string hall_toml(const std::vector<std::pair<std::string, std::string>>& changes = {});
model::Hall hall_of(const std::string& toml);

/// One more `[[counters]]` that serves everything.
std::string general_counter(int id);

/// The events of 2 March 2026 from nine to five, decided by the hall's own queue::decide.
std::vector<model::Event> busy_day(const model::Hall& hall, const DayPlan& plan = {});

/// Writes them as a hall does.
void write_journal(const std::filesystem::path& folder, const std::vector<model::Event>& events);

} // namespace support
