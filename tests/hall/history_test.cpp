#include "tests/support/history.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

using model::Event;
using model::EventKind;
using support::judge;
using support::Operation;

namespace {

base::SteadyTime at(int moment) {
    return base::SteadyTime(base::Duration(moment));
}

/// A small hall's story: what happened, and what clients saw of it.
struct Story {
    std::vector<Operation> history;
    std::vector<Event> journal;

    void issue(std::uint64_t ticket) { add(EventKind::TicketIssued, ticket); }
    void call(std::uint64_t ticket) { add(EventKind::TicketCalled, ticket); }

    void saw(Operation::Kind kind, std::uint64_t ticket, int invoked, int returned) {
        Operation operation{kind, at(invoked), at(returned), {}};
        operation.answer.ticket.emplace();
        operation.answer.ticket->id = {ticket};
        operation.answer.ticket->number = number(ticket);
        history.push_back(operation);
    }
    void unanswered(Operation::Kind kind, int invoked) { history.push_back({kind, at(invoked), {}, {}}); }
    void saw_nobody(int invoked, int returned) {
        Operation operation{Operation::Kind::Call, at(invoked), at(returned), {}};
        operation.answer.refusal = model::Refusal::NobodyWaiting;
        history.push_back(operation);
    }

    static std::string number(std::uint64_t ticket) { return fmt::format("A{:03}", ticket); }

  private:
    void add(EventKind kind, std::uint64_t ticket) {
        Event event;
        event.seq = journal.size() + 1;
        event.kind = kind;
        event.ticket = {ticket};
        event.service = {"loan"};
        event.number = number(ticket);
        journal.push_back(event);
    }
};

constexpr auto kTake = Operation::Kind::Take;
constexpr auto kCall = Operation::Kind::Call;

} // namespace

TEST_CASE("History: a right story is found right, unanswered requests included", "[hall][history]") {
    Story story;
    story.issue(1);
    story.issue(2);
    story.call(1);
    story.saw(kTake, 1, 0, 10);
    story.unanswered(kTake, 5);
    story.saw(kCall, 1, 20, 30);
    story.saw_nobody(0, 8);

    CHECK(judge(story.history, story.journal).empty());
}

TEST_CASE("History: an acknowledged ticket that is not in the journal is lost", "[hall][history]") {
    Story story;
    story.issue(1);
    story.saw(kTake, 1, 0, 10);
    story.saw(kTake, 2, 20, 30);

    CHECK(judge(story.history, story.journal).size() == 1);
}

TEST_CASE("History: two who got the same visitor are found", "[hall][history]") {
    Story twice_told;
    twice_told.issue(1);
    twice_told.call(1);
    twice_told.saw(kTake, 1, 0, 10);
    twice_told.saw(kCall, 1, 20, 30);
    twice_told.saw(kCall, 1, 20, 30);
    Story twice_done = twice_told;
    twice_done.call(1);

    CHECK_FALSE(judge(twice_told.history, twice_told.journal).empty());
    CHECK_FALSE(judge(twice_done.history, twice_done.journal).empty());
}

TEST_CASE("History: a skipped number and a ticket that nobody asked for are found", "[hall][history]") {
    Story skipped;
    skipped.issue(2);
    skipped.saw(kTake, 2, 0, 10);
    Story unasked;
    unasked.issue(1);

    CHECK_FALSE(judge(skipped.history, skipped.journal).empty());
    CHECK_FALSE(judge(unasked.history, unasked.journal).empty());
}

TEST_CASE("History: an order that cannot have been is found", "[hall][history]") {
    Story story;
    story.issue(1);
    story.issue(2);
    story.saw(kTake, 2, 0, 10);
    story.saw(kTake, 1, 20, 30);

    CHECK_FALSE(judge(story.history, story.journal).empty());
}

TEST_CASE("History: who was passed by a later ticket is found", "[hall][history]") {
    Story story;
    story.issue(1);
    story.issue(2);
    story.call(2);
    story.call(1);
    story.unanswered(kTake, 0);
    story.unanswered(kTake, 0);
    story.unanswered(kCall, 0);
    story.unanswered(kCall, 0);

    CHECK_FALSE(judge(story.history, story.journal).empty());
}

TEST_CASE("History: 'nobody waits' is found to be wrong when somebody surely waited", "[hall][history]") {
    Story story;
    story.issue(1);
    story.saw(kTake, 1, 0, 10);
    story.saw_nobody(20, 30);

    CHECK_FALSE(judge(story.history, story.journal).empty());
}
