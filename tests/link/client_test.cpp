#include "shared/link/blocking.h"
#include "tests/link/bench.h"

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace std::chrono_literals;
using RealBench = support::Bench<base::SystemClock>;
using Answered = std::optional<hall_link::Result<model::Answer>>;

namespace {

model::Command take() {
    return model::TakeTicket{{"fund"}, {}, {}, {}};
}

auto into(Answered& answered) {
    return [&answered](const hall_link::Result<model::Answer>& answer) { answered = answer; };
}

} // namespace

TEST_CASE("Client: a command is carried out and answered", "[link][client]") {
    RealBench bench;
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());

    const auto answer = hall_link::ask(bench.loop, client, take(), 5s);

    REQUIRE(answer);
    CHECK(answer->ok());
    CHECK(answer->ticket->number == "A1");
    CHECK(bench.hall.carried_out() == 1);
}

TEST_CASE("Client: requests are answered in the order they were sent", "[link][client]") {
    RealBench bench;
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    std::vector<std::string> numbers;

    for (int i = 0; i < 5; ++i)
        client.send(take(), 5s, [&](const auto& answer) { numbers.push_back(answer->ticket->number); });

    REQUIRE(bench.until([&] { return numbers.size() == 5; }));
    CHECK(numbers == std::vector<std::string>{"A1", "A2", "A3", "A4", "A5"});
}

TEST_CASE("Client: a lost answer is asked for again, and the command is done once", "[link][client]") {
    RealBench bench;
    bench.hall.lose_answers(2);
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());

    const auto answer = hall_link::ask(bench.loop, client, take(), 10s);

    REQUIRE(answer);
    CHECK(answer->ticket->number == "A1");
    CHECK(bench.hall.heard_commands() == 3);
    CHECK(bench.hall.carried_out() == 1);
}

TEST_CASE("Client: an id of the caller's own is answered again by another client", "[link][client]") {
    RealBench bench;
    const auto session = wire::session_of("kiosk-1/visit-42");
    std::vector<std::string> numbers;

    for (int run = 0; run < 2; ++run) {
        hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
        const auto answer = hall_link::ask_as(bench.loop, client, session, 1, take(), 5s);
        REQUIRE(answer);
        numbers.push_back(answer->ticket->number);
    }

    CHECK(numbers == std::vector<std::string>{"A1", "A1"});
    CHECK(bench.hall.carried_out() == 1);
}

TEST_CASE("Client: a command whose patience ended is not carried out when the hall returns",
          "[link][client]") {
    RealBench bench;
    bench.hall.die();
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    std::vector<Answered> answered(3);
    for (Answered& one : answered)
        client.send(take(), 300ms, into(one));
    REQUIRE(bench.until([&] { return answered[0] && answered[1] && answered[2]; }));

    bench.hall.live();
    bench.settle();

    for (const Answered& one : answered)
        CHECK(one->error() == hall_link::Failure::OutOfReach);
    CHECK(bench.hall.heard_commands() == 0);
}

TEST_CASE("Client: a command sent while the hall is away is carried out when it returns in time",
          "[link][client]") {
    RealBench bench;
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    REQUIRE(hall_link::ask(bench.loop, client, take(), 5s));
    bench.hall.die();
    Answered answered;
    client.send(take(), 10s, into(answered));
    bench.settle();
    REQUIRE_FALSE(answered);

    bench.hall.live();

    REQUIRE(bench.until([&] { return answered.has_value(); }));
    REQUIRE(*answered);
    CHECK(bench.hall.carried_out() == 2);
}

TEST_CASE("Client: a hall that hangs is out of reach, and back when it wakes", "[link][client]") {
    RealBench bench;
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    REQUIRE(hall_link::ask(bench.loop, client, take(), 5s));
    bench.hall.hang();

    const auto unanswered = hall_link::ask(bench.loop, client, take(), 500ms);

    REQUIRE_FALSE(unanswered);
    CHECK(unanswered.error() == hall_link::Failure::OutOfReach);
    bench.hall.wake();
    CHECK(hall_link::ask(bench.loop, client, take(), 5s));
}

TEST_CASE("Client: a command tells the hall until when it may be carried out", "[link][client]") {
    RealBench bench;
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    const auto until = bench.clock.wall() + 2s;
    Answered answered;

    client.send(take(), 2s, into(answered), until);

    REQUIRE(bench.until([&] { return answered.has_value(); }));
    CHECK(bench.hall.valid_until() == until);
    REQUIRE(hall_link::ask(bench.loop, client, take(), 5s));
    CHECK_FALSE(bench.hall.valid_until());
}

