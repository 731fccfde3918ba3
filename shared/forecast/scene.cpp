#include "shared/forecast/scene.h"

#include <algorithm>

namespace forecast {

using model::CounterState;
using model::Ticket;
using model::TicketState;

namespace {

class Painter {
  public:
    Painter(const queue::State& state, const Experience& experience, base::WallTime now)
        : state_(state), experience_(experience), layout_(experience.premises().layout) {
        scene_.now = now;
    }

    Scene paint(base::WallTime midnight) {
        scene_.midnight = midnight;
        scene_.seed = state_.seq();
        scene_.last_ticket = state_.last_ticket();
        scene_.staffed = state_.staffed();
        scene_.served.resize(layout_.services.size());
        for (const auto& [id, desk] : state_.desks())
            add_desk(id, desk);
        scene_.own.resize(scene_.desks.size());
        add_lines();
        add_own();
        add_away();
        return std::move(scene_);
    }

  private:
    std::optional<Person> person_of(const Ticket& ticket) const {
        const auto service = layout_.services.find(ticket.service);
        if (service == layout_.services.end())
            return std::nullopt;
        const auto channel = layout_.channels.find(ticket.channel);
        Person person;
        person.place = {ticket.entry, ticket.id};
        person.service = service->second;
        if (channel != layout_.channels.end())
            person.line = experience_.premises().line_of_channel[channel->second];
        if (channel != layout_.channels.end())
            person.green = experience_.premises().hall.channels[channel->second].green;
        person.issued = ticket.issued;
        person.since = ticket.since;
        person.waited = ticket.waited;
        person.moved = experience_.moved_before(ticket.id);
        person.returns = ticket.returns;
        return person;
    }

    void number(Person& person) { person.present = scene_.present++; }

    void add_desk(model::CounterId id, const queue::Desk& desk) {
        const auto known =
            state_.layout().desks.find(id); // as seated: a clerk may serve less than the counter
        if (known == state_.layout().desks.end())
            return;
        SceneDesk& added = scene_.desks.emplace_back();
        added.id = id;
        added.layout = known->second;
        added.factors = experience_.speeds().factors(Experience::clerk_at(desk.status));
        added.since = desk.status.since;
        if (desk.status.state == CounterState::Closed)
            return;
        if (desk.status.state == CounterState::Paused) {
            added.state = SceneDesk::State::Paused;
            return;
        }
        for (const auto* services : {&known->second.services, &known->second.backup})
            for (const std::size_t service : *services)
                scene_.served[service] = true;
        added.state = SceneDesk::State::Free;
        const Experience::Desk free = experience_.desk(id);
        added.since = free.since;
        added.why = free.why;
        const Ticket* ticket = desk.status.ticket ? state_.ticket(*desk.status.ticket) : nullptr;
        if (ticket == nullptr)
            return;
        if (const auto visitor = person_of(*ticket)) {
            added.state = SceneDesk::State::Busy;
            added.since = desk.called;
            added.visitor = *visitor;
        }
    }

    void add_lines() {
        const queue::Lines& lines = state_.lines();
        const auto& line_of_channel = experience_.premises().line_of_channel;
        for (std::size_t service = 0; service < layout_.services.size(); ++service)
            for (std::size_t line = 0; line < experience_.premises().rolled.weights.size(); ++line) {
                const std::size_t begin = scene_.waiting.size();
                scene_.lines.push_back(begin);
                for (std::size_t channel = 0; channel < lines.channels(); ++channel)
                    if (line_of_channel[channel] == line)
                        add_line(lines.line(service, channel));
                const auto first = scene_.waiting.begin() + static_cast<std::ptrdiff_t>(begin);
                std::ranges::sort(first, scene_.waiting.end(), {}, &Person::place);
                std::for_each(first, scene_.waiting.end(), [this](Person& person) { number(person); });
            }
        scene_.lines.push_back(scene_.waiting.size());
    }

    void add_line(const queue::Lines::Line& line) {
        for (const queue::Place& place : line)
            if (const auto person = person_of(*state_.ticket(place.id)))
                scene_.waiting.push_back(*person);
    }

    void add_own() {
        for (const auto& [counter, lines] : state_.lines().own()) {
            const auto desk = std::ranges::find(scene_.desks, counter, &SceneDesk::id);
            if (desk == scene_.desks.end())
                continue;
            auto& own = scene_.own[static_cast<std::size_t>(desk - scene_.desks.begin())];
            for (const queue::Lines::Line& line : lines)
                for (const queue::Place& place : line)
                    if (const auto person = person_of(*state_.ticket(place.id)))
                        number(own.emplace_back(*person));
        }
    }

    void add_away() {
        for (const model::TicketId id : experience_.away()) {
            const Ticket* ticket = state_.ticket(id);
            if (ticket == nullptr)
                continue;
            const bool missed = ticket->state == TicketState::NoShow;
            if (missed && ticket->returns >= state_.hall().rules.returns)
                continue;
            if (const auto person = person_of(*ticket))
                scene_.away.push_back({*person, ticket->since, missed});
        }
    }

    const queue::State& state_;
    const Experience& experience_;
    const queue::Layout& layout_;
    Scene scene_;
};

} // namespace

Scene scene_of(const queue::State& state, const Experience& experience, base::WallTime now,
               base::WallTime midnight) {
    return Painter(state, experience, now).paint(midnight);
}

} // namespace forecast
