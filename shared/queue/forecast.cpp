#include "shared/queue/forecast.h"

#include "shared/queue/pick.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace queue {

using model::CounterId;
using model::TicketId;

namespace {

/// What no queue knows (pauses, staff coming and going), as a relative deviation of the wait.
constexpr double kUnforeseen = 0.25;
/// 80 of 100 of a normal distribution lie within so many deviations.
constexpr double kEighty = 1.2816;
/// Nobody reaches a counter in no time.
constexpr base::Duration kWalk = std::chrono::minutes(1);

/// The lines as they run empty during a roll.
class RollLines {
  public:
    explicit RollLines(const State& state) : channels_(state.lines().channels()) {
        const std::size_t services = state.hall().services.size();
        for (std::size_t service = 0; service < services; ++service)
            for (std::size_t channel = 0; channel < channels_; ++channel)
                lines_.emplace_back(state.lines().line(service, channel));
        for (const auto& [counter, own] : state.lines().own())
            for (const Lines::Line& line : own)
                own_[counter].emplace_back(line);
    }

    const Place* head(std::size_t service, std::size_t channel) const {
        return lines_[service * channels_ + channel].head();
    }
    const Place* head_at(CounterId counter, std::size_t service, std::size_t channel) const {
        const auto own = own_.find(counter);
        return own == own_.end() ? nullptr : own->second[service * channels_ + channel].head();
    }
    bool has_own(CounterId counter) const { return own_.contains(counter); }

    void join(std::size_t service, const Place& place) {
        auto& places = lines_[service * channels_].places;
        places.insert(std::ranges::upper_bound(places, place), place);
    }
    void take(CounterId counter, const Pick& pick) {
        const std::size_t line = pick.service * channels_ + pick.channel;
        ++(pick.own ? own_[counter][line] : lines_[line]).first;
    }

  private:
    struct Line {
        explicit Line(const Lines::Line& line) : places(line.begin(), line.end()) {}
        const Place* head() const { return first < places.size() ? &places[first] : nullptr; }

        std::vector<Place> places;
        std::size_t first = 0;
    };

    std::size_t channels_;
    std::vector<Line> lines_;
    std::map<CounterId, std::vector<Line>> own_;
};

/// One possible future of the hall: the mean one.
class Roll {
  public:
    Roll(const State& state, base::WallTime now) : state_(state), now_(now), lines_(state) {
        calls_.resize(state.hall().services.size());
        for (const auto& [id, layout] : state.layout().desks)
            if (const Desk* desk = state.desk(id); desk->status.state == model::CounterState::Open)
                free_.emplace(std::max(now, end_of_present(*desk)), id);
    }

    /// Somebody more, ordinary and of this service, who comes now.
    void join(std::size_t service, TicketId id) { lines_.join(service, {now_, id}); }

    /// Rolls until everybody is called who can be, or `target` is.
    std::map<TicketId, Prospect> run(std::optional<TicketId> target = {}) {
        while (!free_.empty()) {
            const auto [time, counter] = free_.top();
            free_.pop();
            const Layout::Desk& desk = state_.layout().desks.at(counter);
            const auto next = pick(state_.layout(), desk, counter, state_.staffed(), lines_, time);
            if (!next) {
                if (const auto later = next_chance(desk, counter, time))
                    free_.emplace(*later, counter);
                continue;
            }
            prospects_[next->place.id] = prospect(*next, counter, time);
            if (next->place.id == target)
                break;
            lines_.take(counter, *next);
            count_call(desk, counter);
            free_.emplace(time + state_.learned(next->service).mean(), counter);
        }
        return std::move(prospects_);
    }

  private:
    base::WallTime end_of_present(const Desk& desk) const {
        const model::Ticket* ticket = desk.status.ticket ? state_.ticket(*desk.status.ticket) : nullptr;
        if (ticket == nullptr)
            return now_;
        const auto service = state_.layout().services.find(ticket->service);
        if (service == state_.layout().services.end())
            return now_;
        const Learned& learned = state_.learned(service->second);
        // The longer it lasts already, the less one knows; a third of an exponential one always remains.
        const base::Duration least =
            learned.mean() * std::min<std::int64_t>(learned.variation(), 1000) / 3000;
        return now_ + std::max(desk.called + learned.mean() - now_, least);
    }

