// What must hold in every hall on every day: the bounds F1–F8 and the promises of decide, apply and after,
// over random command sequences.
#include "shared/queue/update.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <set>

using namespace std::chrono_literals;
using model::EventKind;
using model::Ticket;
using model::TicketState;
using support::Day;

namespace {

/// A clerk's or visitor's deed as plain numbers, so that rapidcheck can shrink it.
struct Deed {
    int what = 0;
    int whom = 0;
    int counter = 0;
    int seconds = 0;
};

void showValue(const Deed& deed, std::ostream& out) {
    out << '{' << deed.what << ',' << deed.whom << ',' << deed.counter << ',' << deed.seconds << '}';
}

const std::array<const char*, 3> kServices{"deposit", "loan", "pension"};
const std::array<const char*, 7> kChannels{"", "", "", "ordinary", "elderly", "urgent", "emergency"};
const std::array<const char*, 3> kCodes{"MORNING", "NOON", "NOPE"};

model::Command command(const Deed& deed, const queue::State& state) {
    const auto whom = static_cast<std::size_t>(deed.whom);
    const model::CounterId counter{deed.counter};
    const model::TicketId ticket{state.last_ticket().value == 0 ? 1 : 1 + whom % state.last_ticket().value};
    const model::ServiceId service{kServices[whom % 3]};
    switch (deed.what) {
    case 0:
        return model::OpenCounter{counter, {"clerk-" + std::to_string(deed.whom % 5)}};
    case 1:
        return model::CloseCounter{counter, deed.whom % 2 == 0 ? "" : "override: because"};
    case 2:
        return model::PauseCounter{counter, "pause"};
    case 3:
        return model::ResumeCounter{counter};
    case 4:
        return model::TakeTicket{{}, {}, "en", kCodes[whom % 3]};
    case 5:
        return model::RecallTicket{counter};
    case 6:
        return model::StartService{counter};
    case 7:
        return model::FinishService{counter, "done"};
    case 8:
        return model::MarkNoShow{counter};
    case 9:
        return model::ParkTicket{counter, "form"};
    case 10:
        return model::ReturnTicket{ticket};
    case 11:
        return model::TransferTicket{counter, service, {}, "a note"};
    case 12:
        return model::TransferTicket{counter, {}, model::CounterId{1 + deed.whom % 3}, ""};
    case 13:
        return model::ApproveTicket{ticket, {"boss"}, "reason"};
    case 14:
        return model::RejectTicket{ticket, {"boss"}, "reason"};
    case 15:
        return model::RateTicket{ticket, deed.whom % 7, {"why"}};
    case 16:
        return model::CancelTicket{ticket};
    case 17:
        return model::CallTicket{counter, ticket};
    case 18:
        return model::ReportDevice{{"printer"}, static_cast<model::DeviceState>(deed.whom % 4), ""};
    case 19:
        return model::PostNotices{std::vector<model::Names>(whom % 4)};
    case 20:
    case 21:
    case 22:
    case 23:
    case 24:
        return model::CallTicket{counter, {}};
    default:
        return model::TakeTicket{service, {kChannels[whom % 7]}, "en", {}};
    }
}

rc::Gen<std::vector<Deed>> deeds() {
    const auto deed =
        rc::gen::build<Deed>(rc::gen::set(&Deed::what, rc::gen::inRange(0, 34)),
                             rc::gen::set(&Deed::whom, rc::gen::inRange(0, 42)),
                             rc::gen::set(&Deed::counter, rc::gen::inRange(1, 4)),
                             rc::gen::set(&Deed::seconds, rc::gen::element(0, 0, 1, 20, 60, 240, 1200)));
    return rc::gen::scale(3.0, rc::gen::container<std::vector<Deed>>(deed));
}

/// Opens all counters and lives a random day; `look` sees the state before each decision and the events.
template <typename Look>
Day live(const std::vector<Deed>& deeds, Look look) {
    Day day;
    for (const int counter : {1, 2, 3})
        day.open(counter);
    for (const Deed& deed : deeds) {
        day.advance(std::chrono::seconds(deed.seconds));
        const queue::State before = day.state();
        const auto asked = command(deed, before);
        const auto decision = day.decide(asked);
        RC_ASSERT(day.state() == before); // decide changes nothing
        const auto refusal = day.ask(asked);
        RC_ASSERT((refusal == model::Refusal::None) == decision.has_value());
        if (!decision)
            RC_ASSERT(day.state() == before);
        else
            look(before, *decision, asked, day);
    }
    return day;
}

constexpr auto kNothing = [](const auto&...) {};

const model::Channel& channel_of(const queue::State& state, const Ticket& ticket) {
    return *model::find(state.hall().channels, ticket.channel);
}

bool has_own(const queue::State& state, model::CounterId counter, const model::ServiceId& service) {
    const auto& services = model::find(state.hall().counters, counter)->services;
    return std::ranges::find(services, service) != services.end();
}

/// Whether the counter may take the ticket as one of its own, backups left aside.
bool callable(const queue::State& state, model::CounterId counter, const Ticket& ticket, base::WallTime now) {
    return ticket.state == TicketState::Waiting && ticket.entry <= now &&
           has_own(state, counter, ticket.service) && (!ticket.counter || ticket.counter == counter);
}

/// Counter 3 helps out with deposits while nobody else has them, or somebody has waited too long for one. Who
/// was sent to it may always be called.
bool callable_as_backup(const queue::State& state, model::CounterId counter, const Ticket& ticket,
                        base::WallTime now) {
    if (counter.value != 3 || ticket.service.value != "deposit" || ticket.state != TicketState::Waiting ||
        ticket.entry > now)
        return false;
    if (ticket.counter)
        return *ticket.counter == counter;
    const bool staffed = std::ranges::any_of(state.desks(), [&](const auto& entry) {
        return entry.second.status.state == model::CounterState::Open &&
               has_own(state, entry.first, ticket.service);
    });
    return !staffed || std::ranges::any_of(state.tickets(), [&](const auto& entry) {
        const Ticket& other = entry.second;
        return other.state == TicketState::Waiting && !other.counter && other.service == ticket.service &&
               now - other.entry > state.hall().rules.backup_after;
    });
}

} // namespace

