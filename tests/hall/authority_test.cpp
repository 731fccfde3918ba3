#include "shared/hall/authority.h"

#include "tests/queue/day.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <sys/resource.h>

#include <csignal>
#include <thread>

using namespace std::chrono_literals;
using hall::Authority;
using hall::Request;
using model::Refusal;
using store::Journal;

namespace {

/// An authority on a folder of its own, at nine in the morning, with a clock that moves when told.
class AuthorityBench {
  public:
    AuthorityBench() {
        clock.set_wall(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h);
        start();
    }

    void start() {
        authority.reset();
        journal.reset();
        journal.emplace(folder / "journal.db");
        authority.emplace(support::small_hall(), *journal, clock, failpoint);
        authority->tick();
    }

    model::Answer ask(const model::Command& command) { return ask_as("admin", ++number, command); }

    model::Answer ask_as(const char* device, std::uint64_t request, const model::Command& command,
                         std::optional<base::WallTime> valid_until = {}) {
        const Request one{{{device}, session}, request, true, command, valid_until};
        return answer(authority->carry_out(std::span(&one, 1)), 0);
    }

    static model::Answer answer(const hall::Outcome& outcome, std::size_t index) {
        const auto decoded = wire::decode_answer(outcome.answers.at(index));
        REQUIRE(decoded);
        return *decoded;
    }

    support::TemporaryFolder folder;
    support::ManualClock clock;
    hall::Failpoint failpoint;
    wire::Session session{};
    std::uint64_t number = 0;
    std::optional<Journal> journal;
    std::optional<Authority> authority;
};

const model::TakeTicket kDeposit{{"deposit"}, {}, {}, {}};

} // namespace

TEST_CASE("Authority: a repeated command is answered again and not done again", "[hall][authority]") {
    AuthorityBench bench;
    const auto first = bench.ask_as("kiosk-1", 1, kDeposit);

    const auto again = bench.ask_as("kiosk-1", 1, kDeposit);

    CHECK(first.ok());
    CHECK(again == first);
    CHECK(bench.authority->state().tickets().size() == 1);
}

TEST_CASE("Authority: a repeated command is answered again after a restart", "[hall][authority]") {
    AuthorityBench bench;
    const auto first = bench.ask_as("kiosk-1", 1, kDeposit);
    bench.start();

    const auto again = bench.ask_as("kiosk-1", 1, kDeposit);

    CHECK(again == first);
    CHECK(bench.authority->state().tickets().size() == 1);
}

TEST_CASE("Authority: a command overtaken by a newer one is refused", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask_as("kiosk-1", 2, kDeposit);

    const auto late = bench.ask_as("kiosk-1", 1, kDeposit);

    CHECK(late.refusal == Refusal::OldRequest);
    CHECK(bench.authority->state().tickets().size() == 1);
}

TEST_CASE("Authority: a command that comes after its time is refused, and may come again in time",
          "[hall][authority]") {
    AuthorityBench bench;
    const auto then = bench.clock.wall() + 2s;
    bench.clock.advance(2s);

    const auto late = bench.ask_as("kiosk-1", 1, kDeposit, then);
    CHECK(late.refusal == Refusal::OldRequest);
    CHECK(bench.authority->state().tickets().empty());

    CHECK(bench.ask_as("kiosk-1", 1, kDeposit, then + 1s).ok());
}

TEST_CASE("Authority: what was done in time is answered again after its time", "[hall][authority]") {
    AuthorityBench bench;
    const auto until = bench.clock.wall() + 2s;
    const auto first = bench.ask_as("kiosk-1", 1, kDeposit, until);
    bench.clock.advance(1min);

    const auto again = bench.ask_as("kiosk-1", 1, kDeposit, until);

    CHECK(first.ok());
    CHECK(again == first);
    CHECK(bench.authority->state().tickets().size() == 1);
}