    /// When a counter that has nobody to call may have somebody: an appointment's time, or a backup's.
    std::optional<base::WallTime> next_chance(const Layout::Desk& desk, CounterId counter,
                                              base::WallTime time) const {
        std::optional<base::WallTime> chance;
        const auto consider = [&](base::WallTime at) {
            if (at > time && (!chance || at < *chance))
                chance = at;
        };
        const base::Duration backup_wait = state_.hall().rules.backup_after + base::Duration(1);
        for (std::size_t channel = 0; channel < state_.hall().channels.size(); ++channel) {
            for (const std::size_t service : desk.services)
                if (const Place* place = lines_.head(service, channel))
                    consider(place->entry);
            for (const std::size_t service : desk.backup)
                if (const Place* place = lines_.head(service, channel)) {
                    consider(place->entry);
                    consider(place->entry + backup_wait);
                }
            for (const auto* services : {&desk.services, &desk.backup})
                for (const std::size_t service : *services)
                    if (const Place* place = lines_.head_at(counter, service, channel))
                        consider(place->entry);
        }
        return chance;
    }

    void count_call(const Layout::Desk& desk, CounterId counter) {
        for (const std::size_t service : desk.services)
            ++calls_[service];
        for (const std::size_t service : desk.backup)
            ++calls_[service];
        ++calls_at_[counter];
    }

    Prospect prospect(const Pick& pick, CounterId counter, base::WallTime time) {
        const int ahead = pick.own ? calls_at_[counter] : calls_[pick.service];
        const double wait = static_cast<double>((time - now_).count());
        const double variation = static_cast<double>(state_.learned(pick.service).variation()) / 1000;
        const double deviation = std::sqrt(variation / (ahead + 1) + kUnforeseen * kUnforeseen);
        const double low = wait * std::max(0.0, 1 - kEighty * deviation);
        const double high = wait * (1 + kEighty * deviation);
        return {ahead, {base::Duration(std::llround(low)), base::Duration(std::llround(high)) + kWalk, true}};
    }

    using Free = std::pair<base::WallTime, CounterId>;

    const State& state_;
    base::WallTime now_;
    RollLines lines_;
    std::priority_queue<Free, std::vector<Free>, std::greater<>> free_;
    std::vector<int> calls_; ///< by service: calls of the counters that can serve it
    std::map<CounterId, int> calls_at_;
    std::map<TicketId, Prospect> prospects_;
};

/// Before a ticket that nobody open can serve: those of its service who rank before it now.
int ranked_before(const State& state, const model::Ticket& ticket, base::WallTime now) {
    const auto rank_of = [&](const model::Ticket& other) {
        const model::Channel* channel = model::find(state.hall().channels, other.channel);
        return rank(channel == nullptr ? state.hall().channels.front() : *channel, {other.entry, other.id},
                    now);
    };
    return static_cast<int>(std::ranges::count_if(state.tickets(), [&](const auto& entry) {
        const model::Ticket& other = entry.second;
        return other.state == model::TicketState::Waiting && other.service == ticket.service &&
               other.id != ticket.id && rank_of(other) < rank_of(ticket);
    }));
}

int waiting_for(const State& state, std::size_t service, base::WallTime now) {
    int waiting = 0;
    const auto count = [&](const Lines::Line& line) {
        waiting += static_cast<int>(
            std::ranges::count_if(line, [&](const Place& place) { return place.entry <= now; }));
    };
    for (std::size_t channel = 0; channel < state.lines().channels(); ++channel) {
        count(state.lines().line(service, channel));
        for (const auto& [counter, own] : state.lines().own())
            count(own[service * state.lines().channels() + channel]);
    }
    return waiting;
}

} // namespace

Prospect forecast(const State& state, TicketId id, base::WallTime now) {
    const model::Ticket* ticket = state.ticket(id);
    if (ticket == nullptr || ticket->state != model::TicketState::Waiting)
        return {};
    const auto prospects = Roll(state, now).run(id);
    const auto found = prospects.find(id);
    return found == prospects.end() ? Prospect{ranked_before(state, *ticket, now), {}} : found->second;
}

std::map<TicketId, Prospect> forecast_all(const State& state, base::WallTime now) {
    auto prospects = Roll(state, now).run();
    for (const auto& [id, ticket] : state.tickets())
        if (ticket.state == model::TicketState::Waiting && !prospects.contains(id))
            prospects[id] = {ranked_before(state, ticket, now), {}};
    return prospects;
}

model::Outlook outlook(const State& state, const model::ServiceId& service, base::WallTime now) {
    model::Outlook outlook;
    outlook.service = service;
    const auto position = state.layout().services.find(service);
    if (position == state.layout().services.end() || state.hall().channels.empty())
        return outlook;
    outlook.waiting = waiting_for(state, position->second, now);
    const TicketId newcomer{state.last_ticket().value + 1};
    Roll roll(state, now);
    roll.join(position->second, newcomer);
    const auto prospects = roll.run(newcomer);
    if (const auto found = prospects.find(newcomer); found != prospects.end())
        outlook.forecast = found->second.forecast;
    return outlook;
}

std::vector<model::Outlook> outlooks(const State& state, base::WallTime now) {
    std::vector<model::Outlook> all;
    for (const model::Service& service : state.hall().services)
        all.push_back(outlook(state, service.id, now));
    return all;
}

} // namespace queue
