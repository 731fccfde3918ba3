#include "shared/lab/rerun.h"

#include "shared/base/zone.h"
#include "shared/queue/decide.h"

#include <algorithm>
#include <queue>

namespace lab {

using model::CounterState;
using model::EventKind;
using model::TicketState;

namespace {

using State = ::queue::State;

struct Guest {
    model::TicketId ticket;
    std::size_t stays = 0; ///< over
    Stay present;
};

/// The hall with the day's appointments. Those that it does not know agree with when the ticket was taken.
model::Hall with_appointments(model::Hall hall, const People& people) {
    const base::Zone zone(hall.zone);
    for (const Visitor& visitor : people.visitors) {
        const bool known = std::ranges::find(hall.appointments, visitor.appointment,
                                             &model::Appointment::code) != hall.appointments.end();
        if (visitor.appointment.empty() || known)
            continue;
        const auto now = ::queue::now_in(zone, visitor.at, hall.roll_over_hour);
        const auto early = visitor.entry > visitor.at ? hall.rules.appointment_early : base::Duration::zero();
        const auto hour = std::chrono::ceil<std::chrono::minutes>(visitor.entry + early - now.midnight);
        hall.appointments.push_back({visitor.appointment, visitor.service, static_cast<int>(hour.count())});
    }
    return hall;
}

class Runner {
  public:
    Runner(const People& people, const model::Hall& hall, UnusedCounters unused)
        : people_(people), zone_(hall.zone), roll_over_hour_(hall.roll_over_hour),
          state_(with_appointments(hall, people)), guests_(people.visitors.size()) {
        seat_clerks(unused);
        for (std::size_t i = 0; i < people.visitors.size(); ++i)
            push({people.visitors[i].at, Kind::Arrives, i});
    }

    Rerun run() {
        model::Event began;
        began.seq = 1;
        began.at = people_.began;
        began.kind = EventKind::DayBegan;
        began.day = people_.day;
        keep(began);
        while (!pending_.empty() && pending_.top().at <= people_.ends) {
            now_ = pending_.top().at;
            while (!pending_.empty() && pending_.top().at == now_) {
                const Pending next = pending_.top();
                pending_.pop();
                process(next);
            }
            let_counters_call();
        }
        return std::move(result_);
    }

  private:
    /// What can happen at a moment, in the order in which things of one moment are processed. Then the
    /// counters call.
    enum class Kind { VisitEnds, Shift, Back, Arrives, Verdict, GivesUp, Look };

    struct Pending {
        base::WallTime at;
        Kind kind;
        std::size_t subject = 0; ///< desk or visitor
        std::size_t detail = 0;  ///< which shift, verdict or stay

        auto operator<=>(const Pending&) const = default;
    };

    struct Desk {
        model::CounterId id;
        Clerk clerk;
        std::optional<Clerk::Shift> next_shift{}; ///< waits until the visitor has gone
        bool closing = false;                     ///< closes as soon as nobody waits
        base::WallTime idle_since{};
        std::optional<base::WallTime> calls_at{}; ///< somebody waits, and the clerk is about to call
        std::optional<base::Duration> gap{};      ///< before the next call, as it was at this counter
        std::size_t calls = 0;
    };

    void seat_clerks(UnusedCounters unused) {
        for (const auto& [id, clerk] : people_.clerks) {
            if (state_.layout().desks.contains(id))
                desks_.push_back({id, clerk});
            else
                result_.missing.push_back(id);
        }
        for (const model::Counter& counter : state_.hall().counters)
            if (unused == UnusedCounters::Open && !people_.clerks.contains(counter.id)) {
                desks_.push_back({counter.id, all_day()});
                result_.added.push_back(counter.id);
            }
        std::ranges::sort(desks_, {}, &Desk::id);
        for (std::size_t i = 0; i < desks_.size(); ++i)
            for (std::size_t shift = 0; shift < desks_[i].clerk.shifts.size(); ++shift)
                push({desks_[i].clerk.shifts[shift].at, Kind::Shift, i, shift});
    }

    /// Somebody of the usual kind, from the first counter's opening to the last one's closing.
    Clerk all_day() const {
        std::optional<base::WallTime> first;
        base::WallTime last = people_.began;
        for (const auto& [id, other] : people_.clerks) {
            if (other.shifts.empty())
                continue;
            const Clerk::Shift& end = other.shifts.back();
            first = std::min(first.value_or(people_.ends), other.shifts.front().at);
            last = std::max(last, end.state == CounterState::Closed ? end.at : people_.ends);
        }
        Clerk clerk;
        clerk.gaps = {people_.usual_gap};
        if (first)
            clerk.shifts = {{*first, CounterState::Open}, {last, CounterState::Closed, true}};
        return clerk;
    }

    void push(const Pending& pending) { pending_.push(pending); }

    void keep(const model::Event& event) {
        ::queue::apply(state_, event);
        result_.events.push_back(event);
    }

