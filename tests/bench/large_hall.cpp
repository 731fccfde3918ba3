#include "tests/bench/large_hall.h"

#include "shared/model/preset.h"

#include <fmt/format.h>

#include <random>

namespace bench {

namespace {

constexpr base::WallTime kNine{std::chrono::hours(9)};

model::Hall configured(const HallSize& size) {
    model::Hall hall;
    const model::Weights green = model::find_preset("balanced")->green;
    for (const char* id : {"ordinary", "elderly", "pregnant", "disabled"}) {
        model::Channel& channel = hall.channels.emplace_back();
        channel.id = {id};
        if (hall.channels.size() == 1)
            continue;
        channel.head_start = green.head_start;
        channel.multiplier = green.multiplier;
        channel.cap = green.cap;
    }
    for (int i = 0; i < size.services; ++i) {
        model::Service& service = hall.services.emplace_back();
        service.id = {fmt::format("service-{}", i)};
        service.letter = fmt::format("S{}", i);
        service.typical = std::chrono::minutes(8);
    }
    for (int i = 1; i <= size.counters; ++i) {
        model::Counter& counter = hall.counters.emplace_back();
        counter.id = model::CounterId{i};
        for (const model::Service& service : hall.services)
            counter.services.push_back(service.id);
    }
    return hall;
}

model::Event happened(model::EventKind kind, base::WallTime at) {
    model::Event event;
    event.kind = kind;
    event.at = at;
    event.day = 20260302;
    return event;
}

} // namespace

queue::State large_hall(const HallSize& size) {
    queue::State state(configured(size));
    std::mt19937 random(1);
    apply(state, happened(model::EventKind::DayBegan, kNine));
    for (const model::Counter& counter : state.hall().counters) {
        model::Event opened = happened(model::EventKind::CounterOpened, kNine);
        opened.counter = counter.id;
        apply(state, opened);
    }
    for (int i = 1; i <= size.waiting; ++i) {
        model::Event issued = happened(model::EventKind::TicketIssued,
                                       kNine + std::chrono::milliseconds(7'200'000 / size.waiting * i));
        const model::Service& service = state.hall().services[random() % state.hall().services.size()];
        issued.ticket.value = static_cast<std::uint64_t>(i);
        issued.service = service.id;
        issued.channel = state.hall().channels[random() % state.hall().channels.size()].id;
        issued.number = fmt::format("{}{:03}", service.letter, i);
        issued.entry = issued.at;
        apply(state, issued);
    }
    return state;
}

} // namespace bench
