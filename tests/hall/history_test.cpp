#include "tests/support/history.h"

#include "shared/queue/decide.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

using model::Event;
using model::EventKind;
using support::Heard;
using support::judge;
using support::judge_board;
using support::judge_published;
using support::Operation;

namespace {

base::SteadyTime at(int moment) {
    return base::SteadyTime(base::Duration(moment));
}

const model::Command kTake = model::TakeTicket{{"loan"}, {}, {}, {}};
model::Command call(int counter) {
    return model::CallTicket{{counter}, {}};
}

/// A small hall's story: what happened, and what clients saw of it. Begins with a day, and counters 1 and 2
/// that nobody knows who opened.
struct Story {
    std::vector<Operation> history;
    std::vector<Event> journal;

    Story() {
        add(EventKind::DayBegan);
        for (const int counter : {1, 2}) {
            add(EventKind::CounterOpened, 0, counter);
            asked(model::OpenCounter{{counter}, {}}, 0);
        }
    }

    /// As two tests need it: number and ticket run alike.
    std::uint64_t issue(std::uint64_t ticket) { return add(EventKind::TicketIssued, ticket); }
    std::uint64_t called(std::uint64_t ticket, int counter = 1) {
        return add(EventKind::TicketCalled, ticket, counter);
    }
    std::uint64_t add(EventKind kind, std::uint64_t ticket = 0, int counter = 0) {
        Event event;
        event.seq = journal.size() + 1;
        event.kind = kind;
        event.day = 20260302;
        event.ticket = {ticket};
        event.counter = {counter};
        event.number = ticket == 0 ? "" : fmt::format("A{:03}", ticket);
        journal.push_back(event);
        return event.seq;
    }

    /// A request; without an answer, unless answered() follows.
    Story& asked(const model::Command& command, int invoked) {
        history.push_back({"kiosk", history.size() + 1, command, at(invoked)});
        return *this;
    }
    void answered(std::uint64_t seq, int returned) {
        Operation& last = history.back();
        last.returned = at(returned);
        last.answer.seq = seq;
        if (seq == 0 || seq > journal.size())
            return;
        last.answer.ticket.emplace();
        last.answer.ticket->id = journal[seq - 1].ticket;
        last.answer.ticket->number = journal[seq - 1].number;
    }
    void refused(model::Refusal refusal, int returned) {
        history.back().returned = at(returned);
        history.back().answer.refusal = refusal;
    }

    bool right() const { return judge(history, journal).empty(); }
};

} // namespace

TEST_CASE("History: a right story is found right, unanswered requests included", "[hall][history]") {
    Story story;
    story.asked(kTake, 0).answered(story.issue(1), 10);
    story.asked(kTake, 5);
    story.issue(2);
    story.asked(call(1), 0).refused(model::Refusal::NobodyWaiting, 8);
    story.asked(call(1), 20).answered(story.called(1), 30);
    story.add(EventKind::ServiceStarted, 1, 1);
    story.add(EventKind::ServiceFinished, 1, 1);
    story.asked(call(1), 40).answered(story.called(2), 50);
    const Operation again = story.history.back();
    story.history.push_back(again);

    const auto complaints = judge(story.history, story.journal);
    INFO(fmt::format("{}", complaints.empty() ? "" : complaints.front()));
    CHECK(complaints.empty());
}

TEST_CASE("History: what was acknowledged and is not in the journal is lost", "[hall][history]") {
    Story story;
    story.asked(kTake, 0).answered(story.issue(1), 10);
    REQUIRE(story.right());
    story.asked(kTake, 20).answered(story.journal.size() + 1, 30);

    CHECK_FALSE(story.right());
}

TEST_CASE("History: an acknowledged event that is another one by now is lost", "[hall][history]") {
    Story story;
    story.asked(kTake, 0).answered(story.issue(1), 10);
    story.history.back().answer.ticket->number = "A007";
    CHECK_FALSE(story.right());

    Story other;
    other.asked(call(1), 0).answered(other.issue(1), 10);
    CHECK_FALSE(other.right());
}

