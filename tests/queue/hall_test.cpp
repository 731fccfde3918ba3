#include "shared/queue/update.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::EventKind;
using model::Proof;
using model::Refusal;
using model::TicketState;
using support::Day;
using support::replayed;

namespace {

model::SignIn sign_in(const char* who, Proof proof = Proof::Shown) {
    return {{who}, {{}, {}, proof}, {"web"}};
}

queue::Decision ordered(const Day& day, const model::Command& command, const char* by = "900",
                        const char* device = "web") {
    return queue::decide_ordered(day.state(), command, {{by}, {device}, false}, day.now());
}

/// The board of a follower that was there from the first event on.
model::Board followed(const Day& day) {
    queue::State state(support::small_hall());
    model::Board board = queue::board(state);
    for (const model::Event& event : day.events()) {
        queue::apply(state, event);
        model::apply(board, queue::after(state, event));
    }
    return board;
}

} // namespace

TEST_CASE("Sign-in: with a pass, for twelve hours, at that device, until he signs out or the day ends",
          "[queue][order]") {
    Day day(support::supervised_hall());
    CHECK(day.ask(sign_in("777")) == Refusal::UnknownClerk);
    CHECK(day.ask(sign_in("900", Proof::None)) == Refusal::WrongPass);
    CHECK(ordered(day, model::PauseService{{"loan"}, ""}).error().refusal == Refusal::NotSignedIn);

    day.must(sign_in("900"));
    CHECK(ordered(day, model::PauseService{{"loan"}, ""}));
    CHECK(ordered(day, model::PauseService{{"loan"}, ""}, "900", "other").error().refusal ==
          Refusal::NotSignedIn);
    day.advance(11h + 59min);
    CHECK(ordered(day, model::PauseService{{"loan"}, ""}));
    day.advance(1min);
    CHECK(ordered(day, model::PauseService{{"loan"}, ""}).error().refusal == Refusal::NotSignedIn);

    day.must(sign_in("900"));
    day.must(model::SignOut{{"900"}, {"web"}});
    CHECK(ordered(day, model::PauseService{{"loan"}, ""}).error().refusal == Refusal::NotSignedIn);
    day.must(sign_in("900"));
    day.roll_over();
    CHECK(ordered(day, model::PauseService{{"loan"}, ""}).error().refusal == Refusal::NotSignedIn);
}

TEST_CASE("Sign-in: five wrong PINs lock it, as at a counter", "[queue][order]") {
    Day day(support::supervised_hall());
    for (int i = 0; i < queue::kPassesBeforeLock; ++i)
        CHECK(day.ask(sign_in("900", Proof::Failed)) == Refusal::WrongPass);
    CHECK(day.ask(sign_in("900")) == Refusal::ClerkLocked);
    day.advance(queue::kLockTime);
    day.must(sign_in("900"));
}

TEST_CASE("Order: only a supervisor's, and who ordered what stands before it", "[queue][order]") {
    Day day(support::supervised_hall());
    day.must(sign_in("101"));
    CHECK(ordered(day, model::EndDay{""}, "101").error().refusal == Refusal::NotSupervisor);

    day.must(sign_in("900"));
    const auto decision = ordered(day, model::OpenCounter{{1}, {"101"}}); // without the clerk's PIN
    REQUIRE(decision);
    REQUIRE(decision->size() == 2);
    CHECK(decision->at(0).kind == EventKind::ActionOrdered);
    CHECK(decision->at(0).clerk.value == "900");
    CHECK(decision->at(0).device.value == "web");
    CHECK(decision->at(0).reason == "open");
    CHECK(decision->at(0).counter.value == 1);
    CHECK(decision->at(0).seq == day.state().seq() + 1);
    CHECK(decision->at(1).kind == EventKind::CounterOpened);
    CHECK(decision->at(1).seq == day.state().seq() + 2);

    const auto seen = ordered(day, model::AcknowledgeAlert{"idle-1"});
    REQUIRE(seen);
    REQUIRE(seen->size() == 1);
    CHECK(seen->front().clerk.value == "900");
    CHECK(ordered(day, model::ReopenDay{})->empty()); // nothing happened, so nothing is recorded
}

