// What must hold in every hall on every day: the promises F1–F5, F7 and F8 of README.md and those of decide,
// apply and after, over random halls and random command sequences. F6 is a matter of means: ratio_test.cpp.
#include "shared/queue/explain.h"
#include "shared/queue/reach.h"
#include "shared/queue/update.h"
#include "tests/queue/life.h"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <map>
#include <set>

using namespace std::chrono_literals;
using model::EventKind;
using model::Ticket;
using model::TicketState;
using support::all_clear;
using support::any_deeds;
using support::any_hall;
using support::call_by_the_rule;
using support::class_of;
using support::Day;
using support::hall_of;
using support::kNothing;
using support::live;
using support::Reach;

namespace {

/// Lives a random day in a random hall. For each call by the rule, `judge` gets the state before, the called
/// ticket, every other ticket that the counter might have called, and the moment.
template <typename Judge>
void judge_calls(Judge judge) {
    const auto plan = *any_hall();
    const auto deeds = *any_deeds();
    live(hall_of(plan), deeds,
         [&](const queue::State& before, const auto& events, const model::Command&, const Day&) {
             const model::Event* call = call_by_the_rule(events);
             if (call == nullptr)
                 return;
             const Ticket& called = *before.ticket(call->ticket);
             const Reach reach(before, call->counter, call->at);
             RC_ASSERT(reach.covers(called));
             for (const auto& [id, other] : before.tickets())
                 if (id != called.id && reach.covers(other))
                     judge(before, called, other, call->at);
         });
}

/// The cap of a favoured channel, or what takes its place where every minute counts once.
std::optional<base::Duration> cap_of(const model::Channel& channel) {
    if (channel.multiplier > 1000)
        return channel.cap;
    return std::min(channel.head_start, channel.cap.value_or(channel.head_start));
}

/// The called one is favoured and came later than an ordinary one: it overtakes.
bool overtakes(const queue::State& state, const Ticket& called, const Ticket& other) {
    return other.channel == state.hall().channels.front().id && called.entry > other.entry &&
           !class_of(state, called).emergency;
}

/// A stay in a line, by which entries and overtakings are counted.
struct Stay {
    Ticket ticket; ///< as it entered
    bool favoured = false;
    int overtaken = 0;
};

/// Counts, for all stays of a day, by how many calls of favoured tickets each ordinary one was overtaken.
class Tally {
  public:
    explicit Tally(const model::Hall& hall) : state_(hall) {}

    void see(const model::Event& event) {
        if (event.kind == EventKind::TicketCalled && !queue::is_out_of_turn(event.reason))
            count(event);
        queue::apply(state_, event);
        const Ticket* ticket = state_.ticket(event.ticket);
        if (ticket == nullptr)
            return;
        const auto known = last_.find(ticket->id);
        if (known == last_.end() || stays_[known->second].ticket.entry != ticket->entry ||
            event.kind == EventKind::TicketReturned || event.kind == EventKind::TicketTransferred) {
            last_[ticket->id] = stays_.size();
            stays_.push_back({*ticket});
        }
        Stay& stay = stays_[last_[ticket->id]];
        stay.favoured = stay.favoured || ticket->channel != state_.hall().channels.front().id;
    }

    const std::vector<Stay>& stays() const { return stays_; }

  private:
    void count(const model::Event& call) {
        const Ticket& called = *state_.ticket(call.ticket);
        const Reach reach(state_, call.counter, call.at);
        for (const auto& [id, other] : state_.tickets())
            if (reach.covers(other) && overtakes(state_, called, other))
                ++stays_[last_[id]].overtaken;
    }

    queue::State state_;
    std::vector<Stay> stays_;
    std::map<model::TicketId, std::size_t> last_; ///< each ticket's present stay
};

} // namespace

TEST_CASE("Property: F1: one service's tickets of one channel are called in the order of entry",
          "[queue][property]") {
    rc::prop("F1", [] {
        judge_calls([](const queue::State&, const Ticket& called, const Ticket& other, base::WallTime) {
            if (other.service == called.service && other.channel == called.channel)
                RC_ASSERT(std::pair(called.entry, called.id) < std::pair(other.entry, other.id));
        });
    });
}

