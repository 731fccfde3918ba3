#include "tests/queue/random_hall.h"

#include "shared/model/preset.h"
#include "shared/model/words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace support {

using std::chrono::minutes;

namespace {

constexpr std::size_t kMostChannels = 5; ///< beside the ordinary one
constexpr std::size_t kMostCounters = 6;

std::vector<model::ServiceId> services_of(unsigned bits, const model::Hall& hall) {
    std::vector<model::ServiceId> services;
    for (std::size_t i = 0; i < hall.services.size(); ++i)
        if ((bits >> i & 1U) != 0)
            services.push_back(hall.services[i].id);
    return services;
}

model::Channel channel_of(const HallPlan::Channel& plan, std::size_t number) {
    constexpr std::array kKinds{model::Verification::Declared, model::Verification::Staff,
                                model::Verification::Booking, model::Verification::Staff};
    model::Channel channel;
    channel.id = {fmt::format("c{}", number)};
    channel.verification = kKinds.at(static_cast<std::size_t>(plan.kind));
    channel.emergency = plan.kind == 3;
    if (channel.emergency)
        return channel;
    channel.head_start = minutes(plan.head_start);
    channel.multiplier = plan.multiplier;
    if (plan.above >= 0)
        channel.cap = minutes(plan.head_start + plan.above);
    return channel;
}

model::Counter counter_of(const HallPlan::Counter& plan, int number, const model::Hall& hall) {
    model::Counter counter{{number}, {}, services_of(plan.services, hall), {}};
    if (counter.services.empty())
        counter.services.push_back(hall.services.front().id);
    for (const model::ServiceId& service : services_of(plan.backup, hall))
        if (std::ranges::find(counter.services, service) == counter.services.end())
            counter.backup.push_back(service);
    return counter;
}

void put_preset(int preset, model::Hall& hall) {
    if (preset < 0)
        return;
    const model::Preset& chosen = model::presets()[static_cast<std::size_t>(preset)];
    for (model::Channel& channel : hall.channels) {
        if (channel.emergency)
            continue;
        const model::Weights weights = model::weights(chosen, channel);
        channel.head_start = weights.head_start;
        channel.multiplier = weights.multiplier;
        channel.cap = weights.cap;
    }
}

} // namespace

model::Hall hall_of(const HallPlan& plan) {
    model::Hall hall;
    hall.zone = "UTC";
    hall.languages = {"en"};
    for (int i = 0; i < plan.services; ++i) {
        model::Service service;
        service.id = {std::string(1, static_cast<char>('a' + i))};
        service.letter = std::string(1, static_cast<char>('A' + i));
        service.typical = minutes(5);
        hall.services.push_back(service);
    }
    hall.channels.emplace_back().id = {"ordinary"};
    for (std::size_t i = 0; i < std::min(plan.channels.size(), kMostChannels); ++i)
        hall.channels.push_back(channel_of(plan.channels[i], i + 1));
    if (plan.channels.empty())
        hall.channels.push_back(channel_of({}, 1));
    for (std::size_t i = 0; i < std::min(plan.counters.size(), kMostCounters); ++i)
        hall.counters.push_back(counter_of(plan.counters[i], static_cast<int>(i) + 1, hall));
    if (plan.counters.empty())
        hall.counters.push_back(counter_of({}, 1, hall));
    put_preset(plan.preset, hall);
    hall.appointments = {{"MORNING", hall.services.front().id, 10 * 60},
                         {"NOON", hall.services.back().id, 12 * 60}};
    hall.rules.no_show_penalty = minutes(plan.penalty);
    hall.rules.returns = plan.returns;
    hall.rules.no_show_after = base::Duration::zero();
    hall.rules.no_show_recalls = 0;
    hall.rules.backup_after = minutes(plan.backup_after);
    hall.rules.appointment_early = minutes(plan.early);
    hall.rules.appointment_grace = minutes(plan.grace);
    hall.rules.emergencies_waiting = plan.emergencies;
    return hall;
}

rc::Gen<HallPlan> any_hall() {
    using rc::gen::build;
    using rc::gen::element;
    using rc::gen::inRange;
    using rc::gen::set;
    const auto channel = build<HallPlan::Channel>(
        set(&HallPlan::Channel::kind, inRange(0, 4)), set(&HallPlan::Channel::head_start, inRange(0, 31)),
        set(&HallPlan::Channel::multiplier, element(1000, 1000, 1001, 1500, 2000, 3000, 10'000)),
        set(&HallPlan::Channel::above, element(-1, 0, 1, 10, 40, 90)));
    const auto counter = build<HallPlan::Counter>(set(&HallPlan::Counter::services, inRange(0U, 32U)),
                                                  set(&HallPlan::Counter::backup, inRange(0U, 32U)));
    return build<HallPlan>(
        set(&HallPlan::services, inRange(1, 6)), set(&HallPlan::preset, element(-1, -1, -1, 0, 1, 2, 3, 4)),
        set(&HallPlan::channels,
            rc::gen::resize(kMostChannels, rc::gen::container<std::vector<HallPlan::Channel>>(channel))),
        set(&HallPlan::counters,
            rc::gen::resize(kMostCounters, rc::gen::container<std::vector<HallPlan::Counter>>(counter))),
        set(&HallPlan::penalty, inRange(0, 20)), set(&HallPlan::returns, inRange(0, 4)),
        set(&HallPlan::backup_after, inRange(0, 45)), set(&HallPlan::early, inRange(0, 15)),
        set(&HallPlan::grace, inRange(0, 30)), set(&HallPlan::emergencies, inRange(0, 4)));
}

void showValue(const HallPlan& plan, std::ostream& out) {
    const model::Hall hall = hall_of(plan);
    const auto ids = [](const std::vector<model::ServiceId>& services) {
        std::string text;
        for (const model::ServiceId& service : services)
            text += service.value;
        return text;
    };
    const auto whole = [](base::Duration duration) {
        return std::chrono::duration_cast<minutes>(duration).count();
    };
    out << "a hall of " << hall.services.size() << " services";
    for (const model::Channel& channel : hall.channels)
        out << "\n  channel " << channel.id.value << ": " << word(channel.verification)
            << (channel.emergency ? ", emergency" : "") << ", " << whole(channel.head_start) << " min, x"
            << channel.multiplier / 1000.0 << ", "
            << (channel.cap ? fmt::format("at most {} min", whole(*channel.cap)) : "no cap");
    for (const model::Counter& counter : hall.counters)
        out << "\n  counter " << counter.id.value << ": " << ids(counter.services)
            << (counter.backup.empty() ? "" : ", helps with " + ids(counter.backup));
    out << fmt::format("\n  missed: {} min, {} times; helps after {} min; appointments {} early, {} late; {} "
                       "emergencies\n",
                       plan.penalty, plan.returns, plan.backup_after, plan.early, plan.grace,
                       plan.emergencies);
}

} // namespace support
