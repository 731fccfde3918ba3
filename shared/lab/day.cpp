#include "shared/lab/day.h"

#include "shared/lab/input.h"
#include "shared/queue/pick.h"

#include <algorithm>
#include <deque>
#include <queue>
#include <set>

namespace lab {

namespace {

/// Credit is reckoned in whole thousandths: within a year it cannot overflow, whatever the scenario says.
constexpr DayTime kHorizon{std::chrono::hours(24 * 366)};

/// The waiting tickets, one line for each (service, class), as queue::pick asks for them.
class WaitingLines {
  public:
    WaitingLines(std::size_t services, std::size_t channels)
        : channels_(channels), lines_(services * channels) {}

    std::set<queue::Place>& line(std::size_t service, std::size_t channel) {
        return lines_[service * channels_ + channel];
    }
    const queue::Place* head(std::size_t service, std::size_t channel) const {
        const auto& line = lines_[service * channels_ + channel];
        return line.empty() ? nullptr : &*line.begin();
    }
    const queue::Place* head_at(model::CounterId, std::size_t, std::size_t) const { return nullptr; }
    bool has_own(model::CounterId) const { return false; }

  private:
    std::size_t channels_;
    std::vector<std::set<queue::Place>> lines_;
};

struct Desk {
    queue::Layout::Desk skills;
    DeskState state = DeskState::Closed;
    std::optional<DeskState> next_state{}; ///< takes effect when the counter becomes free
    enum class Work { Free, Serving, Pace, WaitingForNoShow } work = Work::Free;
    std::size_t visitor = 0;
    DayTime idle_since{};
};

struct Visit {
    std::uint64_t seq = 0;
    std::size_t service = 0;
    std::size_t channel = 0;
    DayTime entry;
    DayTime queued; ///< when the present stay in a queue began
    DayTime gone;
    base::Duration waited{}; ///< finished stays
    base::Duration work{};
    int returns = 0;
    bool transferred = false;
};

class Day {
  public:
    Day(const Scenario& scenario, const std::function<void(const DayEvent&)>& happened)
        : scenario_(scenario), happened_(happened), layout_(scenario.hall),
          lines_(scenario.hall.services.size(), scenario.hall.channels.size()),
          staffed_(scenario.hall.services.size(), 1), visits_(scenario.visitors.size()) {
        for (std::size_t i = 0; i < scenario.counters.size(); ++i) {
            desks_.push_back({{scenario.counters[i].skills, {}}});
            for (const auto& [at, state] : scenario.counters[i].events)
                push({at, Kind::Schedule, i, 0, i, state});
        }
        for (std::size_t i = 0; i < scenario.visitors.size(); ++i)
            push({scenario.visitors[i].at, Kind::Issue, i, 0, i});
    }

    void run() {
        while (!pending_.empty()) {
            now_ = pending_.top().at;
            if (now_ > kHorizon)
                throw InputError("the day does not end within a year");
            while (!pending_.empty() && pending_.top().at == now_) {
                const Pending next = pending_.top();
                pending_.pop();
                process(next);
            }
            let_counters_pick();
        }
    }

  private:
    /// What can happen at a moment, in the order in which things of one moment are processed.
    enum class Kind { CounterOfTicket, Schedule, Return, Issue, AppointmentDue };

    struct Pending {
        DayTime at;
        Kind kind;
        std::uint64_t key; ///< counter, ticket's seq or visitor: orders what is of one moment and kind
        std::uint64_t inserted;
        std::size_t subject = 0; ///< counter or visitor
        DeskState state = DeskState::Closed;

        bool operator>(const Pending& other) const {
            return std::tie(at, kind, key, inserted) >
                   std::tie(other.at, other.kind, other.key, other.inserted);
        }
    };

    void push(Pending pending) {
        pending.inserted = ++inserted_;
        pending_.push(pending);
    }

