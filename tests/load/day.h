#pragma once

#include "tests/load/clerk.h"

#include "shared/link/follower.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace load {

/// What is played.
struct Plan {
    wire::Line line;             ///< an administrator's
    std::filesystem::path state; ///< of the hall, which is judged by its journal in the end
    pid_t hall = 0;              ///< whose memory and time are told
    int displays = 200;
    bool whole_day = false; ///< else the busiest half hour
};

/// Plays a city's day at sixty times its speed, with a burst of 500 visitors in ten seconds in the busiest
/// hour, and judges it: every acknowledged ticket and call is in the journal once, nothing else is wrong with
/// it, and every display ends with the hall's own board. Figures, and under "wrong" a sentence for each
/// fault.
nlohmann::ordered_json play(const Plan& plan);

} // namespace load