TEST_CASE("Property: F2: nobody passes an ordinary ticket from beyond the window of its wait",
          "[queue][property]") {
    rc::prop("F2", [] {
        judge_calls(
            [](const queue::State& state, const Ticket& called, const Ticket& other, base::WallTime now) {
                if (!overtakes(state, called, other))
                    return;
                const model::Channel& green = class_of(state, called);
                const auto gap = (called.entry - other.entry).count();
                const auto wait = (now - other.entry).count();
                // m·(e_j − e_i) ≤ h + (m − 1)·w_i, in whole numbers
                RC_ASSERT(gap * green.multiplier <=
                          green.head_start.count() * 1000 + (green.multiplier - 1000) * wait);
            });
    });
}

TEST_CASE("Property: F3: nobody passes an ordinary ticket from beyond the cap", "[queue][property]") {
    rc::prop("F3", [] {
        judge_calls([](const queue::State& state, const Ticket& called, const Ticket& other, base::WallTime) {
            if (!overtakes(state, called, other))
                return;
            if (const auto cap = cap_of(class_of(state, called)))
                RC_ASSERT(called.entry - other.entry <= *cap);
        });
    });
}

TEST_CASE("Property: F3: after the guaranteed wait no ticket passes that was issued since",
          "[queue][property]") {
    rc::prop("F3, as it is promised", [] {
        judge_calls([](const queue::State& state, const Ticket& called, const Ticket& other, base::WallTime) {
            const auto promised = queue::guarantee(state.hall());
            if (!promised || class_of(state, called).emergency)
                return;
            // Of whatever channel the other is: a favoured one is promised it all the more.
            RC_ASSERT(called.issued <= other.entry + *promised);
        });
    });
}

TEST_CASE("Property: F4: a ticket is overtaken at most as often as favoured ones enter within the cap",
          "[queue][property]") {
    rc::prop("F4", [] {
        const model::Hall hall = hall_of(*any_hall());
        const Day day = live(hall, *any_deeds(), kNothing);
        const auto cap = queue::guarantee(hall);
        if (!cap)
            return;

        Tally tally(hall);
        for (const model::Event& event : day.events())
            tally.see(event);

        for (const Stay& one : tally.stays()) {
            const auto within = std::ranges::count_if(tally.stays(), [&](const Stay& other) {
                return other.favoured && other.ticket.entry > one.ticket.entry &&
                       other.ticket.entry <= one.ticket.entry + *cap;
            });
            RC_ASSERT(one.overtaken <= within);
        }
    });
}

TEST_CASE("Property: F5: whoever waits is called when counters go on calling", "[queue][property]") {
    rc::prop("F5", [] {
        const model::Hall hall = hall_of(*any_hall());
        Day day = live(hall, *any_deeds(), kNothing);
        day.must(all_clear());
        day.advance(24h); // every appointment is due
        for (const model::Counter& counter : hall.counters) {
            day.ask(model::ResumeCounter{counter.id});
            day.ask(model::OpenCounter{counter.id, {}});
        }
        const auto call = [&](const model::Counter& counter) {
            return day.ask(model::CallTicket{counter.id, {}}) == model::Refusal::None;
        };
        while (std::ranges::any_of(hall.counters, call))
            ;

        for (const auto& [id, ticket] : day.state().tickets())
            RC_ASSERT(ticket.state != TicketState::Waiting ||
                      std::ranges::none_of(hall.counters, [&](const model::Counter& counter) {
                          return Reach(day.state(), counter.id, day.now().time).covers(ticket);
                      }));
    });
}