TEST_CASE("Authority: a late copy of a refused command stays refused", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(model::OpenCounter{{1}, {"101"}});
    const auto early = bench.ask_as("caller-1", 1, model::CallTicket{{1}, {}});
    bench.ask(kDeposit);

    const auto copy = bench.ask_as("caller-1", 1, model::CallTicket{{1}, {}});

    CHECK(early.refusal == Refusal::NobodyWaiting);
    CHECK(copy.refusal == Refusal::NobodyWaiting);
}

TEST_CASE("Authority: two devices with one session do not get each other's answers", "[hall][authority]") {
    AuthorityBench bench;
    const auto one = bench.ask_as("kiosk-1", 1, kDeposit);

    const auto other = bench.ask_as("kiosk-2", 1, kDeposit);

    REQUIRE(one.ticket);
    REQUIRE(other.ticket);
    CHECK(one.ticket->number == "A001");
    CHECK(other.ticket->number == "A002");
}

TEST_CASE("Authority: a batch in which a client repeats itself does each command once", "[hall][authority]") {
    AuthorityBench bench;
    const store::Client kiosk{{"kiosk-1"}, bench.session};
    const store::Client other{{"kiosk-2"}, bench.session};
    const std::vector<Request> batch{{kiosk, 1, false, kDeposit},
                                     {other, 1, false, kDeposit},
                                     {kiosk, 1, false, kDeposit},
                                     {kiosk, 2, false, kDeposit}};

    const auto outcome = bench.authority->carry_out(batch);

    REQUIRE(outcome.answers.size() == 4);
    CHECK(outcome.answers[0] == outcome.answers[2]);
    CHECK(bench.authority->state().tickets().size() == 3);
    CHECK(outcome.updates.size() == 3);
}

TEST_CASE("Authority: a restart continues the day exactly", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(model::OpenCounter{{1}, {"101"}});
    for (int i = 0; i < 3; ++i)
        bench.ask(kDeposit);
    bench.clock.advance(4min);
    bench.ask(model::CallTicket{{1}, {}});
    bench.ask(model::StartService{{1}});
    bench.ask(model::ParkTicket{{1}, "documents"});
    bench.ask(model::PostNotices{{model::Names(std::map<std::string, std::string>{{"en", "Hello"}})}});
    const queue::State before = bench.authority->state();

    bench.start();

    CHECK(bench.authority->state() == before);
    CHECK(bench.ask(kDeposit).ticket->number == "A004");
}

TEST_CASE("Authority: the new day closes what is open and begins numbers anew", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(model::OpenCounter{{1}, {"101"}});
    const auto waiting = bench.ask(kDeposit).ticket->id;
    bench.clock.advance(18h); // three in the morning

    const auto updates = bench.authority->tick();

    REQUIRE(updates.size() == 3);
    CHECK(updates[0].event.kind == model::EventKind::TicketExpired);
    CHECK(updates[0].event.ticket == waiting);
    CHECK(updates[0].event.reason == queue::kDayEnded);
    CHECK(updates[1].event.kind == model::EventKind::CounterClosed);
    CHECK(updates[2].event.kind == model::EventKind::DayBegan);
    CHECK(bench.authority->state().day() == 20260303);
    bench.clock.advance(6h);
    CHECK(bench.ask(kDeposit).ticket->number == "A001");
}

TEST_CASE("Authority: not a minute before the configured hour does the day end", "[hall][authority]") {
    AuthorityBench bench;
    bench.clock.advance(18h - 1ms);
    CHECK(bench.authority->tick().empty());

    bench.clock.advance(1ms);
    CHECK(bench.authority->tick().size() == 1);
}

TEST_CASE("Authority: a hall that was down over the hour begins the new day when it starts",
          "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(kDeposit);
    bench.clock.advance(48h);

    bench.start();

    CHECK(bench.authority->state().day() == 20260304);
    CHECK(bench.ask(kDeposit).ticket->number == "A001");
}

TEST_CASE("Authority: a command that comes before the tick begins the new day itself", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(kDeposit);
    bench.clock.advance(24h);

    const auto answer = bench.ask(kDeposit);

    CHECK(answer.ticket->number == "A001");
    CHECK(bench.authority->state().day() == 20260303);
}

