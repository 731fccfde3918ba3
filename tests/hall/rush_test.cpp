#include "shared/link/follower.h"
#include "tests/support/running_hall.h"
#include "tests/support/silent_listener.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <memory>
#include <set>

using namespace std::chrono_literals;

namespace {

constexpr int kCallers = 8;
constexpr int kRounds = 25;

/// Tickets as they stand on the board, by what must be equal for everybody.
std::map<std::string, model::TicketState> numbers(const model::Board& board) {
    std::map<std::string, model::TicketState> result;
    for (const auto& [id, ticket] : board.tickets)
        result[ticket.number] = ticket.state;
    return result;
}

} // namespace

TEST_CASE("Hall: eight clerks who press 'next' at the same instant never get the same visitor", "[hall]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    support::Device admin(hall.line("admin"));
    for (int i = 0; i < kCallers * kRounds; ++i)
        REQUIRE(admin.ask(model::TakeTicket{{"deposit"}, {}, {}, {}})->ok());
    base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    std::vector<std::unique_ptr<hall_link::Client>> callers;
    for (int counter = 1; counter <= kCallers; ++counter) {
        callers.push_back(std::make_unique<hall_link::Client>(
            loop, context, clock, hall.line("caller-" + std::to_string(counter))));
        REQUIRE(admin.ask(model::OpenCounter{{counter}, {"10" + std::to_string(counter)}})->ok());
    }

    std::multiset<std::string> called;
    int answered = 0;
    for (int round = 1; round <= kRounds; ++round) {
        for (int i = 0; i < kCallers; ++i)
            callers[static_cast<std::size_t>(i)]->send(model::CallTicket{{i + 1}, {}}, 10s,
                                                       [&](const hall_link::Result<model::Answer>& answer) {
                                                           ++answered;
                                                           if (answer && answer->ok())
                                                               called.insert(answer->ticket->number);
                                                       });
        REQUIRE(support::turn_until(loop, [&] { return answered == round * kCallers; }));
    }

    CHECK(called.size() == kCallers * kRounds);
    CHECK(std::set(called.begin(), called.end()).size() == called.size());
}

TEST_CASE("Hall: who joins late sees what everybody sees, and hears what comes", "[hall]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    support::Device admin(hall.line("admin"));
    for (int i = 0; i < 5; ++i)
        REQUIRE(admin.ask(model::TakeTicket{{"loan"}, {}, {}, {}}));
    base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    support::SilentListener silent;

    hall_link::Follower follower(loop, context, clock, hall.line("display-1"), silent);
    REQUIRE(support::turn_until(loop, [&] { return follower.board() != nullptr; }));
    CHECK(numbers(*follower.board()) == numbers(*admin.snapshot()));
    const auto last = admin.ask(model::TakeTicket{{"loan"}, {}, {}, {}});
    REQUIRE(last);

    CHECK(support::turn_until(loop, [&] { return follower.board()->seq == last->seq; }));
    CHECK(numbers(*follower.board()) == numbers(*admin.snapshot()));
}

TEST_CASE("Hall: what was sent while it was down is not carried out when it returns", "[hall]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    support::Device kiosk(hall.line("kiosk-1"));
    REQUIRE(kiosk.ask(model::TakeTicket{{"loan"}, {}, {}, {}}));
    hall.kill();

    const auto unanswered = kiosk.ask(model::TakeTicket{{"loan"}, {}, {}, {}}, 300ms);
    REQUIRE(hall.start());
    const auto next = kiosk.ask(model::TakeTicket{{"loan"}, {}, {}, {}});

    CHECK_FALSE(unanswered);
    REQUIRE(next);
    CHECK(next->ticket->number == "B002");
}
