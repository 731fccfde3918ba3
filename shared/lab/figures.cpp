#include "shared/lab/figures.h"

#include "shared/queue/decide.h"
#include "shared/queue/decider.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace lab {

using model::Event;
using model::EventKind;
using model::Ticket;
using model::TicketState;

namespace {

/// The smallest value that so many hundredths of all do not exceed.
base::Duration percentile(const std::vector<base::Duration>& sorted, std::size_t hundredths) {
    const std::size_t rank = (sorted.size() * hundredths + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

WaitSummary summary(std::vector<base::Duration> waits) {
    if (waits.empty())
        return {};
    std::ranges::sort(waits);
    WaitSummary sum;
    sum.count = static_cast<int>(waits.size());
    sum.mean = std::accumulate(waits.begin(), waits.end(), base::Duration::zero()) / sum.count;
    sum.half = percentile(waits, 50);
    sum.nine_in_ten = percentile(waits, 90);
    sum.longest = waits.back();
    return sum;
}

template <typename Id>
std::map<Id, WaitSummary> summaries(const std::map<Id, std::vector<base::Duration>>& waits) {
    std::map<Id, WaitSummary> sums;
    for (const auto& [id, some] : waits)
        sums[id] = summary(some);
    return sums;
}

class Meter {
  public:
    explicit Meter(const model::Hall& hall) : state_(hall) {}

    Figures run(std::span<const Event> events, base::WallTime until) {
        for (const Event& event : events) {
            watch_counters(event.at);
            if (event.kind == EventKind::TicketCalled)
                note_overtaken(event);
            queue::apply(state_, event);
            note(event);
        }
        watch_counters(until);
        figures_.all = summary(waits_);
        figures_.by_channel = summaries(by_channel_);
        figures_.by_service = summaries(by_service_);
        figures_.called = static_cast<int>(called_.size());
        return std::move(figures_);
    }

  private:
    void watch_counters(base::WallTime at) {
        const base::Duration passed = at - watched_until_;
        for (const auto& [id, desk] : state_.desks()) {
            if (desk.status.state != model::CounterState::Open || passed <= base::Duration::zero())
                continue;
            Use& use = figures_.counters[id];
            use.open += passed;
            if (desk.status.ticket)
                use.busy += passed;
        }
        watched_until_ = std::max(watched_until_, at);
    }

    bool is_emergency(const Ticket& ticket) const {
        const model::Channel* channel = model::find(state_.hall().channels, ticket.channel);
        return channel != nullptr && channel->emergency;
    }

    /// All whom this counter might have called instead, and who had begun to wait before.
    void note_overtaken(const Event& call) {
        const Ticket* called = state_.ticket(call.ticket);
        if (called == nullptr || is_emergency(*called))
            return;
        for (const model::TicketId id : waiting_) {
            const Ticket& other = *state_.ticket(id);
            const bool here = other.counter ? *other.counter == call.counter
                                            : queue::can_serve(state_, call.counter, other.service);
            if (!here || other.entry >= called->entry)
                continue;
            figures_.widest_window = std::max(figures_.widest_window, called->entry - other.entry);
            if (++overtaken_[id] > figures_.most_overtakes) {
                figures_.most_overtakes = overtaken_[id];
                figures_.most_overtaken = other.number;
            }
        }
    }

    void note(const Event& event) {
        if (event.kind == EventKind::DayBegan)
            waiting_.clear();
        const Ticket* ticket = state_.ticket(event.ticket);
        if (ticket == nullptr)
            return;
        if (ticket->state == TicketState::Waiting)
            waiting_.insert(ticket->id);
        else
            waiting_.erase(ticket->id);
        switch (event.kind) {
        case EventKind::TicketIssued:
            ++figures_.issued;
            joined_[ticket->id] = std::max(event.at, event.entry);
            return;
        case EventKind::TicketReturned:
        case EventKind::TicketTransferred:
            joined_[ticket->id] = event.at;
            return;
        case EventKind::TicketCalled:
            return note_call(event, *ticket);
        case EventKind::ServiceFinished:
            figures_.last_served = event.at;
            return;
        case EventKind::TicketNoShow:
            ++figures_.no_shows;
            return;
        default:
            return;
        }
    }

    void note_call(const Event& call, const Ticket& ticket) {
        const base::Duration lasted = ticket.waited - waited_before_[ticket.id];
        waited_before_[ticket.id] = ticket.waited;
        waits_.push_back(lasted);
        by_channel_[ticket.channel].push_back(lasted);
        by_service_[ticket.service].push_back(lasted);
        figures_.waits.push_back({ticket.number, joined_[ticket.id], lasted});
        called_.insert(ticket.id);
        ++figures_.calls;
        ++figures_.counters[call.counter].calls;
        if (queue::is_out_of_turn(call.reason))
            ++figures_.picked;
    }

    queue::State state_;
    Figures figures_;
    base::WallTime watched_until_;
    std::set<model::TicketId> waiting_;
    std::set<model::TicketId> called_;
    std::map<model::TicketId, int> overtaken_;
    std::map<model::TicketId, base::WallTime> joined_;
    std::map<model::TicketId, base::Duration> waited_before_;
    std::vector<base::Duration> waits_;
    std::map<model::ChannelId, std::vector<base::Duration>> by_channel_;
    std::map<model::ServiceId, std::vector<base::Duration>> by_service_;
};

} // namespace

double Figures::busy_share() const {
    base::Duration open{};
    base::Duration busy{};
    for (const auto& [id, use] : counters) {
        open += use.open;
        busy += use.busy;
    }
    return open.count() == 0 ? 0 : static_cast<double>(busy.count()) / static_cast<double>(open.count());
}

Figures measure(const model::Hall& hall, std::span<const Event> events, base::WallTime until) {
    return Meter(hall).run(events, until);
}

} // namespace lab