TEST_CASE("Property: replaying the journal gives the same state, and no number or ticket comes twice",
          "[queue][property]") {
    rc::prop("replay", [] {
        const Day day = live(*deeds(), kNothing);

        queue::State replayed(support::small_hall());
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

TEST_CASE("Property: who follows the updates has the board of a new snapshot", "[queue][property]") {
    rc::prop("follow", [](bool next_day) {
        const auto some = *deeds();
        const auto join = *rc::gen::inRange<std::size_t>(0, some.size() + 4);
        Day day = live(some, kNothing);
        if (next_day) {
            day.advance(24h);
            day.roll_over();
            day.open(1);
            day.take("loan");
        }

        queue::State state(support::small_hall());
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
        live(*deeds(), [](const auto&, const auto&, const auto&, const Day& day) {
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

TEST_CASE("Property: a call is for the smallest rank of all whom the counter may take", "[queue][property]") {
    rc::prop("the rule", [] {
        live(*deeds(),
             [](const queue::State& before, const auto& events, const model::Command& asked, const Day&) {
                 const auto* call = std::get_if<model::CallTicket>(&asked);
                 if (call == nullptr || call->ticket)
                     return;
                 const base::WallTime now = events.back().at;
                 std::optional<queue::Rank> best;
                 for (const auto& [id, ticket] : before.tickets()) {
                     if (!callable(before, call->counter, ticket, now) &&
                         !callable_as_backup(before, call->counter, ticket, now))
                         continue;
                     const auto rank = queue::rank(channel_of(before, ticket), {ticket.entry, id}, now);
                     best = best ? std::min(*best, rank) : rank;
                 }
                 RC_ASSERT(best.has_value());
                 RC_ASSERT(best->place.id == events.back().ticket);
             });
    });
}

TEST_CASE("Property: F1, F2, F3: order within a channel, and nobody passes from farther than allowed",
          "[queue][property]") {
    rc::prop("order", [] {
        live(*deeds(),
             [](const queue::State& before, const auto& events, const model::Command& asked, const Day&) {
                 const auto* call = std::get_if<model::CallTicket>(&asked);
                 if (call == nullptr || call->ticket)
                     return;
                 const Ticket& called = *before.ticket(events.back().ticket);
                 const base::WallTime now = events.back().at;
                 const model::Channel& green = channel_of(before, called);
                 for (const auto& [id, other] : before.tickets()) {
                     if (id == called.id || !callable(before, call->counter, other, now))
                         continue;
                     if (other.service == called.service && other.channel == called.channel)
                         RC_ASSERT(std::pair(called.entry, called.id) < std::pair(other.entry, other.id));
                     if (green.emergency || called.entry <= other.entry || other.channel.value != "ordinary")
                         continue;
                     // F2 in whole numbers: m·(e_j − e_i) ≤ h + (m − 1)·w_i, and F3: e_j − e_i ≤ K
                     const auto gap = (called.entry - other.entry).count();
                     const auto wait = (now - other.entry).count();
                     RC_ASSERT(gap * green.multiplier <=
                               green.head_start.count() * 1000 + (green.multiplier - 1000) * wait);
                     RC_ASSERT(gap <= green.cap->count());
                 }
             });
    });
}

TEST_CASE("Property: F7: no open counter is refused a visitor while one waits for it", "[queue][property]") {
    rc::prop("work conservation", [] {
        const Day day = live(*deeds(), kNothing);
        for (const auto& [id, desk] : day.state().desks()) {
            if (desk.status.state != model::CounterState::Open)
                continue;
            const auto now = std::max(day.now().time, day.state().now());
            const bool somebody = std::ranges::any_of(day.state().tickets(), [&](const auto& entry) {
                return callable(day.state(), id, entry.second, now);
            });
            if (somebody)
                RC_ASSERT(day.decide(model::CallTicket{id, {}}).has_value());
        }
    });
}

TEST_CASE("Property: F5: whoever waits is called when counters go on calling", "[queue][property]") {
    rc::prop("no starvation", [] {
        Day day = live(*deeds(), kNothing);
        day.advance(24h); // every appointment is due
        for (const int counter : {1, 2, 3}) {
            day.ask(model::ResumeCounter{{counter}});
            day.ask(model::OpenCounter{{counter}, {}});
            while (day.ask(model::CallTicket{{counter}, {}}) == model::Refusal::None)
                ;
        }
        RC_ASSERT(std::ranges::none_of(day.state().tickets(), [](const auto& entry) {
            return entry.second.state == TicketState::Waiting;
        }));
    });
}

TEST_CASE("Property: F8: the same commands at the same times make the same events", "[queue][property]") {
    rc::prop("determinism", [] {
        const auto some = *deeds();
        RC_ASSERT(live(some, kNothing).events() == live(some, kNothing).events());
    });
}