TEST_CASE("Assign: a counter serves something else until the day ends", "[queue][hall]") {
    Day day;
    day.open(3);
    const auto deposit = day.take("deposit");
    const auto loan = day.take("loan");
    day.must(model::AssignServices{{3}, {{"loan"}}, {{"pension"}}});
    CHECK(day.call(3) == day.ticket(loan).number);
    day.must(model::FinishService{{3}, "done"});
    CHECK(day.call(3).empty());
    CHECK(day.ticket(deposit).state == TicketState::Waiting);

    CHECK(day.ask(model::AssignServices{{3}, {}, {}}) == Refusal::BadRequest);
    CHECK(day.ask(model::AssignServices{{3}, {{"loan"}}, {{"loan"}}}) == Refusal::BadRequest);
    CHECK(day.ask(model::AssignServices{{3}, {{"none"}}, {}}) == Refusal::UnknownService);
    CHECK(day.ask(model::AssignServices{{9}, {{"loan"}}, {}}) == Refusal::UnknownCounter);

    CHECK(replayed(day).staffed() == day.state().staffed());
    CHECK(followed(day).hall.counters == day.state().hall().counters);
    day.advance(24h);
    day.roll_over();
    CHECK(day.state().hall().counters == support::small_hall().counters);
    CHECK(day.state().layout() == queue::Layout(support::small_hall()));
    CHECK(followed(day).hall.counters == support::small_hall().counters);
}

TEST_CASE("Assign: what the configuration no longer knows is left out when the day is made again",
          "[queue][hall]") {
    Day day;
    day.must(model::AssignServices{{3}, {{"loan"}, {"deposit"}}, {{"pension"}}});
    day.must(model::AssignServices{{2}, {{"pension"}}, {}});

    model::Hall smaller = support::small_hall();
    std::erase_if(smaller.services, [](const model::Service& one) { return one.id.value == "loan"; });
    std::erase_if(smaller.counters, [](const model::Counter& one) { return one.id.value == 2; });
    queue::State state(smaller);
    for (const model::Event& event : day.events())
        queue::apply(state, event);
    CHECK(model::find(state.hall().counters, model::CounterId{3})->services ==
          std::vector<model::ServiceId>{{"deposit"}});
    CHECK(model::find(state.hall().counters, model::CounterId{2}) == nullptr);
}

TEST_CASE("Assign: a backup service of a counter counts as before once the only counter of it has another",
          "[queue][hall]") {
    Day day;
    day.open(2);
    day.open(3);
    day.take("deposit");
    CHECK(day.call(3).empty()); // counter 2 has it as its own
    day.must(model::AssignServices{{2}, {{"loan"}}, {}});
    CHECK(day.call(3) == "A001");
}

TEST_CASE("Pause: a service takes nobody in until it is resumed or its time is over", "[queue][hall]") {
    Day day;
    const auto before = day.take("loan");
    day.must(model::PauseService{{"loan"}, "The line is down", day.now().time + 30min});
    CHECK(day.ask(model::TakeTicket{{"loan"}, {}, "en", {}}) == Refusal::ServiceClosed);
    CHECK(model::is_paused(followed(day), {"loan"}));
    day.take("deposit");
    day.open(1);
    CHECK(day.call(1) == day.ticket(before).number); // whoever waits is served
    day.advance(30min);
    day.take("loan");

    day.must(model::PauseService{{"loan"}, ""});
    CHECK(day.ask(model::TakeTicket{{"loan"}, {}, "en", {}}) == Refusal::ServiceClosed);
    day.must(model::ResumeService{{"loan"}});
    day.take("loan");
    CHECK_FALSE(model::is_paused(followed(day), {"loan"}));
    CHECK(day.ask(model::PauseService{{"loan"}, "", day.now().time}) == Refusal::BadRequest);
    CHECK(day.ask(model::PauseService{{"none"}, ""}) == Refusal::UnknownService);
}

TEST_CASE("End of the day: not while visits are open, unless overridden; a mistake can be mended",
          "[queue][hall]") {
    Day day;
    day.open(1);
    const auto waiting = day.take("loan");
    CHECK(day.ask(model::EndDay{"power cut"}) == Refusal::VisitorsStillWaiting);
    CHECK(queue::accepting(day.state(), day.now()));

    day.must(model::EndDay{"override: power cut"});
    CHECK(day.ticket(waiting).state == TicketState::Expired);
    CHECK(day.counter(1).state == model::CounterState::Closed);
    CHECK_FALSE(queue::accepting(day.state(), day.now()));
    CHECK(day.ask(model::TakeTicket{{"loan"}, {}, "en", {}}) == Refusal::HallClosed);
    CHECK(replayed(day) == day.state());

    day.must(model::ReopenDay{});
    day.take("loan");
    day.advance(24h);
    day.roll_over();
    day.must(model::EndDay{""});
    day.advance(24h);
    day.roll_over();
    day.take("loan");
}