TEST_CASE("Property: F5: favoured tickets that never cease hold an ordinary one up for a bounded time only",
          "[queue][property]") {
    rc::prop("F5, under pressure", [] {
        constexpr auto kEvery = 30s;
        const model::Hall hall = hall_of(*any_hall());
        Day day = live(hall, *any_deeds(), kNothing);
        const auto cap = queue::guarantee(hall);
        if (!cap)
            return;
        const model::Counter& counter = hall.counters.front();
        day.must(all_clear());
        day.ask(model::ResumeCounter{counter.id});
        day.ask(model::OpenCounter{counter.id, {}});
        const model::ServiceId& service = counter.services.front();
        const auto green = std::ranges::find_if(hall.channels, [](const model::Channel& channel) {
            return channel.verification == model::Verification::Declared;
        });
        const model::TakeTicket rival{
            service, green == hall.channels.end() ? model::ChannelId() : green->id, "en", {}};

        const auto ours = day.take(service.value);
        const auto before = static_cast<std::int64_t>(day.state().tickets().size());
        std::int64_t calls = 0;
        while (day.ticket(ours).state == TicketState::Waiting) {
            day.must(rival);
            day.must(model::CallTicket{counter.id, {}});
            day.advance(kEvery);
            // Those who were there, and those who came within the cap.
            RC_ASSERT(++calls <= before + 1 + *cap / kEvery);
        }
    });
}

TEST_CASE("Property: F7: a counter is refused a visitor exactly when nobody waits whom it may call",
          "[queue][property]") {
    rc::prop("F7", [] {
        const model::Hall hall = hall_of(*any_hall());
        live(hall, *any_deeds(), [&](const auto&, const auto&, const auto&, const Day& day) {
            const auto now = std::max(day.now().time, day.state().now());
            for (const auto& [id, desk] : day.state().desks()) {
                if (desk.status.state != model::CounterState::Open)
                    continue;
                const Reach reach(day.state(), id, now);
                const bool somebody = std::ranges::any_of(
                    day.state().tickets(), [&](const auto& entry) { return reach.covers(entry.second); });
                RC_ASSERT(day.decide(model::CallTicket{id, {}}).has_value() ==
                          (somebody && !day.state().evacuated()));
            }
        });
    });
}

TEST_CASE("Property: nobody is let in, called or given up while the hall is evacuated", "[queue][property]") {
    rc::prop("evacuated", [] {
        const model::Hall hall = hall_of(*any_hall());
        live(hall, *any_deeds(),
             [](const queue::State& before, const auto& events, const model::Command&, const Day&) {
                 if (!before.evacuated())
                     return;
                 for (const model::Event& event : events)
                     RC_ASSERT(
                         event.kind != EventKind::TicketIssued && event.kind != EventKind::TicketCalled &&
                         event.kind != EventKind::TicketRecalled && event.kind != EventKind::TicketNoShow);
             });
    });
}

TEST_CASE("Property: an evacuation leaves everybody who waits where they were", "[queue][property]") {
    rc::prop("left and back", [] {
        const model::Hall hall = hall_of(*any_hall());
        Day day = live(hall, *any_deeds(), kNothing);
        day.must(all_clear());
        const queue::State before = day.state();
        const auto trusted = model::Pass{{}, {}, model::Proof::Trusted};
        day.must(model::RaiseAlarm{model::AlarmKind::Evacuation, {}, {}, trusted});
        day.advance(*rc::gen::element(1s, 600s, 7200s));
        day.must(all_clear());
        RC_ASSERT(day.state().lines() == before.lines());
    });
}

TEST_CASE("Property: F8: the same commands at the same times make the same events", "[queue][property]") {
    rc::prop("F8, decided again", [] {
        const model::Hall hall = hall_of(*any_hall());
        const auto deeds = *any_deeds();
        RC_ASSERT(live(hall, deeds, kNothing).events() == live(hall, deeds, kNothing).events());
    });
}

TEST_CASE("Property: F8: replaying the journal gives the same state, and no number or ticket comes twice",
          "[queue][property]") {
    rc::prop("F8, replayed", [] {
        const model::Hall hall = hall_of(*any_hall());
        const Day day = live(hall, *any_deeds(), kNothing);

        queue::State replayed(hall);
        std::set<std::string> numbers;
        std::set<model::TicketId> tickets;
        std::uint64_t seq = 0;
        base::WallTime last;
        for (const model::Event& event : day.events()) {
            queue::apply(replayed, event);
            RC_ASSERT(event.seq == ++seq);
            RC_ASSERT(event.at >= last);
            last = event.at;
            if (event.kind == EventKind::TicketIssued) {
                RC_ASSERT(numbers.insert(event.number).second);
                RC_ASSERT(tickets.insert(event.ticket).second);
            }
        }
        RC_ASSERT(replayed == day.state());
    });
}

