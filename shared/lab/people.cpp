#include "shared/lab/people.h"

#include "shared/queue/decide.h"

#include <algorithm>
#include <set>

namespace lab {

using model::CounterState;
using model::Event;
using model::EventKind;
using model::TicketState;

namespace {

/// Reads one day's events; the queue's own state says who waited.
class Observer {
  public:
    Observer(const model::Hall& hall, std::span<const Event> events) : state_(hall), events_(events) {}

    People run(bool complete) {
        people_.day = events_.front().day;
        people_.began = events_.front().at;
        for (const Event& event : events_) {
            while (!due_.empty() && *due_.begin() < event.at) {
                look(*due_.begin());
                due_.erase(due_.begin());
            }
            note_counter(event);
            note_ticket(event);
            queue::apply(state_, event);
            look(event.at);
        }
        people_.ends = events_.back().at;
        if (complete && events_.back().reason != queue::kDayEnded)
            people_.ends = std::max(people_.ends, people_.began + std::chrono::hours(24));
        settle();
        return std::move(people_);
    }

  private:
    /// A ticket's story so far.
    struct Track {
        std::size_t visitor = 0;
        model::ServiceId service;
        base::WallTime waits_since;
        std::optional<base::WallTime> called;
        std::optional<base::WallTime> started;
        base::WallTime ended; ///< the last stay
    };

    /// Since when each counter could have called somebody.
    void look(base::WallTime at) {
        for (const auto& [id, desk] : state_.desks()) {
            const bool free = desk.status.state == CounterState::Open && !desk.status.ticket;
            if (!free || !state_.next_for(id, at))
                could_call_.erase(id);
            else
                could_call_.try_emplace(id, at);
        }
    }

    void note_counter(const Event& event) {
        const auto shift = [&](CounterState state, bool when_done = false) {
            people_.clerks[event.counter].shifts.push_back({event.at, state, when_done});
            last_stay_.erase(event.counter);
        };
        switch (event.kind) {
        case EventKind::CounterOpened:
        case EventKind::CounterResumed:
            return shift(CounterState::Open);
        case EventKind::CounterPaused:
            return shift(CounterState::Paused);
        case EventKind::CounterClosed:
            if (event.reason != queue::kDayEnded) // nobody did that
                shift(CounterState::Closed, !state_.next_for(event.counter, event.at));
            return;
        default:
            return;
        }
    }

    void note_ticket(const Event& event) {
        if (event.kind == EventKind::TicketIssued)
            return issue(event);
        const auto found = tracks_.find(event.ticket);
        const model::Ticket* ticket = state_.ticket(event.ticket);
        if (found == tracks_.end() || ticket == nullptr)
            return;
        Track& track = found->second;
        Visitor& visitor = people_.visitors[track.visitor];
        switch (event.kind) {
        case EventKind::TicketCalled:
            return call(event, track);
        case EventKind::ServiceStarted:
            track.started = event.at;
            return;
        case EventKind::ServiceFinished:
            return end(event, track, Stay::End::Finished);
        case EventKind::TicketNoShow:
            return end(event, track, Stay::End::Missed);
        case EventKind::TicketParked:
            return end(event, track, Stay::End::Parked);
        case EventKind::TicketTransferred:
            end(event, track, Stay::End::Transferred);
            track.service = event.service;
            return wait(event, track);
        case EventKind::TicketReturned:
            if (!visitor.stays.empty())
                visitor.stays.back().back_after = event.at - track.ended;
            return wait(event, track);
        case EventKind::TicketCancelled:
            if (ticket->state == TicketState::Waiting)
                visitor.patience = event.at - track.waits_since;
            return;
        case EventKind::StepUndone:
            return go_on(event, track);
        case EventKind::TicketExpired:
            if (track.called)
                end(event, track, Stay::End::Finished);
            return;
        case EventKind::TicketApproved:
            return visitor.verdicts.push_back({Verdict::Kind::Approved, event.at, event.channel});
        case EventKind::TicketRejected:
            return visitor.verdicts.push_back({Verdict::Kind::Rejected, event.at, {}});
        case EventKind::TicketReclassed:
            return visitor.verdicts.push_back({Verdict::Kind::Reclassed, event.at, event.channel});
        default:
            return;
        }
    }

    void issue(const Event& event) {
        Track& track = tracks_[event.ticket];
        track.visitor = people_.visitors.size();
        track.service = event.service;
        Visitor visitor;
        visitor.at = event.at;
        visitor.number = event.number;
        visitor.service = event.service;
        visitor.channel = event.declared.value.empty() ? event.channel : event.declared;
        visitor.appointment = event.note;
        visitor.entry = event.entry;
        people_.visitors.push_back(std::move(visitor));
        wait(event, track);
    }

    void wait(const Event& event, Track& track) {
        track.waits_since = event.at;
        due_.insert(std::max(event.at, event.entry));
        due_.insert(std::max(event.at, event.entry + state_.hall().rules.backup_after + base::Duration(1)));
    }

    void call(const Event& event, Track& track) {
        track.called = event.at;
        track.started.reset();
        const auto since = could_call_.find(event.counter);
        const auto gap = since == could_call_.end() ? base::Duration::zero() : event.at - since->second;
        Clerk& clerk = people_.clerks[event.counter];
        clerk.gaps.push_back(gap);
        if (const auto before = last_stay_.find(event.counter); before != last_stay_.end())
            people_.visitors[before->second.first].stays[before->second.second].gap = gap;
        else if (!clerk.shifts.empty())
            clerk.shifts.back().gap = gap;
    }

