#include "shared/hall/clock_watch.h"

#include <fmt/core.h>

namespace hall {

namespace {

/// "26 h 5 min"
std::string in_words(base::Duration duration) {
    const auto minutes = std::chrono::round<std::chrono::minutes>(duration).count();
    return minutes < 60 ? fmt::format("{} min", minutes)
                        : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

} // namespace

std::optional<std::string> ClockWatch::look(base::SteadyTime steady, base::WallTime wall,
                                            base::WallTime journal) {
    const base::Duration offset = wall.time_since_epoch() - steady.time_since_epoch();
    const base::Duration forward = offset_ ? offset - *offset_ : base::Duration(0);
    offset_ = offset;
    const bool was_behind = behind_;
    behind_ = wall + (was_behind ? base::Duration(0) : kTolerated) < journal;
    if (behind_ && !was_behind)
        return fmt::format("the clock is {} behind the journal; until it has caught up, time stands still; "
                           "please set it right (timedatectl)",
                           in_words(journal - wall));
    if (was_behind && !behind_)
        return "the clock has caught up with the journal; time goes on";
    if (forward >= kTolerated && !behind_)
        return fmt::format("the clock was set forward by {}; if that is wrong, please set it right now "
                           "(timedatectl): what happens meanwhile keeps its time",
                           in_words(forward));
    return std::nullopt;
}

} // namespace hall