    void process(const Pending& next) {
        switch (next.kind) {
        case Kind::CounterOfTicket:
            return on_counter(next.subject);
        case Kind::Schedule:
            return on_schedule(next.subject, next.state);
        case Kind::Return:
            return on_return(next.subject);
        case Kind::Issue:
            return on_issue(next.subject);
        case Kind::AppointmentDue:
            return; // the round of picks that follows is all that is due
        }
    }

    void on_counter(std::size_t counter) {
        Desk& desk = desks_[counter];
        switch (desk.work) {
        case Desk::Work::Serving:
            return end_service(counter);
        case Desk::Work::WaitingForNoShow:
            end_no_show(counter);
            return become_free(counter);
        case Desk::Work::Pace:
            return become_free(counter);
        case Desk::Work::Free:
            return;
        }
    }

    void end_service(std::size_t counter) {
        Desk& desk = desks_[counter];
        const std::size_t visitor = desk.visitor;
        tell({DayEvent::Kind::End, now_, visitor, counter});
        desk.work = Desk::Work::Pace;
        push({now_ + scenario_.pace, Kind::CounterOfTicket, counter, 0, counter});

        const auto& onward = scenario_.visitors[visitor].transfer;
        Visit& visit = visits_[visitor];
        if (!onward || visit.transferred)
            return;
        visit.transferred = true;
        visit.service = onward->service;
        visit.work = onward->work;
        visit.gone = now_ + scenario_.visitors[visitor].patience;
        enter(visitor, now_ - visit.waited, DayEvent::Kind::Transfer);
    }

    void end_no_show(std::size_t counter) {
        const std::size_t visitor = desks_[counter].visitor;
        tell({DayEvent::Kind::NoShow, now_, visitor, counter});
        Visit& visit = visits_[visitor];
        const auto& after = scenario_.visitors[visitor].return_after;
        if (!after || visit.returns >= scenario_.max_returns)
            return;
        ++visit.returns;
        push({now_ + *after, Kind::Return, visit.seq, 0, visitor});
    }

    void become_free(std::size_t counter) {
        Desk& desk = desks_[counter];
        desk.work = Desk::Work::Free;
        desk.idle_since = now_;
        if (desk.next_state)
            set_state(counter, *desk.next_state);
        desk.next_state.reset();
    }

    void on_schedule(std::size_t counter, DeskState state) {
        if (desks_[counter].work == Desk::Work::Free)
            set_state(counter, state);
        else
            desks_[counter].next_state = state;
    }

    void set_state(std::size_t counter, DeskState state) {
        desks_[counter].state = state;
        if (state == DeskState::Open)
            desks_[counter].idle_since = now_;
        DayEvent event{DayEvent::Kind::Counter, now_, 0, counter};
        event.state = state;
        tell(event);
    }

    void on_return(std::size_t visitor) {
        visits_[visitor].gone = now_ + std::chrono::hours(1);
        enter(visitor, std::min(now_, visits_[visitor].entry + scenario_.no_show_penalty),
              DayEvent::Kind::Requeue);
    }

    void on_issue(std::size_t index) {
        const ScenarioVisitor& visitor = scenario_.visitors[index];
        Visit& visit = visits_[index];
        visit = {++last_seq_, visitor.service, visitor.channel, now_, now_, now_ + visitor.patience,
                 {},          visitor.work};
        DayTime entry = now_;
        if (visitor.appointment) {
            if (now_ <= *visitor.appointment + scenario_.appointment_grace)
                entry = std::max(now_, *visitor.appointment - scenario_.appointment_early);
            else
                visit.channel = scenario_.ordinary;
        }
        if (entry > now_)
            push({entry, Kind::AppointmentDue, visit.seq, 0, index});
        enter(index, entry, DayEvent::Kind::Issue);
    }

    void enter(std::size_t visitor, DayTime entry, DayEvent::Kind kind) {
        Visit& visit = visits_[visitor];
        visit.entry = entry;
        visit.queued = now_;
        lines_.line(visit.service, visit.channel).insert({entry, model::TicketId{visit.seq}});
        visitor_of_.resize(std::max(visitor_of_.size(), static_cast<std::size_t>(visit.seq) + 1));
        visitor_of_[visit.seq] = visitor;
        tell({kind, now_, visitor, 0, visit.service, visit.channel, entry});
    }