TEST_CASE("Property: a call is for the smallest rank of all whom the counter may take", "[queue][property]") {
    rc::prop("the rule", [] {
        judge_calls(
            [](const queue::State& state, const Ticket& called, const Ticket& other, base::WallTime now) {
                RC_ASSERT(queue::rank(class_of(state, called), {called.entry, called.id}, now) <
                          queue::rank(class_of(state, other), {other.entry, other.id}, now));
            });
    });
}

TEST_CASE("Property: whom a counter may call is the same ticket by ticket as by the letter of the rule",
          "[queue][property]") {
    rc::prop("reach", [] {
        const model::Hall hall = hall_of(*any_hall());
        const Day day = live(hall, *any_deeds(), kNothing);
        const auto now = std::max(day.now().time, day.state().now());
        for (const model::Counter& counter : hall.counters) {
            const Reach reach(day.state(), counter.id, now);
            for (const auto& [id, ticket] : day.state().tickets())
                RC_ASSERT(queue::may_call(day.state(), counter.id, ticket, now) == reach.covers(ticket));
        }
    });
}

TEST_CASE("Property: the waiting clock is never set back but by a missed call or of one's own will",
          "[queue][property]") {
    rc::prop("the clock", [] {
        const model::Hall hall = hall_of(*any_hall());
        live(hall, *any_deeds(),
             [&](const queue::State& before, const auto& events, const auto&, const Day& day) {
                 for (const model::Event& event : events) {
                     const Ticket* was = before.ticket(event.ticket);
                     if (was == nullptr || event.ticket == model::TicketId{})
                         continue;
                     if (event.kind == EventKind::StepUndone)
                         continue; // as it was before the step: a property of its own
                     const Ticket& is = day.ticket(event.ticket);
                     if (event.kind == EventKind::TicketReturned && was->state == TicketState::NoShow)
                         RC_ASSERT(is.entry == std::min(event.at, was->entry + hall.rules.no_show_penalty));
                     else if (event.kind == EventKind::TicketReturned ||
                              event.kind == EventKind::TicketTransferred || event.reason == queue::kWoken)
                         RC_ASSERT(is.entry == event.at - is.waited);
                     else if (event.kind == EventKind::TicketApproved && class_of(before, is).emergency)
                         RC_ASSERT(is.entry == std::max(was->entry, event.at));
                     else if (event.kind == EventKind::PlaceYielded)
                         RC_ASSERT(is.entry > was->entry && is.entry <= event.at + base::Duration(1));
                     else
                         RC_ASSERT(is.entry == was->entry);
                     RC_ASSERT(is.waited >= was->waited);
                 }
             });
    });
}

TEST_CASE("Property: a step that is taken back leaves the hall as it was", "[queue][property]") {
    rc::prop("undo", [] {
        const model::Hall hall = hall_of(*any_hall());
        Day day = live(hall, *any_deeds(), kNothing);
        const auto counters = hall.counters.size();
        const auto& counter = hall.counters[*rc::gen::inRange<std::size_t>(0, counters)].id;
        const int what = *rc::gen::inRange(0, 5);
        day.ask(model::OpenCounter{counter, {"somebody"}});
        day.ask(model::ResumeCounter{counter});
        day.ask(model::TakeTicket{hall.services.front().id, {}, "en", {}});
        day.ask(model::CallTicket{counter, {}});
        day.ask(model::RecallTicket{counter});
        day.advance(1min);
        if (*rc::gen::arbitrary<bool>())
            day.ask(model::StartService{counter});
        const queue::State before = day.state();
        const std::array<model::Command, 5> steps{
            model::StartService{counter}, model::FinishService{counter, "done"}, model::MarkNoShow{counter},
            model::ParkTicket{counter, "form", model::Parking::WithPapers},
            model::TransferTicket{counter, hall.services.front().id, {}, ""}};
        const model::TicketId ticket = before.desk(counter)->status.ticket.value_or(model::TicketId{});
        const bool arrived =
            ticket != model::TicketId{} && before.ticket(ticket)->state == TicketState::Serving;
        if (day.ask(steps[static_cast<std::size_t>(what)]) != model::Refusal::None)
            return;
        RC_TAG(what);
        day.advance(9s);
        RC_ASSERT(day.ask(model::UndoStep{counter}) == model::Refusal::None);
        RC_ASSERT(day.ask(model::UndoStep{counter}) == model::Refusal::NothingToUndo);
        if (what != 1 || arrived) // a visitor who was finished from the call has arrived now
            RC_ASSERT(day.state().tickets() == before.tickets());
        RC_ASSERT(day.state().lines() == before.lines());
        RC_ASSERT(day.state().ended() == before.ended());
        RC_ASSERT(day.counter(counter.value) == before.desk(counter)->status);
        RC_ASSERT(day.state().desk(counter)->shift == before.desk(counter)->shift);
    });
}

