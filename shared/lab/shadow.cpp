#include "shared/lab/shadow.h"

#include "shared/forecast/forecast.h"
#include "shared/lab/input.h"
#include "shared/queue/decide.h"

#include <fmt/format.h>

namespace lab {

using model::CounterState;
using model::EventKind;
using Kind = TraceLine::Kind;

namespace {

/// Days of traces stand so far apart that none runs into the next.
constexpr auto kBetweenDays = std::chrono::hours(24 * 7);

model::CounterId counter_id(std::size_t index) {
    return model::CounterId{static_cast<int>(index) + 1};
}

/// The hall as the configuration tells of it.
model::Hall hall_of(const Scenario& config) {
    model::Hall hall = config.hall;
    hall.rules.no_show_penalty = config.no_show_penalty;
    hall.rules.returns = config.max_returns;
    for (std::size_t i = 0; i < config.counters.size(); ++i) {
        model::Counter& counter = hall.counters.emplace_back();
        counter.id = counter_id(i);
        for (const std::size_t skill : config.counters[i].skills)
            counter.services.push_back(hall.services[skill].id);
    }
    return hall;
}

std::map<model::CounterId, forecast::Lunch> lunches_of(const Scenario& config) {
    std::map<model::CounterId, forecast::Lunch> lunches;
    for (std::size_t i = 0; i < config.counters.size(); ++i)
        if (const auto& lunch = config.counters[i].planned_lunch)
            lunches[counter_id(i)] = {lunch->first.time_since_epoch(), lunch->second.time_since_epoch()};
    return lunches;
}

} // namespace

Shadow::Shadow(Scenario config)
    : config_(std::move(config)), state_(hall_of(config_)),
      experience_(std::make_shared<const forecast::Premises>(hall_of(config_), lunches_of(config_))) {}

model::Event Shadow::event(EventKind kind, DayTime at) const {
    model::Event event;
    event.seq = state_.seq() + 1;
    event.at = wall(at);
    event.kind = kind;
    event.day = day_;
    return event;
}

model::Event Shadow::event(EventKind kind, const TraceLine& line) const {
    model::Event made = event(kind, line.at);
    if (line.kind != Kind::Counter)
        made.ticket = ticket(line);
    if (line.kind == Kind::Call || line.kind == Kind::End || line.kind == Kind::NoShow ||
        line.kind == Kind::Counter)
        made.counter = counter_id(line.counter);
    return made;
}

model::TicketId Shadow::ticket(const TraceLine& line) const {
    const auto known = tickets_.find(line.ticket);
    if (known == tickets_.end())
        throw InputError(fmt::format("at {} ms, ticket {}: it was never issued",
                                     line.at.time_since_epoch().count(), line.ticket));
    return known->second;
}

void Shadow::happen(const model::Event& event) {
    experience_.observe(state_, event, midnight_);
    apply(state_, event);
}

void Shadow::begin_day() {
    ++day_;
    tickets_.clear();
    queue::Now now;
    now.day = day_;
    now.midnight = midnight_ + kBetweenDays;
    now.time = now.midnight - std::chrono::hours(24);
    for (const model::Event& event : roll_over(state_, now))
        happen(event);
    midnight_ = now.midnight;
}

void Shadow::follow(std::span<const TraceLine> day,
                    const std::function<void(const ShadowForecast&)>& foreseen) {
    begin_day();
    for (std::size_t i = 0; i < day.size(); ++i) {
        if (day[i].kind == Kind::Issue) {
            issue(day[i], foreseen);
            continue;
        }
        // Whoever is sent on in the moment of an end was not finished.
        std::size_t next = i + 1;
        while (next < day.size() && day[next].at == day[i].at &&
               !(day[next].kind == Kind::Transfer && day[next].ticket == day[i].ticket))
            ++next;
        tell(day[i], day[i].kind == Kind::End && next < day.size() && day[next].at == day[i].at);
    }
}

void Shadow::tell(const TraceLine& line, bool moves_on) {
    switch (line.kind) {
    case Kind::Call: {
        model::Event called = event(EventKind::TicketCalled, line);
        if (state_.ticket(called.ticket)->state != model::TicketState::Waiting)
            throw InputError(fmt::format("at {} ms, ticket {}: it is called but does not wait",
                                         line.at.time_since_epoch().count(), line.ticket));
        return happen(called);
    }
    case Kind::End:
        if (!moves_on)
            happen(event(EventKind::ServiceFinished, line));
        return;
    case Kind::NoShow:
        return happen(event(EventKind::TicketNoShow, line));
    case Kind::Abandon:
        return happen(event(EventKind::TicketCancelled, line));
    case Kind::Requeue:
        return enter(line, EventKind::TicketReturned);
    case Kind::Transfer:
        return enter(line, EventKind::TicketTransferred);
    case Kind::Counter:
        return set_counter(line);
    case Kind::Issue:
        return;
    }
}

void Shadow::issue(const TraceLine& line, const std::function<void(const ShadowForecast&)>& foreseen) {
    if (!tickets_.emplace(line.ticket, model::TicketId{state_.last_ticket().value + 1}).second)
        throw InputError(fmt::format("at {} ms, ticket {}: it is issued a second time",
                                     line.at.time_since_epoch().count(), line.ticket));
    model::Event issued = event(EventKind::TicketIssued, line);
    issued.number = fmt::format("T{}", tickets_.size());
    issued.service = config_.hall.services[line.service].id;
    issued.channel = config_.hall.channels[line.channel].id;
    issued.entry = wall(line.entry);
    apply(state_, issued);
    const forecast::Scene scene = forecast::scene_of(state_, experience_, issued.at, midnight_);
    const forecast::Prospect prospect = forecast::foresee(scene, experience_, issued.ticket);
    issued.foreseen = prospect.raw;
    experience_.observe(state_, issued, midnight_);
    foreseen({line.at, line.ticket, prospect.foreseen});
}

void Shadow::enter(const TraceLine& line, EventKind kind) {
    model::Event entered = event(kind, line);
    const model::Ticket& ticket = *state_.ticket(entered.ticket);
    entered.counter = ticket.counter.value_or(model::CounterId{});
    entered.service = config_.hall.services[line.service].id;
    entered.entry = wall(line.entry);
    happen(entered);
    if (ticket.channel != config_.hall.channels[line.channel].id)
        reclass(line);
}

void Shadow::reclass(const TraceLine& line) {
    model::Event reclassed = event(EventKind::TicketReclassed, line);
    reclassed.channel = config_.hall.channels[line.channel].id;
    reclassed.entry = wall(line.entry);
    happen(reclassed);
}

void Shadow::set_counter(const TraceLine& line) {
    const CounterState before = state_.desk(counter_id(line.counter))->status.state;
    switch (line.state) {
    case DeskState::Open:
        if (before == CounterState::Closed)
            happen(event(EventKind::CounterOpened, line));
        if (before == CounterState::Paused)
            happen(event(EventKind::CounterResumed, line));
        return;
    case DeskState::Paused:
        if (before == CounterState::Open)
            happen(event(EventKind::CounterPaused, line));
        return;
    case DeskState::Closed:
        if (before != CounterState::Closed)
            happen(event(EventKind::CounterClosed, line));
        return;
    }
}

std::string trace_line(const ShadowForecast& foreseen) {
    const auto milliseconds = [](auto duration) { return duration.count(); };
    nlohmann::ordered_json line{{"t", milliseconds(foreseen.at.time_since_epoch())},
                                {"ev", "forecast"},
                                {"id", id_json(foreseen.ticket)},
                                {"p10", milliseconds(foreseen.foreseen.low)},
                                {"p50", milliseconds(foreseen.foreseen.point)},
                                {"p90", milliseconds(foreseen.foreseen.high)}};
    return line.dump();
}

} // namespace lab