    /// Whether the hall did it.
    bool ask(const model::Command& command) {
        const auto decision = ::queue::decide(state_, command, ::queue::now_in(zone_, now_, roll_over_hour_));
        if (!decision)
            return false;
        for (const model::Event& event : *decision)
            keep(event);
        return true;
    }

    void process(const Pending& next) {
        switch (next.kind) {
        case Kind::VisitEnds:
            return end_visit(desks_[next.subject]);
        case Kind::Shift:
            return begin_shift(desks_[next.subject], desks_[next.subject].clerk.shifts[next.detail]);
        case Kind::Back:
            return come_back(next.subject);
        case Kind::Arrives:
            return arrive(next.subject);
        case Kind::Verdict:
            return hear(next.subject, people_.visitors[next.subject].verdicts[next.detail]);
        case Kind::GivesUp:
            return give_up(next.subject, next.detail);
        case Kind::Look:
            return; // the round of calls that follows is all that is due
        }
    }

    void arrive(std::size_t index) {
        const Visitor& visitor = people_.visitors[index];
        const model::Hall& hall = state_.hall();
        if (model::find(hall.services, visitor.service) == nullptr) {
            ++result_.strangers;
            return;
        }
        const model::Channel* channel = model::find(hall.channels, visitor.channel);
        const bool booked = channel != nullptr && channel->verification == model::Verification::Booking;
        if (!ask(model::TakeTicket{visitor.service,
                                   channel == nullptr || booked ? model::ChannelId{} : channel->id,
                                   {},
                                   booked ? visitor.appointment : ""})) {
            ++result_.turned_away;
            return;
        }
        guests_[index].ticket = state_.last_ticket();
        visitor_of_.resize(state_.last_ticket().value + 1);
        visitor_of_[state_.last_ticket().value] = index;
        for (std::size_t i = 0; i < visitor.verdicts.size(); ++i)
            push({visitor.verdicts[i].at, Kind::Verdict, index, i});
        wait(index);
    }

    void wait(std::size_t index) {
        const Visitor& visitor = people_.visitors[index];
        const Guest& guest = guests_[index];
        const model::Ticket* ticket = state_.ticket(guest.ticket);
        push({std::max(now_, ticket->entry), Kind::Look});
        push({std::max(now_, ticket->entry + state_.hall().rules.backup_after + base::Duration(1)),
              Kind::Look});
        if (visitor.patience && guest.stays == visitor.stays.size())
            push({now_ + *visitor.patience, Kind::GivesUp, index, guest.stays});
    }

    void give_up(std::size_t index, std::size_t stays) {
        if (guests_[index].stays == stays)
            ask(model::CancelTicket{guests_[index].ticket}); // refused when the call came before
    }

    void come_back(std::size_t index) {
        if (ask(model::ReturnTicket{guests_[index].ticket}))
            wait(index);
        else
            ++result_.turned_away;
    }

    void hear(std::size_t index, const Verdict& verdict) {
        const model::TicketId id = guests_[index].ticket;
        if (verdict.kind == Verdict::Kind::Approved)
            ask(model::ApproveTicket{id, {}, {}});
        else if (verdict.kind == Verdict::Kind::Rejected)
            ask(model::RejectTicket{id, {}, {}});
        else if (const model::Ticket* ticket = state_.ticket(id);
                 ticket->state == TicketState::Waiting &&
                 model::find(state_.hall().channels, verdict.channel) != nullptr) {
            model::Event reclassed;
            reclassed.seq = state_.seq() + 1;
            reclassed.at = now_;
            reclassed.kind = EventKind::TicketReclassed;
            reclassed.day = people_.day;
            reclassed.ticket = id;
            reclassed.number = ticket->number;
            reclassed.channel = verdict.channel;
            reclassed.entry = ticket->entry;
            keep(reclassed);
        }
    }

    CounterState state_of(const Desk& desk) const { return state_.desk(desk.id)->status.state; }
    bool busy(const Desk& desk) const { return state_.desk(desk.id)->status.ticket.has_value(); }

    void begin_shift(Desk& desk, const Clerk::Shift& shift) {
        if (busy(desk)) {
            desk.next_shift = shift;
            return;
        }
        desk.next_shift.reset();
        desk.closing = shift.state == CounterState::Closed && shift.when_done;
        switch (shift.state) {
        case CounterState::Open:
            if (ask(model::OpenCounter{desk.id, {}, {{}, {}, model::Proof::Trusted}}) ||
                ask(model::ResumeCounter{desk.id}))
                free_again(desk, shift.gap);
            return;
        case CounterState::Paused:
            ask(model::PauseCounter{desk.id, {}});
            return;
        case CounterState::Closed:
            if (!desk.closing || state_of(desk) == CounterState::Paused)
                close(desk);
            return;
        }
    }

    void free_again(Desk& desk, std::optional<base::Duration> gap) const {
        desk.idle_since = now_;
        desk.gap = gap;
    }