    void let_counters_pick() {
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < desks_.size(); ++i)
            if (desks_[i].state == DeskState::Open && desks_[i].work == Desk::Work::Free)
                free.push_back(i);
        std::ranges::stable_sort(free, {}, [&](std::size_t i) { return desks_[i].idle_since; });
        for (const std::size_t counter : free)
            if (const auto next =
                    queue::pick(layout_, desks_[counter].skills, model::CounterId{}, staffed_, lines_, now_))
                call(counter, *next);
    }

    void call(std::size_t counter, const queue::Pick& next) {
        const std::size_t visitor = visitor_of_[next.place.id.value];
        Visit& visit = visits_[visitor];
        lines_.line(next.service, next.channel).erase(next.place);
        visit.waited += now_ - visit.queued;
        Desk& desk = desks_[counter];
        desk.visitor = visitor;
        tell({DayEvent::Kind::Call, now_, visitor, counter});
        base::Duration busy = scenario_.no_show_timeout;
        if (now_ >= visit.gone) {
            desk.work = Desk::Work::WaitingForNoShow;
        } else {
            desk.work = Desk::Work::Serving;
            busy = scenario_.walk +
                   base::Duration(visit.work.count() * scenario_.counters[counter].speed / 1000);
        }
        push({now_ + busy, Kind::CounterOfTicket, counter, 0, counter});
    }

    void tell(const DayEvent& event) { happened_(event); }

    const Scenario& scenario_;
    const std::function<void(const DayEvent&)>& happened_;
    queue::Layout layout_;
    WaitingLines lines_;
    std::vector<int> staffed_; ///< nobody is a backup in a scenario
    std::vector<Desk> desks_;
    std::vector<Visit> visits_;           ///< by visitor
    std::vector<std::size_t> visitor_of_; ///< by seq
    std::priority_queue<Pending, std::vector<Pending>, std::greater<>> pending_;
    std::uint64_t inserted_ = 0;
    std::uint64_t last_seq_ = 0;
    DayTime now_;
};

} // namespace

void run_day(const Scenario& scenario, const std::function<void(const DayEvent&)>& happened) {
    Day(scenario, happened).run();
}

std::string trace_line(const Scenario& scenario, const DayEvent& event) {
    using Kind = DayEvent::Kind;
    nlohmann::ordered_json line{{"t", event.at.time_since_epoch().count()}};
    const auto word = [&] {
        switch (event.kind) {
        case Kind::Issue:
            return "issue";
        case Kind::Requeue:
            return "requeue";
        case Kind::Transfer:
            return "transfer";
        case Kind::Call:
            return "call";
        case Kind::End:
            return "end";
        case Kind::NoShow:
            return "noshow";
        case Kind::Counter:
            break;
        }
        return "counter";
    };
    line["ev"] = word();
    const auto counter = [&] { return id_json(scenario.counters[event.counter].id); };
    if (event.kind == Kind::Counter) {
        line["counter"] = counter();
        line["state"] = event.state == DeskState::Open     ? "open"
                        : event.state == DeskState::Paused ? "pause"
                                                           : "close";
        line["skills"] = nlohmann::ordered_json::array();
        for (const std::size_t skill : scenario.counters[event.counter].skills)
            line["skills"].push_back(id_json(scenario.hall.services[skill].id.value));
        return line.dump();
    }
    line["id"] = id_json(scenario.visitors[event.visitor].id);
    if (event.kind == Kind::Call || event.kind == Kind::End || event.kind == Kind::NoShow) {
        line["counter"] = counter();
        return line.dump();
    }
    line["svc"] = id_json(scenario.hall.services[event.service].id.value);
    line["cls"] = scenario.hall.channels[event.channel].id.value;
    line["e"] = event.entry.time_since_epoch().count();
    return line.dump();
}

} // namespace lab