    void end(const Event& event, Track& track, Stay::End how) {
        if (!track.called)
            return;
        Stay stay;
        stay.counter = state_.ticket(event.ticket)->counter.value_or(event.counter);
        // A clerk who has one button finishes what was never started: all of it is work.
        const base::WallTime started = track.started.value_or(event.at);
        stay.walk = started < event.at ? started - *track.called : base::Duration::zero();
        stay.work = event.at - *track.called - stay.walk;
        stay.end = how;
        if (how == Stay::End::Transferred) {
            stay.to_service = event.service;
            stay.to_counter = event.target;
        }
        if (how != Stay::End::Missed && event.kind != EventKind::TicketExpired)
            served_.push_back({track.service, stay});
        std::vector<Stay>& stays = people_.visitors[track.visitor].stays;
        last_stay_[stay.counter] = {track.visitor, stays.size()};
        stays.push_back(std::move(stay));
        track.called.reset();
        track.ended = event.at;
    }

    /// The last step was taken back: the visitor is at the counter still.
    void go_on(const Event& event, Track& track) {
        std::vector<Stay>& stays = people_.visitors[track.visitor].stays;
        track.started.reset();
        if (event.value == static_cast<int>(EventKind::ServiceStarted) || stays.empty() || track.called)
            return;
        const Stay stay = stays.back();
        stays.pop_back();
        last_stay_.erase(event.counter);
        track.called = track.ended - stay.walk - stay.work;
        if (stay.walk > base::Duration::zero())
            track.started = *track.called + stay.walk;
        const auto served = std::ranges::find(served_.rbegin(), served_.rend(), stay.counter,
                                              [](const auto& entry) { return entry.second.counter; });
        if (stay.end == Stay::End::Missed || served == served_.rend())
            return;
        track.service = served->first;
        served_.erase(std::next(served).base());
    }

    /// What can be said only at the end of the day.
    void settle() {
        learn_usual();
        learn_speeds();
        learn_usual_gap();
        stay_with_whom_the_day_ends();
        stay_while_visitors_come();
    }

    void learn_usual() {
        for (const model::Service& service : state_.hall().services)
            people_.usual[service.id] =
                service.typical.count() > 0 ? service.typical : std::chrono::minutes(5);
        std::map<model::ServiceId, std::pair<base::Duration, int>> sums;
        for (const auto& [service, stay] : served_) {
            sums[service].first += stay.walk + stay.work;
            ++sums[service].second;
        }
        for (const auto& [service, sum] : sums)
            people_.usual[service] = sum.first / sum.second;
    }

    /// A counter's time for its matters, beside the hall's for the same ones. A few visits say little, so
    /// each counter begins with some of the ordinary kind.
    void learn_speeds() {
        struct Sums {
            double took = 0;
            double usual = 0;
            int visits = 0;
        };
        std::map<model::CounterId, Sums> sums;
        for (const auto& [service, stay] : served_) {
            Sums& sum = sums[stay.counter];
            sum.took += static_cast<double>((stay.walk + stay.work).count());
            sum.usual += static_cast<double>(people_.usual[service].count());
            ++sum.visits;
        }
        for (const auto& [counter, sum] : sums) {
            const double ordinary = kOrdinaryVisits * sum.usual / sum.visits;
            if (sum.usual > 0)
                people_.clerks[counter].speed =
                    std::clamp(static_cast<int>(1000 * (sum.took + ordinary) / (sum.usual + ordinary)),
                               kFastest, kSlowest);
        }
    }

    void learn_usual_gap() {
        std::vector<base::Duration> gaps;
        for (const auto& [counter, clerk] : people_.clerks)
            gaps.insert(gaps.end(), clerk.gaps.begin(), clerk.gaps.end());
        if (gaps.empty())
            return;
        const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
        std::ranges::nth_element(gaps, middle);
        people_.usual_gap = *middle;
    }

    /// Whoever is at a counter when the journal ends stays there for what is usual, if not longer already.
    void stay_with_whom_the_day_ends() {
        for (const auto& [id, track] : tracks_) {
            const model::Ticket* ticket = state_.ticket(id);
            if (!track.called || ticket == nullptr)
                continue;
            Stay stay;
            stay.counter = ticket->counter.value_or(model::CounterId{});
            stay.work = std::max(people_.usual[track.service], people_.ends - *track.called);
            people_.visitors[track.visitor].stays.push_back(stay);
        }
    }

    /// Only after the last visitor has come does a clerk close because nobody is left.
    void stay_while_visitors_come() {
        if (people_.visitors.empty())
            return;
        for (auto& [counter, clerk] : people_.clerks)
            for (Clerk::Shift& shift : clerk.shifts)
                if (shift.at < people_.visitors.back().at)
                    shift.when_done = false;
    }

    static constexpr double kOrdinaryVisits = 8;
    static constexpr int kFastest = 500;
    static constexpr int kSlowest = 2000;

    queue::State state_;
    std::span<const Event> events_;
    People people_;
    std::map<model::TicketId, Track> tracks_;
    std::map<model::CounterId, base::WallTime> could_call_;
    /// Visitor and stay that a counter's next gap comes after; none after it opened.
    std::map<model::CounterId, std::pair<std::size_t, std::size_t>> last_stay_;
    std::set<base::WallTime> due_; ///< when somebody may become callable though nothing happens
    std::vector<std::pair<model::ServiceId, Stay>> served_;
};

} // namespace

People people_of(const model::Hall& hall, std::span<const Event> events, bool complete) {
    return events.empty() ? People{} : Observer(hall, events).run(complete);
}

} // namespace lab
