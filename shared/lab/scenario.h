#pragma once

#include "shared/base/clock.h"
#include "shared/lab/input.h"
#include "shared/model/hall.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lab {

/// A moment of a simulated day: milliseconds after local midnight, held as if that midnight were 1970.
using DayTime = base::WallTime;

enum class DeskState { Open, Paused, Closed };

/// A counter of a simulated day: what its clerk can do, how fast, and what its roster says.
struct ScenarioCounter {
    std::string id; ///< as written, for the output
    std::vector<std::size_t> skills;
    int speed = 1000; ///< per mille of a visitor's work
    std::optional<std::pair<DayTime, DayTime>> planned_lunch;
    std::vector<std::pair<DayTime, DeskState>> events;
};

struct ScenarioVisitor {
    std::string id;
    DayTime at;
    std::size_t service = 0;
    std::size_t channel = 0;
    std::optional<DayTime> appointment;
    base::Duration work{};
    base::Duration patience{};
    std::optional<base::Duration> return_after;
    struct Onward {
        std::size_t service = 0;
        base::Duration work{};
    };
    std::optional<Onward> transfer;
};

/// One simulated day. Services and channels ("classes") are the model's, so that the hall's own calling rule
/// runs on them; counters and visitors stand in the order of their ids.
struct Scenario {
    model::Hall hall; ///< services and channels; a class of tier 0 is an emergency channel
    std::size_t ordinary = 0;
    std::vector<ScenarioCounter> counters;
    std::vector<ScenarioVisitor> visitors;
    base::Duration pace{};
    base::Duration walk{};
    base::Duration no_show_timeout{};
    base::Duration no_show_penalty{};
    int max_returns = 0;
    base::Duration appointment_early{};
    base::Duration appointment_grace{};
};

/// Reads a scenario's JSON. Throws InputError with the field's path and what it should be.
Scenario read_scenario(std::string_view json);

/// Reads of a scenario only what a forecast may know: classes, services, counters with their skills and
/// planned lunches, and params. The rest need not be there. Throws InputError.
Scenario read_config(std::string_view json);

/// A moment and a counter's state as scenarios and traces write them.
DayTime moment(const Json& value, const std::string& where);
DeskState desk_state(const Json& value, const std::string& where);

} // namespace lab