TEST_CASE("Authority: a clock set back repeats no number and no day", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(kDeposit);
    const auto before = bench.clock.wall();
    bench.clock.set_wall(before - 26h);

    const auto answer = bench.ask(kDeposit);
    bench.authority->tick();

    CHECK(answer.ticket->number == "A002");
    CHECK(answer.ticket->issued >= before);
    CHECK(bench.authority->state().day() == 20260302);
    bench.start();
    CHECK(bench.authority->state().day() == 20260302);
}

TEST_CASE("Authority: after more than a month without visitors tickets go on where they ended",
          "[hall][authority]") {
    AuthorityBench bench;
    const auto before = bench.ask(kDeposit);
    bench.clock.set_wall(bench.clock.wall() + std::chrono::days(Authority::kDaysOfMemory + 5));
    bench.start(); // begins the day of the return
    bench.start(); // knows of no ticket in its days of memory

    const auto after = bench.ask(kDeposit);

    REQUIRE(before.ticket);
    REQUIRE(after.ticket);
    CHECK(after.ticket->number == "A001");
    CHECK(after.ticket->id.value == before.ticket->id.value + 1);
    CHECK(bench.authority->healthy());
}

TEST_CASE("Authority: on a full disk nobody is served, and all goes on when there is room",
          "[hall][authority]") {
    AuthorityBench bench;
    const auto first = bench.ask(kDeposit);
    const auto before = bench.authority->state();
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const auto old = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, limit.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);

    const auto refused = bench.ask_as("kiosk-1", 1, kDeposit);
    const auto still = bench.ask_as("kiosk-1", 1, kDeposit);
    bench.authority->tick();
    const bool healthy = bench.authority->healthy();
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, old);

    CHECK(first.ok());
    CHECK(refused.refusal == Refusal::Overloaded);
    CHECK(still.refusal == Refusal::Overloaded);
    CHECK_FALSE(healthy);
    CHECK(bench.authority->state() == before);
    bench.authority->tick();
    CHECK(bench.ask_as("kiosk-1", 1, kDeposit).ticket->number == "A002");
}

TEST_CASE("Authority: hand-over notes are for staff only", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(model::OpenCounter{{1}, {"101"}});
    bench.ask(kDeposit);
    bench.ask(model::CallTicket{{1}, {}});
    bench.ask(model::StartService{{1}});

    const Request move{{{"admin"}, bench.session},
                       ++bench.number,
                       true,
                       model::TransferTicket{{1}, model::ServiceId{"loan"}, {}, "bring the contract"}};
    const auto outcome = bench.authority->carry_out(std::span(&move, 1));

    CHECK(AuthorityBench::answer(outcome, 0).ticket->note == "bring the contract");
    REQUIRE_FALSE(outcome.updates.empty());
    for (const model::Update& update : outcome.updates) {
        CHECK(update.event.note.empty());
        for (const model::Ticket& ticket : update.tickets)
            CHECK(ticket.note.empty());
    }
    for (const auto& [id, ticket] : bench.authority->board().tickets)
        CHECK(ticket.note.empty());
}

TEST_CASE("Authority: the journal is exported page by page, each event once", "[hall][authority]") {
    AuthorityBench bench;
    for (std::size_t i = 0; i < Authority::kExportPage + 10; ++i)
        bench.ask(kDeposit);
    const auto all = bench.authority->state().seq();

    wire::ExportRequest request{20260302, 20260302, 0};
    std::vector<std::uint64_t> seen;
    int pages = 0;
    do {
        const auto page = bench.authority->export_page(request);
        for (const model::Event& event : page.events)
            seen.push_back(event.seq);
        request.from_seq = page.next;
        ++pages;
    } while (request.from_seq != 0);

    CHECK(pages == 2);
    REQUIRE(seen.size() == all);
    CHECK(seen.front() == 1);
    CHECK(seen.back() == all);
    CHECK(bench.authority->export_page({20260303, 20260401, 0}).events.empty());
}

