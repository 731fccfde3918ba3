#include "shared/web/ahead.h"

#include "shared/base/zone.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace web {

using language::Catalogue;
using nlohmann::json;

namespace {

long rounded_minutes(base::Duration duration) {
    return static_cast<long>(std::chrono::round<std::chrono::minutes>(duration).count());
}

json estimate_json(const model::Estimate& estimate) {
    return {{"low", estimate.low}, {"point", estimate.point}, {"high", estimate.high}};
}

json waits_json(const model::WaitsAhead& waits, const Catalogue& words) {
    const auto span = [&](base::Duration wait) {
        return words.tr_n("{1} min", "{1} min", rounded_minutes(wait));
    };
    json told{{"visitors", waits.visitors},
              {"mean", waits.visitors == 0 ? "" : span(waits.mean)},
              {"p90", waits.visitors == 0 ? "" : span(waits.p90)},
              {"over", ""}};
    if (waits.over_target)
        told["over"] = fmt::format("{} %", (*waits.over_target + 5) / 10);
    return told;
}

} // namespace

std::string hours_ahead_view(const model::HoursAhead& ahead, const model::Hall& hall,
                             const Catalogue& words) {
    const base::Zone zone(hall.zone);
    json rows = json::array();
    for (const model::HalfHourAhead& half_hour : ahead.half_hours) {
        const model::Estimate wait{static_cast<int>(rounded_minutes(half_hour.wait.low)),
                                   static_cast<int>(rounded_minutes(half_hour.wait.point)),
                                   static_cast<int>(rounded_minutes(half_hour.wait.high))};
        rows.push_back({{"from", zone.clock(half_hour.from)},
                        {"to", zone.clock(half_hour.to)},
                        {"visitors", estimate_json(half_hour.visitors)},
                        {"waiting", estimate_json(half_hour.waiting)},
                        {"counters", estimate_json(half_hour.counters)},
                        {"wait", estimate_json(wait)}});
    }
    const std::string rests_on =
        ahead.days == 0
            ? words.tr("No earlier day is known yet: this is today going on as it is.")
            : words.tr_n("Learned from {1} earlier day.", "Learned from {1} earlier days.", ahead.days);
    const json view{{"at", zone.clock(ahead.at)},
                    {"rows", std::move(rows)},
                    {"green", waits_json(ahead.green, words)},
                    {"others", waits_json(ahead.others, words)},
                    {"learned", rests_on}};
    return view.dump(-1, ' ', false, json::error_handler_t::replace);
}

hall_link::Result<hall_link::LookedAhead> AheadDesk::as_it_is() {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.steady();
    if (last_ && now - at_ < kFresh)
        return hall_link::LookedAhead(*last_);
    auto answer = courier_.look_ahead({});
    if (answer && *answer) {
        last_ = **answer;
        at_ = now;
    }
    return answer;
}

} // namespace web
