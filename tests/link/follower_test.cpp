#include "shared/link/follower.h"
#include "tests/link/bench.h"

#include <catch2/catch.hpp>

#include <numeric>
#include <type_traits>
#include <vector>

using namespace std::chrono_literals;
using hall_link::Follower;
using Health = Follower::Health;
using RealBench = support::Bench<base::SystemClock>;
using ManualBench = support::Bench<support::ManualClock>;

namespace {

/// Writes down what a screen would be told.
struct Screen : Follower::Listener {
    void board_replaced() override { ++replaced; }
    void updated(const model::Update& update) override { seen.push_back(update.event.seq); }
    void health_changed(Health health) override { healths.push_back(health); }
    void heard() override { ++beats; }

    int replaced = 0;
    int beats = 0;
    std::vector<std::uint64_t> seen;
    std::vector<Health> healths;
};

template <typename Clock>
struct Hall : support::Bench<Clock> {
    using support::Bench<Clock>::Bench;

    Screen screen;
    Follower follower{this->loop, this->context, this->clock, this->hall.line(), screen};

    /// True once the follower has what the hall has. A manual clock creeps on meanwhile: delays must end.
    bool follows() {
        return this->until([this] {
            if constexpr (std::is_same_v<Clock, support::ManualClock>)
                this->clock.advance(5ms);
            return follower.health() == Health::Live && follower.board()->seq == this->hall.board().seq &&
                   follower.board()->store == this->hall.board().store;
        });
    }
};

} // namespace

TEST_CASE("Follower: who joins late has the whole board", "[link][follower]") {
    Hall<support::ManualClock> bench;
    for (int i = 0; i < 30; ++i)
        bench.hall.happen();

    REQUIRE(bench.follows());

    CHECK(bench.follower.board()->tickets == bench.hall.board().tickets);
    CHECK(bench.screen.replaced == 1);
}

TEST_CASE("Follower: every update is told once, in order", "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());

    for (int i = 0; i < 20; ++i)
        bench.hall.happen();

    REQUIRE(bench.follows());
    std::vector<std::uint64_t> all(20);
    std::iota(all.begin(), all.end(), 1);
    CHECK(bench.screen.seen == all);
    CHECK(bench.screen.replaced == 1);
}

TEST_CASE("Follower: what happens while the snapshot is under way is told after it", "[link][follower]") {
    Hall<base::SystemClock> bench; // a creeping clock could outrun the snapshot and have it asked for again
    bench.hall.delay_snapshots(true);
    REQUIRE(bench.until([&] { return bench.hall.snapshots() == 1; }));

    bench.hall.happen();
    bench.hall.happen();
    bench.hall.delay_snapshots(false);
    bench.hall.happen();

    REQUIRE(bench.follows());
    CHECK(bench.follower.board()->tickets.size() == 3);
    CHECK(bench.screen.seen == std::vector<std::uint64_t>{3});
    CHECK(bench.screen.replaced == 1);
}

TEST_CASE("Follower: a lost update heals by a new snapshot when the next one comes", "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());

    bench.hall.happen(true);
    bench.hall.happen();
    bench.pass(1s);

    REQUIRE(bench.follows());
    CHECK(bench.follower.board()->tickets.size() == 2);
    CHECK(bench.screen.replaced == 2);
}

TEST_CASE("Follower: the last update, lost before a silence, is missed at the next heartbeat",
          "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());

    bench.hall.happen(true);
    bench.hall.beat();
    REQUIRE(bench.until([&] { return bench.follower.health() == Health::Joining; }));
    bench.pass(1s);

    REQUIRE(bench.follows());
    CHECK(bench.follower.board()->tickets.size() == 1);
}

TEST_CASE("Follower: another journal is another board, even when its number fits", "[link][follower]") {
    Hall<support::ManualClock> bench;
    for (int i = 0; i < 3; ++i)
        bench.hall.happen();
    REQUIRE(bench.follows());

    bench.hall.change_store();
    for (int i = 0; i < 4; ++i)
        bench.hall.happen();
    bench.pass(1s);

    REQUIRE(bench.follows());
    CHECK(bench.follower.board()->tickets.size() == 4);
    CHECK(bench.screen.replaced == 2);
}

TEST_CASE("Follower: a pulse shows what was missed, too", "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());

    bench.hall.happen(true);
    bench.hall.pulse();
    REQUIRE(bench.until([&] { return bench.follower.health() == Health::Joining; }));
    bench.pass(1s);

    REQUIRE(bench.follows());
    CHECK(bench.follower.board()->tickets.size() == 1);
}