TEST_CASE("Authority: knows where a ticket's day stands in the journal, and who is before it",
          "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(kDeposit);
    const auto ticket = bench.ask(kDeposit).ticket->id;

    const auto today = bench.authority->case_of(ticket);
    bench.clock.advance(24h);
    bench.start();
    const auto later = bench.authority->case_of(ticket);

    REQUIRE(today);
    CHECK(today->from == 1);
    CHECK(today->end == 4);
    CHECK(today->ahead == 1);
    REQUIRE(later);
    CHECK(later->from == 1);
    CHECK(later->end == bench.authority->state().seq()); // where the next day began
    CHECK_FALSE(later->ahead);                           // it expired with its day
    CHECK_FALSE(bench.authority->case_of({999}));
}

TEST_CASE("Authority: what was foreseen for a ticket is journalled, and stays private", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(model::OpenCounter{{2}, {"101"}});
    bench.ask(kDeposit);
    bench.ask(model::CallTicket{{2}, {}});
    const Request one{{{"admin"}, bench.session}, ++bench.number, true, kDeposit};

    const auto outcome = bench.authority->carry_out(std::span(&one, 1));

    const auto answer = AuthorityBench::answer(outcome, 0);
    CHECK(answer.forecast.known);
    CHECK(answer.forecast.high > 1min);
    REQUIRE(outcome.updates.size() == 1);
    CHECK_FALSE(outcome.updates.front().event.foreseen);
    const auto journalled = bench.journal->read(answer.seq, answer.seq + 1, 1);
    REQUIRE(journalled.front().foreseen);
    CHECK(journalled.front().foreseen->high >= journalled.front().foreseen->low);
}

TEST_CASE("Authority: what was learned survives a restart", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(model::OpenCounter{{2}, {"101"}});
    for (int i = 0; i < 40; ++i) {
        bench.ask(kDeposit);
        bench.ask(model::CallTicket{{2}, {}});
        bench.clock.advance(1min); // configured: eight
        bench.ask(model::FinishService{{2}, {}});
    }
    bench.ask(kDeposit);
    bench.ask(model::CallTicket{{2}, {}});
    bench.ask(kDeposit);
    const auto before = bench.authority->board().outlooks;
    bench.start();

    const auto after = bench.ask(kDeposit);

    CHECK_FALSE(before.empty());
    CHECK(after.forecast.known);
    CHECK(after.forecast.high < 8min); // two services of a minute
}

TEST_CASE("Authority: in a rush the wait of each ticket is told, but not rolled for each",
          "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(model::OpenCounter{{2}, {"101"}});
    // The looking ahead happens beside the deciding thread: the open counter is seen within some beats.
    for (int beat = 0; beat < 10'000; ++beat) {
        bench.authority->tick();
        std::this_thread::yield();
        if (const auto outlooks = bench.authority->board().outlooks; outlooks.front().forecast.known)
            break;
    }
    std::vector<Request> rush;
    for (std::size_t i = 0; i < 50; ++i)
        rush.push_back({{{"kiosk-" + std::to_string(i)}, bench.session}, 1, false, kDeposit});

    const auto rolled_in = [&](std::uint64_t request) {
        for (Request& one : rush)
            one.number = request;
        const auto outcome = bench.authority->carry_out(rush);
        int rolled = 0;
        for (std::size_t i = 0; i < rush.size(); ++i) {
            const auto answer = AuthorityBench::answer(outcome, i);
            CHECK(answer.forecast.known);
            rolled += bench.journal->read(answer.seq, answer.seq + 1, 1).front().foreseen ? 1 : 0;
        }
        return rolled;
    };

    CHECK(rolled_in(1) == Authority::kForeseenAtOnce);
    CHECK(rolled_in(2) == 0);
    bench.clock.advance(2s);
    CHECK(rolled_in(3) == 2 * Authority::kForeseenASecond);
    bench.clock.advance(1h);
    CHECK(rolled_in(4) == Authority::kForeseenAtOnce);
}