TEST_CASE("History: two who got the same visitor are found", "[hall][history]") {
    Story twice_told;
    twice_told.asked(kTake, 0).answered(twice_told.issue(1), 10);
    const auto seq = twice_told.called(1);
    twice_told.asked(call(1), 20).answered(seq, 30);
    Story twice_done = twice_told;
    twice_told.asked(call(1), 20).answered(seq, 30);
    twice_done.asked(call(2), 20).answered(twice_done.called(1, 2), 30);

    CHECK_FALSE(twice_told.right());
    CHECK_FALSE(twice_done.right());
}

TEST_CASE("History: a counter with two visitors, and a visitor served where he is not, are found",
          "[hall][history]") {
    Story story;
    story.asked(kTake, 0).answered(story.issue(1), 10);
    story.asked(kTake, 0).answered(story.issue(2), 10);
    story.asked(call(1), 20).answered(story.called(1), 30);
    Story elsewhere = story;
    story.asked(call(1), 40).answered(story.called(2), 50);
    elsewhere.asked(model::StartService{{2}}, 40)
        .answered(elsewhere.add(EventKind::ServiceStarted, 1, 2), 50);

    CHECK_FALSE(story.right());
    CHECK_FALSE(elsewhere.right());
}

TEST_CASE("History: a skipped number, one given twice and what nobody asked for are found",
          "[hall][history]") {
    Story skipped;
    skipped.asked(kTake, 0).answered(skipped.issue(2), 10);
    Story unasked;
    unasked.issue(1);
    Story twice;
    twice.asked(kTake, 0).answered(twice.issue(1), 10);
    twice.asked(kTake, 20).answered(twice.issue(2), 30);
    REQUIRE(twice.right());
    twice.journal.back().number = "A001";
    twice.history.back().answer.ticket->number = "A001";

    CHECK_FALSE(skipped.right());
    CHECK_FALSE(unasked.right());
    CHECK_FALSE(twice.right());
}

TEST_CASE("History: a request that was done twice is found, answered or not", "[hall][history]") {
    Story story;
    story.asked(kTake, 0);
    story.issue(1);
    REQUIRE(story.right());
    story.issue(2);
    CHECK_FALSE(story.right());

    Story answered;
    answered.asked(kTake, 0).answered(answered.issue(1), 10);
    Operation again = answered.history.back();
    again.answer.seq = answered.issue(2);
    again.answer.ticket->id = {2};
    again.answer.ticket->number = "A002";
    answered.history.push_back(again);
    CHECK_FALSE(answered.right());
}

TEST_CASE("History: a repeated request with another answer is found", "[hall][history]") {
    Story story;
    story.asked(kTake, 0).answered(story.issue(1), 10);
    Operation again = story.history.back();
    again.answer.ahead = 3;
    story.history.push_back(again);

    CHECK_FALSE(story.right());
}

TEST_CASE("History: an order that cannot have been is found", "[hall][history]") {
    Story story;
    const auto first = story.issue(1);
    const auto second = story.issue(2);
    story.asked(kTake, 0).answered(second, 25);
    story.asked(kTake, 20).answered(first, 30);
    REQUIRE(story.right()); // at the same time
    story.history[2].returned = at(10);

    CHECK_FALSE(story.right());
}

TEST_CASE("History: an event from before the only request that could explain it is found",
          "[hall][history]") {
    Story story;
    const auto early = story.issue(1);
    story.asked(kTake, 0).answered(story.issue(2), 10);
    story.asked(kTake, 5);
    REQUIRE(story.right());
    story.history.back().invoked = at(20);

    CHECK(early == 4);
    CHECK_FALSE(story.right());
}

TEST_CASE("History: who was passed by a later ticket is found", "[hall][history]") {
    Story story;
    story.asked(kTake, 0).answered(story.issue(1), 10);
    story.asked(kTake, 0).answered(story.issue(2), 10);
    story.asked(call(1), 20).answered(story.called(2), 30);

    CHECK_FALSE(story.right());
}