    void close(Desk& desk) {
        desk.closing = false;
        ask(model::CloseCounter{desk.id, std::string(::queue::kOverride) + " as on the day"});
    }

    void let_counters_call() {
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < desks_.size(); ++i)
            if (state_of(desks_[i]) == CounterState::Open && !busy(desks_[i]))
                free.push_back(i);
        std::ranges::stable_sort(free, {}, [&](std::size_t i) { return desks_[i].idle_since; });
        for (const std::size_t i : free) {
            Desk& desk = desks_[i];
            if (!state_.next_for(desk.id, now_)) {
                desk.calls_at.reset();
                if (desk.closing)
                    close(desk);
                continue;
            }
            if (!desk.calls_at) {
                desk.calls_at = now_ + next_gap(desk);
                push({*desk.calls_at, Kind::Look});
            }
            if (*desk.calls_at <= now_)
                call(desk, i);
        }
    }

    /// As it was after the same visitor at the same counter, else any of this clerk's.
    static base::Duration next_gap(const Desk& desk) {
        const auto& gaps = desk.clerk.gaps;
        if (desk.gap)
            return *desk.gap;
        return gaps.empty() ? base::Duration::zero() : gaps[desk.calls % gaps.size()];
    }

    void call(Desk& desk, std::size_t index) {
        ask(model::CallTicket{desk.id, {}});
        desk.calls_at.reset();
        desk.gap.reset();
        ++desk.calls;
        Guest& guest = guest_at(desk);
        guest.present = next_stay(guest);
        push({now_ + time_of(guest.present, desk), Kind::VisitEnds, index, desk.calls});
    }

    Guest& guest_at(const Desk& desk) {
        return guests_[visitor_of_[state_.desk(desk.id)->status.ticket->value]];
    }

    /// As on the day; whoever was not called again then stays for what is usual.
    Stay next_stay(const Guest& guest) const {
        const Visitor& visitor = people_.visitors[visitor_of_[guest.ticket.value]];
        if (guest.stays < visitor.stays.size())
            return visitor.stays[guest.stays];
        Stay stay;
        const auto usual = people_.usual.find(state_.ticket(guest.ticket)->service);
        stay.work = usual == people_.usual.end() ? std::chrono::minutes(5) : usual->second;
        return stay;
    }

    base::Duration time_of(const Stay& stay, const Desk& desk) const {
        if (stay.end == Stay::End::Missed)
            return std::max(stay.work, state_.hall().rules.no_show_after);
        if (stay.counter == desk.id)
            return stay.walk + stay.work;
        const auto then = people_.clerks.find(stay.counter);
        const int speed_then = then == people_.clerks.end() ? 1000 : then->second.speed;
        return stay.walk + stay.work * desk.clerk.speed / speed_then;
    }

    void end_visit(Desk& desk) {
        Guest& guest = guest_at(desk);
        const std::size_t visitor = visitor_of_[guest.ticket.value];
        ++guest.stays;
        end_as(guest.present, desk, visitor);
        free_again(desk, guest.present.counter == desk.id ? guest.present.gap : std::nullopt);
        if (const auto shift = desk.next_shift)
            begin_shift(desk, *shift);
    }

    void end_as(const Stay& stay, const Desk& desk, std::size_t visitor) {
        switch (stay.end) {
        case Stay::End::Missed:
            for (int i = 0; i < state_.hall().rules.no_show_recalls; ++i)
                ask(model::RecallTicket{desk.id});
            ask(model::MarkNoShow{desk.id});
            break;
        case Stay::End::Parked:
            ask(model::ParkTicket{desk.id, {}});
            break;
        case Stay::End::Transferred:
            if (transfer(stay, desk))
                wait(visitor);
            return;
        case Stay::End::Finished:
            ask(model::FinishService{desk.id, {}});
            return;
        }
        if (stay.back_after)
            push({now_ + *stay.back_after, Kind::Back, visitor});
    }

    /// To the same counter if it is there, else to whichever serves the matter; a matter that this hall does
    /// not have ends here.
    bool transfer(const Stay& stay, const Desk& desk) {
        if (stay.to_counter != model::CounterId{} &&
            ask(model::TransferTicket{desk.id, stay.to_service, stay.to_counter, {}}))
            return true;
        if (ask(model::TransferTicket{desk.id, stay.to_service, std::nullopt, {}}))
            return true;
        ask(model::FinishService{desk.id, {}});
        return false;
    }

    const People& people_;
    base::Zone zone_;
    int roll_over_hour_;
    State state_;
    std::vector<Desk> desks_;
    std::vector<Guest> guests_;           ///< by visitor
    std::vector<std::size_t> visitor_of_; ///< by ticket
    std::priority_queue<Pending, std::vector<Pending>, std::greater<>> pending_;
    base::WallTime now_;
    Rerun result_;
};

} // namespace

Rerun rerun(const People& people, const model::Hall& hall, UnusedCounters unused) {
    return Runner(people, hall, unused).run();
}

} // namespace lab
