#include "shared/wire/codec.h"
#include "shared/wire/convert.h"

namespace wire {

namespace {

constexpr int kMostPeople = 1'000'000;
constexpr int kMostDays = 100'000;
constexpr int kMostHalfHours = 96;

std::vector<model::CounterId> read_counter_list(const google::protobuf::RepeatedField<std::uint32_t>& from,
                                                std::string_view field, Bounds& bounds) {
    std::vector<model::CounterId> counters;
    if (bounds.list(from.size(), field))
        for (const std::uint32_t counter : from)
            counters.push_back({bounds.counter(counter)});
    return counters;
}

pb::WhatIf message(const model::WhatIf& what_if) {
    pb::WhatIf to;
    for (const model::CounterId counter : what_if.open)
        to.add_open(static_cast<std::uint32_t>(counter.value));
    for (const model::CounterId counter : what_if.close)
        to.add_close(static_cast<std::uint32_t>(counter.value));
    to.set_preset(what_if.preset);
    return to;
}

model::WhatIf read(const pb::WhatIf& from, Bounds& bounds) {
    return {read_counter_list(from.open(), "open", bounds), read_counter_list(from.close(), "close", bounds),
            bounds.id(from.preset(), "preset")};
}

void fill_estimate(pb::Estimate& to, const model::Estimate& from) {
    to.set_low(static_cast<std::uint32_t>(from.low));
    to.set_point(static_cast<std::uint32_t>(from.point));
    to.set_high(static_cast<std::uint32_t>(from.high));
}

model::Estimate read(const pb::Estimate& from, Bounds& bounds) {
    return {bounds.small(from.low(), "low", kMostPeople), bounds.small(from.point(), "point", kMostPeople),
            bounds.small(from.high(), "high", kMostPeople)};
}

void fill_half_hour(pb::HalfHourAhead& to, const model::HalfHourAhead& from) {
    to.set_from(milliseconds(from.from));
    to.set_to(milliseconds(from.to));
    fill_estimate(*to.mutable_visitors(), from.visitors);
    fill_estimate(*to.mutable_waiting(), from.waiting);
    fill_estimate(*to.mutable_counters(), from.counters);
    to.set_wait_low_ms(milliseconds(from.wait.low));
    to.set_wait_point_ms(milliseconds(from.wait.point));
    to.set_wait_high_ms(milliseconds(from.wait.high));
}

model::HalfHourAhead read(const pb::HalfHourAhead& from, Bounds& bounds) {
    return {bounds.moment(from.from(), "from"),
            bounds.moment(from.to(), "to"),
            read(from.visitors(), bounds),
            read(from.waiting(), bounds),
            read(from.counters(), bounds),
            {base::Duration(from.wait_low_ms()), base::Duration(from.wait_point_ms()),
             base::Duration(from.wait_high_ms())}};
}

void fill_waits(pb::WaitsAhead& to, const model::WaitsAhead& from) {
    to.set_visitors(static_cast<std::uint32_t>(from.visitors));
    to.set_mean_ms(milliseconds(from.mean));
    to.set_p90_ms(milliseconds(from.p90));
    if (from.over_target)
        to.set_over_target_permille(static_cast<std::uint32_t>(*from.over_target));
}

model::WaitsAhead read(const pb::WaitsAhead& from, Bounds& bounds) {
    model::WaitsAhead waits;
    waits.visitors = bounds.small(from.visitors(), "visitors", kMostPeople);
    waits.mean = base::Duration(from.mean_ms());
    waits.p90 = base::Duration(from.p90_ms());
    if (from.has_over_target_permille())
        waits.over_target = bounds.small(from.over_target_permille(), "over_target", 1000);
    return waits;
}

pb::HoursAhead message(const model::HoursAhead& ahead) {
    pb::HoursAhead to;
    to.set_at(milliseconds(ahead.at));
    to.set_days(static_cast<std::uint32_t>(ahead.days));
    for (const model::HalfHourAhead& half_hour : ahead.half_hours)
        fill_half_hour(*to.add_half_hours(), half_hour);
    fill_waits(*to.mutable_green(), ahead.green);
    fill_waits(*to.mutable_others(), ahead.others);
    return to;
}

model::HoursAhead read(const pb::HoursAhead& from, Bounds& bounds) {
    model::HoursAhead ahead;
    ahead.at = bounds.moment(from.at(), "at");
    ahead.days = bounds.small(from.days(), "days", kMostDays);
    if (bounds.list(from.half_hours_size(), "half_hours", kMostHalfHours))
        for (const pb::HalfHourAhead& half_hour : from.half_hours())
            ahead.half_hours.push_back(read(half_hour, bounds));
    ahead.green = read(from.green(), bounds);
    ahead.others = read(from.others(), bounds);
    return ahead;
}

} // namespace

std::string encode(const model::WhatIf& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::WhatIf& value) {
    return to_line(message(value));
}
std::expected<model::WhatIf, Malformed> decode_what_if(std::string_view body) {
    return decode_body<pb::WhatIf>(body, [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

std::string encode(const model::HoursAhead& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::HoursAhead& value) {
    return to_line(message(value));
}
std::expected<model::HoursAhead, Malformed> decode_hours_ahead(std::string_view body) {
    return decode_body<pb::HoursAhead>(body,
                                       [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

} // namespace wire