TEST_CASE("Follower: pulses alone keep it live, and trouble nobody", "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());
    bench.hall.hang();
    bench.settle();
    const int beats = bench.screen.beats;

    for (int i = 0; i < 10; ++i) {
        bench.hall.pulse();
        bench.settle();
        bench.pass(700ms);
    }

    CHECK(bench.follower.health() == Health::Live);
    CHECK(bench.screen.beats == beats);
}

TEST_CASE("Follower: one that was stopped itself hears what has come before it blames the hall",
          "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());
    bench.hall.hang();
    bench.settle();

    bench.clock.advance(10s);
    bench.loop.turn(0ms);
    CHECK(bench.follower.health() == Health::Live);
    const bool hall_lives = GENERATE(true, false);
    if (hall_lives)
        bench.hall.pulse();
    bench.settle();
    bench.pass(200ms);

    CHECK(bench.follower.health() == (hall_lives ? Health::Live : Health::Stale));
}

TEST_CASE("Follower: who can wait is told later", "[link][follower]") {
    ManualBench bench;
    Screen screen;
    Follower follower(bench.loop, bench.context, bench.clock, bench.hall.line(), screen, 3s);
    REQUIRE(bench.until([&] {
        bench.clock.advance(5ms);
        return follower.health() == Health::Live;
    }));
    bench.hall.hang();
    bench.settle();

    bench.pass(2500ms);
    CHECK(follower.health() == Health::Live);
    bench.pass(700ms);
    CHECK(follower.health() == Health::Stale);
}

TEST_CASE("Follower: a hall that hangs is stale within a second, and live when it wakes",
          "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());
    const int beats = bench.screen.beats;
    bench.hall.beat();
    REQUIRE(bench.until([&] { return bench.screen.beats > beats; }));

    bench.hall.hang();
    bench.pass(700ms);
    CHECK(bench.follower.health() == Health::Live);
    bench.pass(200ms);
    CHECK(bench.follower.health() == Health::Stale);
    CHECK(bench.screen.healths.back() == Health::Stale);

    bench.hall.wake();
    REQUIRE(bench.until([&] {
        bench.pass(100ms);
        return bench.follower.health() == Health::Live;
    }));
    CHECK(bench.follows());
}

TEST_CASE("Follower: is live again within three seconds of the hall's return", "[link][follower]") {
    Hall<base::SystemClock> bench;
    bench.hall.happen();
    REQUIRE(bench.follows());
    bench.hall.die();
    REQUIRE(bench.until([&] { return bench.follower.health() == Health::Stale; }));

    const auto back = bench.clock.steady();
    bench.hall.live();

    REQUIRE(bench.follows());
    CHECK(bench.clock.steady() - back < 3s);
    CHECK(bench.follower.board()->boot == 2);
}

TEST_CASE("Follower: a hall that restarts faster than anybody notices is joined anew", "[link][follower]") {
    Hall<base::SystemClock> bench;
    bench.hall.happen();
    REQUIRE(bench.follows());

    bench.hall.die();
    bench.hall.live();

    REQUIRE(bench.until([&] { return bench.follower.board()->boot == 2; }));
    CHECK(bench.follows());
}

TEST_CASE("Follower: a device that the hall does not know yet joins once it does", "[link][follower]") {
    RealBench bench;
    bench.hall.refuse_devices(true);
    Screen screen;
    Follower follower(bench.loop, bench.context, bench.clock, bench.hall.line(), screen);
    bench.settle();
    REQUIRE(follower.board() == nullptr);

    bench.hall.refuse_devices(false);

    CHECK(bench.until([&] { return follower.health() == Health::Live; }));
}

TEST_CASE("Follower: nonsense is ignored", "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());

    bench.hall.talk_nonsense();
    bench.hall.happen();

    REQUIRE(bench.follows());
    CHECK(bench.screen.seen == std::vector<std::uint64_t>{1});
    CHECK(bench.screen.replaced == 1);
}

TEST_CASE("Follower: tells the hall's time, not its own", "[link][follower]") {
    Hall<support::ManualClock> bench;
    REQUIRE(bench.follows());
    const auto then = bench.follower.hall_time();
    REQUIRE(std::chrono::abs(then - bench.hall.board().now) < 1s);

    bench.clock.advance(1500ms);
    bench.clock.set_wall(then + 24h);

    CHECK(bench.follower.hall_time() == then + 1500ms);
}

TEST_CASE("Follower: follows over TCP as over a local socket", "[link][follower]") {
    Hall<support::ManualClock> bench("tcp://127.0.0.1:*");
    REQUIRE(bench.follows());

    bench.hall.happen();

    REQUIRE(bench.follows());
    CHECK(bench.screen.seen == std::vector<std::uint64_t>{1});
}
