#include "shared/model/hours.h"

#include "shared/base/day.h"

#include <algorithm>

namespace model {

namespace {

bool is_weekday(const Hours& hours, int day) {
    return (hours.weekdays >> static_cast<unsigned>(base::weekday(day)) & 1U) != 0;
}

} // namespace

bool is_offered(const Hours& hours, int day, int minute) {
    if (!is_weekday(hours, day))
        return false;
    return hours.spans.empty() || std::ranges::any_of(hours.spans, [&](const Span& span) {
               return span.from <= minute && minute < span.to;
           });
}

std::optional<Opening> next_opening(const Hours& hours, MinuteOfDay hall_opens, int day, int minute) {
    constexpr int kWeek = 7;
    for (int ahead = 0; ahead <= kWeek; ++ahead) {
        if (!is_weekday(hours, base::add_days(day, ahead)))
            continue;
        if (hours.spans.empty()) {
            if (ahead > 0 || minute < hall_opens)
                return Opening{ahead, hall_opens};
            continue;
        }
        for (const Span& span : hours.spans)
            if (ahead > 0 || span.from > minute)
                return Opening{ahead, std::max(span.from, hall_opens)};
    }
    return std::nullopt;
}

} // namespace model