TEST_CASE("Authority: the outlook of a service follows the line", "[hall][authority]") {
    AuthorityBench bench;
    bench.ask(model::OpenCounter{{2}, {"101"}});
    for (int i = 0; i < 10; ++i)
        bench.ask(kDeposit);

    // The looking ahead happens beside the deciding thread: the next beats find its result.
    int waiting = 0;
    for (int beat = 0; beat < 10'000 && waiting != 10; ++beat) {
        bench.authority->tick();
        std::this_thread::yield();
        waiting = bench.authority->board().outlooks.front().waiting;
    }

    CHECK(waiting == 10);
}

TEST_CASE(
    "Authority: whose a ticket was leaves the journal with the day, what was said at the visitor's wish",
    "[hall][authority][retention]") {
    AuthorityBench bench;
    const model::Answer first = bench.ask(model::TakeTicket{{"loan"}, {}, "en", {}, {}, "00ff"});
    const model::Answer second = bench.ask(model::TakeTicket{{"loan"}, {}, "en", {}});
    for (const model::Answer* answer : {&first, &second}) {
        REQUIRE(answer->ok());
        REQUIRE(bench.ask(model::LeaveWord{{}, answer->token, model::WordKind::Praise, "well done"}).ok());
        REQUIRE(bench.ask(model::CancelTicket{{}, answer->token}).ok());
    }
    REQUIRE(bench.ask(model::EraseVisitor{{}, first.token}).ok());
    bench.clock.set_wall(bench.clock.wall() + 24h);
    bench.authority->tick();

    int words = 0;
    for (const model::Event& event : bench.journal->read(1, 1000, 1000)) {
        CHECK(event.person.empty());
        CHECK(event.token.empty());
        if (event.kind == model::EventKind::WordLeft) {
            CHECK(event.note == (event.ticket == first.ticket->id ? "" : "well done"));
            ++words;
        }
    }
    CHECK(words == 2);
    CHECK(bench.authority->find(first.token).refusal == model::Refusal::UnknownTicket);
    bench.start(); // what is left makes a day, too
    CHECK(bench.ask(model::TakeTicket{{"loan"}, {}, "en", {}}).ticket->number == "B001");
}

TEST_CASE("Authority: a follow-up is known after a restart, however long it has been open",
          "[hall][authority][retention]") {
    AuthorityBench bench;
    REQUIRE(bench.ask(model::LeaveWord{{}, {}, model::WordKind::Complaint, "The lift is broken"}).ok());
    for (int day = 0; day < Authority::kDaysOfMemory + 5; ++day) {
        bench.clock.set_wall(bench.clock.wall() + 24h);
        bench.authority->tick();
    }
    bench.start();
    CHECK(bench.ask(model::StepFollowUp{"20260302-1", model::FollowUpStep::Closed, {}, "Mended"}).ok());
    bench.start();
    CHECK(bench.ask(model::StepFollowUp{"20260302-1", model::FollowUpStep::Closed, {}, "Mended"}).refusal ==
          model::Refusal::UnknownFollowUp);
}

TEST_CASE("Authority: a supervisor's order needs his sign-in at that device, and is on record",
          "[hall][authority]") {
    AuthorityBench bench;
    const auto order = [&](const char* device, bool trusted) {
        const Request one{
            {{device}, bench.session},   ++bench.number, true, model::PauseService{{"loan"}, ""}, {},
            {{"900"}, {device}, trusted}};
        return AuthorityBench::answer(bench.authority->carry_out(std::span(&one, 1)), 0);
    };
    CHECK(order("web", false).refusal == model::Refusal::NotSignedIn);
    CHECK(order("admin", true).ok());
    const auto events = bench.journal->read(1, 1000, 1000);
    CHECK(events.at(events.size() - 2).kind == model::EventKind::ActionOrdered);
    CHECK(events.at(events.size() - 2).clerk.value == "900");
    CHECK(events.back().kind == model::EventKind::ServicePaused);
}