TEST_CASE("Property: who follows the updates has the board of a new snapshot", "[queue][property]") {
    rc::prop("follow", [](bool next_day) {
        const model::Hall hall = hall_of(*any_hall());
        const auto some = *any_deeds();
        const auto join = *rc::gen::inRange<std::size_t>(0, some.size() + 4);
        Day day = live(hall, some, kNothing);
        if (next_day) {
            day.advance(24h);
            day.roll_over();
            day.must(all_clear()); // it was carried into the day
            const model::Counter& counter = hall.counters.front();
            day.open(counter.id.value);
            day.take(counter.services.front().value);
        }

        queue::State state(hall);
        std::optional<model::Board> follower;
        for (const model::Event& event : day.events()) {
            queue::apply(state, event);
            if (follower)
                model::apply(*follower, queue::after(state, event));
            else if (state.seq() >= join)
                follower = queue::board(state);
            if (follower)
                RC_ASSERT(*follower == queue::board(state));
        }
    });
}

TEST_CASE("Property: a visitor is at one counter at most, and the lines hold exactly those who wait",
          "[queue][property]") {
    rc::prop("whole", [] {
        const model::Hall hall = hall_of(*any_hall());
        live(hall, *any_deeds(), [](const auto&, const auto&, const auto&, const Day& day) {
            const queue::State& state = day.state();
            std::set<model::TicketId> at_counters;
            for (const auto& [id, desk] : state.desks()) {
                if (!desk.status.ticket)
                    continue;
                RC_ASSERT(at_counters.insert(*desk.status.ticket).second);
                RC_ASSERT(desk.status.state == model::CounterState::Open);
                RC_ASSERT(state.ticket(*desk.status.ticket)->counter == id);
            }
            queue::Lines lines(state.layout());
            for (const auto& [id, ticket] : state.tickets()) {
                const bool there =
                    ticket.state == TicketState::Called || ticket.state == TicketState::Serving;
                RC_ASSERT(there == at_counters.contains(id));
                RC_ASSERT(ticket.waited >= base::Duration::zero());
                RC_ASSERT(ticket.entry >= ticket.issued);
                if (ticket.state == TicketState::Waiting)
                    lines.add(state.layout(), ticket);
            }
            RC_ASSERT(lines == state.lines());
        });
    });
}

TEST_CASE("Property: whoever is said to have passed a ticket had more credit, an earlier clock, or a "
          "recorded reason",
          "[queue][property]") {
    rc::prop("explained", [] {
        const model::Hall hall = hall_of(*any_hall());
        const Day day = live(hall, *any_deeds(), kNothing);
        for (const auto& [id, ticket] : day.state().tickets()) {
            const auto told = queue::explain(hall, day.events(), id, day.now().time);
            RC_ASSERT(told.has_value());
            RC_ASSERT(told->state == ticket.state);
            for (const model::Overtaking& other : told->passed_by)
                if (other.how == model::Overtook::Credit || other.how == model::Overtook::EarlierEntry)
                    RC_ASSERT(other.credit >= other.own_credit);
        }
    });
}
