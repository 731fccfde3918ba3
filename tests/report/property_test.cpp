// Random days in random halls (tests/queue/life.h): what is counted must add up, whatever people do.

#include "shared/report/report.h"
#include "tests/queue/life.h"
#include "tests/report/counted_day.h"

#include <catch2/catch.hpp>

#include <map>

using report::Ending;
using report::Facts;
using report::Fate;
using report::Turn;
using report::Visit;
using support::facts_of;

namespace {

Fate fate_of(model::TicketState state) {
    switch (state) {
    case model::TicketState::Waiting:
        return Fate::Waiting;
    case model::TicketState::Called:
    case model::TicketState::Serving:
        return Fate::AtCounter;
    case model::TicketState::Parked:
        return Fate::SetAside;
    case model::TicketState::NoShow:
        return Fate::Missed;
    case model::TicketState::Finished:
        return Fate::Finished;
    default:
        return Fate::Cancelled;
    }
}

/// Every random day again, as facts.
template <typename Check>
void on_random_days(const char* text, Check check) {
    CHECK(rc::check(text, [&](const support::HallPlan& plan, const std::vector<support::Deed>& deeds) {
        check(support::live(support::hall_of(plan), deeds, support::kNothing));
    }));
}

} // namespace

namespace rc {

template <>
struct Arbitrary<support::HallPlan> {
    static Gen<support::HallPlan> arbitrary() { return support::any_hall(); }
};
template <>
struct Arbitrary<std::vector<support::Deed>> {
    static Gen<std::vector<support::Deed>> arbitrary() { return support::any_deeds(); }
};

} // namespace rc

TEST_CASE("Report: every ticket is one visitor, and stands as the hall says", "[report][property]") {
    on_random_days("fates", [](const support::Day& day) {
        const Facts facts = facts_of(day);
        RC_ASSERT(facts.visitors.size() == day.state().tickets().size());
        for (const auto& visitor : facts.visitors) {
            const model::Ticket& ticket = day.ticket(visitor.ticket);
            RC_ASSERT(visitor.fate == fate_of(ticket.state));
            RC_ASSERT(visitor.channel == ticket.channel);
        }
    });
}

TEST_CASE("Report: what each counter served and how it was rated is what its shift's summary says",
          "[report][property]") {
    on_random_days("shifts", [](const support::Day& day) {
        const Facts facts = facts_of(day);
        std::map<model::CounterId, int> served;
        for (const Visit& visit : facts.visits)
            served[visit.counter] += visit.ending == Ending::Finished ? 1 : 0;
        for (const auto& [id, desk] : day.state().desks())
            RC_ASSERT(served[id] == desk.status.served);
        int rated = 0;
        for (const auto& [id, ticket] : day.state().tickets())
            rated += ticket.rated ? 1 : 0;
        RC_ASSERT(static_cast<int>(facts.ratings.size()) == rated);
    });
}

TEST_CASE("Report: the waits of a ticket add up to what the hall has counted for it", "[report][property]") {
    on_random_days("waits", [](const support::Day& day) {
        const Facts facts = facts_of(day);
        std::map<model::TicketId, base::Duration> waited;
        std::set<model::TicketId> woken;
        for (const Visit& visit : facts.visits) {
            const model::TicketId ticket = facts.visitors[visit.visitor].ticket;
            waited[ticket] += visit.waited().value_or(base::Duration::zero());
        }
        for (const auto& [id, sum] : waited) {
            const model::Ticket& ticket = day.ticket(id);
            const bool over = ticket.state == model::TicketState::Finished ||
                              ticket.state == model::TicketState::Called ||
                              ticket.state == model::TicketState::Serving;
            if (over && ticket.yields == 0) // who let others go first has waited longer than his clock;
                                            // others are, or were, in a line once more
                RC_ASSERT(sum == ticket.waited);
        }
    });
}

TEST_CASE("Report: no call by the rule breaks a promise, and none goes further than its channel's limit",
          "[report][property]") {
    on_random_days("promises", [](const support::Day& day) {
        const Facts facts = facts_of(day);
        for (const Visit& visit : facts.visits)
            if (visit.turn == Turn::ByRule)
                RC_ASSERT(!visit.broke);
    });
}

TEST_CASE("Report: who was overtaken is counted as by the letter of the rule", "[report][property]") {
    CHECK(rc::check("overtaken", [](const support::HallPlan& plan, const std::vector<support::Deed>& deeds) {
        std::map<model::TicketId, int> overtaken;
        const auto look = [&](const queue::State& before, const std::vector<model::Event>& events,
                              const auto&, const support::Day&) {
            const model::Event* call = support::call_by_the_rule(events);
            if (call == nullptr)
                return;
            // Whoever was at the counter has left: that changes nobody's place in a line.
            const model::Ticket& called = *before.ticket(call->ticket);
            if (support::class_of(before, called).emergency)
                return;
            const support::Reach reach(before, call->counter, call->at);
            for (const auto& [id, ticket] : before.tickets())
                if (id != called.id && reach.covers(ticket) && ticket.entry < called.entry)
                    ++overtaken[id];
        };
        const support::Day day = support::live(support::hall_of(plan), deeds, look);
        for (const auto& visitor : facts_of(day).visitors)
            RC_ASSERT(visitor.overtaken == overtaken[visitor.ticket]);
    }));
}

TEST_CASE("Report: every table's rows have a cell for each column, whatever the day was",
          "[report][property]") {
    const language::Catalogue english("en");
    on_random_days("tables", [&](const support::Day& day) {
        const Facts facts = facts_of(day);
        const auto made = report::make_report(facts, {day.state().hall(), english, "en"}, day.now().time);
        for (const report::Table& table : made.tables)
            for (const auto& row : table.rows)
                RC_ASSERT(row.size() == table.columns.size());
        RC_ASSERT(!report::to_html(made).empty());
    });
}