TEST_CASE("Client: an answer that waits while the process is stopped is read before the command is given up",
          "[link][client]") {
    support::Bench<support::ManualClock> bench;
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    Answered answered;
    client.send(take(), 2s, into(answered));
    REQUIRE(bench.until([&] { return bench.hall.carried_out() == 1; }));
    REQUIRE_FALSE(answered);
    std::this_thread::sleep_for(100ms); // the answer arrives, and nobody looks

    bench.clock.advance(10s);
    bench.loop.turn(0ms);

    REQUIRE(answered);
    CHECK(*answered);
}

TEST_CASE("Client: a hall with another key than expected is out of reach, and nothing hangs",
          "[link][client]") {
    RealBench bench;
    wire::save_key_pair(bench.folder.path(), "other", wire::make_key_pair());
    wire::Line line = bench.hall.line();
    line.hall_key = bench.folder / "other.pub";
    hall_link::Client client(bench.loop, bench.context, bench.clock, line);

    const auto answer = hall_link::ask(bench.loop, client, take(), 1500ms);

    REQUIRE_FALSE(answer);
    CHECK(answer.error() == hall_link::Failure::OutOfReach);
    CHECK(bench.hall.heard_commands() == 0);
}

TEST_CASE("Client: a device that the hall does not know yet is served once it does", "[link][client]") {
    RealBench bench;
    bench.hall.refuse_devices(true);
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    Answered answered;
    client.send(take(), 10s, into(answered));
    bench.settle();
    REQUIRE_FALSE(answered);

    bench.hall.refuse_devices(false);

    REQUIRE(bench.until([&] { return answered.has_value(); }));
    CHECK(*answered);
}

TEST_CASE("Client: more requests than it holds are refused, not kept", "[link][client]") {
    RealBench bench;
    bench.hall.hang();
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    int too_many = 0;

    for (int i = 0; i < 70; ++i)
        client.send(take(), 10s, [&](const auto& answer) {
            too_many += !answer && answer.error() == hall_link::Failure::TooMany;
        });

    REQUIRE(bench.until([&] { return too_many > 0; }));
    CHECK(too_many == 6);
}

TEST_CASE("Client: a question that the hall refuses is answered with the reason", "[link][client]") {
    RealBench bench;
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());

    const auto explained = hall_link::ask_explanation(bench.loop, client, {{99}, {}}, 5s);
    const auto page = hall_link::ask_page(bench.loop, client, {}, 5s);

    REQUIRE(explained);
    REQUIRE_FALSE(*explained);
    CHECK(explained->error() == model::Refusal::UnknownTicket);
    REQUIRE(page);
    CHECK(page->refusal == model::Refusal::UnknownTicket);
}

TEST_CASE("Client: answers that answer nothing are ignored", "[link][client]") {
    RealBench bench;
    bench.hall.garble_answers(true);
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());

    const auto first = hall_link::ask(bench.loop, client, take(), 5s);
    const auto second = hall_link::ask(bench.loop, client, take(), 5s);

    REQUIRE(first);
    CHECK(first->ticket->number == "A1");
    REQUIRE(second);
    CHECK(second->ticket->number == "A2");
    CHECK(bench.hall.heard_commands() == 2);
}

TEST_CASE("Client: speaks over TCP as over a local socket", "[link][client]") {
    RealBench bench("tcp://127.0.0.1:*");
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());

    const auto answer = hall_link::ask(bench.loop, client, take(), 5s);

    REQUIRE(answer);
    CHECK(answer->ticket->number == "A1");
}

TEST_CASE("Client: a callback may send the next command", "[link][client]") {
    RealBench bench;
    hall_link::Client client(bench.loop, bench.context, bench.clock, bench.hall.line());
    std::vector<std::string> numbers;
    const std::function<void(const hall_link::Result<model::Answer>&)> again = [&](const auto& answer) {
        numbers.push_back(answer->ticket->number);
        if (numbers.size() < 3)
            client.send(take(), 5s, again);
    };

    client.send(take(), 5s, again);

    REQUIRE(bench.until([&] { return numbers.size() == 3; }));
    CHECK(bench.hall.heard_commands() == 3);
}

TEST_CASE("Client: an endpoint that cannot be one, or a missing key, is told at the start",
          "[link][client]") {
    RealBench bench;
    wire::Line wrong_endpoint = bench.hall.line();
    wrong_endpoint.endpoint = "hall:6170";
    wire::Line no_key = bench.hall.line();
    no_key.own_key = bench.folder / "absent.key";

    const auto open = [&](const wire::Line& line) {
        const hall_link::Client client(bench.loop, bench.context, bench.clock, line);
    };

    CHECK_THROWS_WITH(open(wrong_endpoint), Catch::Contains("hall:6170"));
    CHECK_THROWS_WITH(open(no_key), Catch::Contains("absent.key"));
}