TEST_CASE("History: a refusal that was never true is found", "[hall][history]") {
    Story story;
    story.asked(kTake, 0).answered(story.issue(1), 10);
    story.asked(call(1), 5).refused(model::Refusal::NobodyWaiting, 30);
    REQUIRE(story.right()); // it may have been before
    story.history.back().invoked = at(20);
    CHECK_FALSE(story.right());

    Story closed;
    closed.asked(call(1), 20).refused(model::Refusal::CounterNotOpen, 30);
    REQUIRE(closed.right());
    closed.history[0].returned = at(5);
    closed.history[0].answer.seq = 2;
    CHECK_FALSE(closed.right());

    Story overloaded;
    overloaded.asked(kTake, 0).refused(model::Refusal::Overloaded, 10);
    CHECK_FALSE(overloaded.right());
}

TEST_CASE("History: a day that begins before the last one is over is found", "[hall][history]") {
    Story story;
    story.asked(kTake, 0).answered(story.issue(1), 10);
    Event expired;
    for (const auto& [kind, ticket, counter] :
         {std::tuple(EventKind::TicketExpired, 1, 0), std::tuple(EventKind::CounterClosed, 0, 1),
          std::tuple(EventKind::CounterClosed, 0, 2), std::tuple(EventKind::DayBegan, 0, 0)}) {
        story.add(kind, static_cast<std::uint64_t>(ticket), counter);
        story.journal.back().reason = queue::kDayEnded;
    }
    story.journal.back().day = 20260303;
    REQUIRE(story.right());
    Story same = story;
    same.journal.back().day = 20260302;
    Story open = story;
    open.journal[open.journal.size() - 2].kind = EventKind::CounterAlerted;

    CHECK_FALSE(same.right());
    CHECK_FALSE(open.right());
}

TEST_CASE("History: a hole in the journal is found", "[hall][history]") {
    Story story;
    story.journal.erase(story.journal.begin() + 1);

    CHECK_FALSE(story.right());
}

TEST_CASE("History: what was told and did not last is found", "[hall][history]") {
    Story story;
    story.issue(1);
    story.issue(2);
    const auto heard = [&](std::uint64_t boot, std::uint64_t seq) {
        return Heard{{7, boot, seq}, story.journal[seq - 1]};
    };
    const std::vector<Heard> right{{{7, 1, 3}}, heard(1, 4), heard(2, 5), {{7, 2, 5}}};
    REQUIRE(judge_published(right, story.journal, 7).empty());

    const auto complains = [&](auto change) {
        auto wrong = right;
        change(wrong);
        return !judge_published(wrong, story.journal, 7).empty();
    };
    CHECK(complains([](auto& wrong) { wrong[1].event->number = "A007"; }));
    CHECK(complains([](auto& wrong) { wrong[3].position.seq = 6; }));
    CHECK(complains([](auto& wrong) { wrong[0].position.store = 8; }));
    CHECK(complains([](auto& wrong) { wrong[0].position.seq = 5; })); // the next start found 4
    CHECK(complains([&](auto& wrong) { wrong.push_back(wrong[2]); }));
}

TEST_CASE("History: a board that is not the journal's is found", "[hall][history]") {
    Story story;
    story.issue(1);
    story.issue(2);
    story.called(1);
    model::Board board;
    board.seq = story.journal.size();
    board.day = 20260302;
    for (const int number : {1, 2}) {
        model::Ticket ticket;
        ticket.id = {static_cast<std::uint64_t>(number)};
        ticket.number = fmt::format("A{:03}", number);
        ticket.state = number == 1 ? model::TicketState::Called : model::TicketState::Waiting;
        board.tickets[ticket.id] = ticket;
        board.counters[{number}].state = model::CounterState::Open;
    }
    board.counters[{1}].ticket = model::TicketId{1};
    REQUIRE(judge_board(board, story.journal).empty());

    const auto complains = [&](auto change) {
        auto wrong = board;
        change(wrong);
        return !judge_board(wrong, story.journal).empty();
    };
    CHECK(complains([](auto& wrong) { --wrong.seq; }));
    CHECK(complains([](auto& wrong) { wrong.tickets.erase({2}); }));
    CHECK(complains([](auto& wrong) { wrong.tickets[{2}].state = model::TicketState::Called; }));
    CHECK(complains([](auto& wrong) { wrong.counters[{1}].ticket.reset(); }));
    CHECK(complains([](auto& wrong) { wrong.counters[{2}].ticket = model::TicketId{1}; }));
    CHECK(complains([](auto& wrong) { wrong.counters[{2}].state = model::CounterState::Closed; }));
}
