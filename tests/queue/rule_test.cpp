#include "shared/model/preset.h"
#include "shared/queue/rule.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using support::Day;

namespace {

constexpr base::WallTime kEntry{std::chrono::hours(500000)};

model::Channel channel(base::Duration head_start, int multiplier, std::optional<base::Duration> cap) {
    model::Channel channel;
    channel.head_start = head_start;
    channel.multiplier = multiplier;
    channel.cap = cap;
    return channel;
}

std::int64_t minutes(std::int64_t count) {
    return count * 60'000'000;
}

} // namespace

TEST_CASE("Rule: an ordinary ticket's credit is its wait", "[queue][rule]") {
    CHECK(queue::credit(channel(0min, 1000, {}), kEntry, kEntry + 17min) == minutes(17));
}

TEST_CASE("Rule: a green minute counts double after a head start, up to the cap", "[queue][rule]") {
    const auto green = channel(5min, 2000, 45min);

    CHECK(queue::credit(green, kEntry, kEntry) == minutes(5));
    CHECK(queue::credit(green, kEntry, kEntry + 10min) == minutes(25));
    CHECK(queue::credit(green, kEntry, kEntry + 40min) == minutes(85));
    CHECK(queue::credit(green, kEntry, kEntry + 60min) == minutes(105)); // 60 + 45, no longer 125
}

TEST_CASE("Rule: nothing is rounded away", "[queue][rule]") {
    CHECK(queue::credit(channel(0min, 1001, {}), kEntry, kEntry + 1ms) == 1001);
}

TEST_CASE("Rule: at equal credit the earlier entry goes first, then the earlier number", "[queue][rule]") {
    const auto ordinary = channel(0min, 1000, {});
    const auto early_start = channel(5min, 1000, {});
    const auto now = kEntry + 30min;

    CHECK(queue::rank(ordinary, {kEntry, {9}}, now) < queue::rank(early_start, {kEntry + 5min, {1}}, now));
    CHECK(queue::rank(ordinary, {kEntry, {1}}, now) < queue::rank(ordinary, {kEntry, {2}}, now));
}

TEST_CASE("Rule: approved emergencies go before all others in their order", "[queue][rule]") {
    auto emergency = channel(0min, 1000, {});
    emergency.emergency = true;
    const auto now = kEntry + 300min;

    CHECK(queue::rank(emergency, {now, {9}}, now) < queue::rank(channel(0min, 1000, {}), {kEntry, {1}}, now));
    CHECK(queue::rank(emergency, {now - 1min, {9}}, now) < queue::rank(emergency, {now, {3}}, now));
}

TEST_CASE("Rule: the presets are those that were measured", "[queue][rule]") {
    const auto green = [](const char* id) { return model::find_preset(id)->green; };
    const auto appointment = [](const char* id) { return model::find_preset(id)->appointment; };

    CHECK(green("balanced") == model::Weights{5min, 2000, 45min});
    CHECK(appointment("balanced") == model::Weights{15min, 2000, 45min});
    CHECK(green("gentle") == model::Weights{10min, 1000, {}});
    CHECK(appointment("gentle") == model::Weights{15min, 1000, {}});
    CHECK(green("strong") == model::Weights{10min, 3000, 60min});
    CHECK(appointment("strong") == model::Weights{20min, 3000, 60min});
    CHECK(green("kleinrock") == model::Weights{0min, 2000, {}});
    CHECK(appointment("kleinrock") == model::Weights{0min, 3000, {}});
    CHECK(green("fifo") == model::Weights{});
    CHECK(appointment("fifo") == model::Weights{});
    CHECK(model::find_preset("unfair") == nullptr);
}

TEST_CASE("Rule: the guarantee is the widest cap, and there is none without caps", "[queue][rule]") {
    model::Hall hall = support::small_hall();
    CHECK(queue::guarantee(hall) == 45min);
    hall.channels[1].cap = 60min;
    CHECK(queue::guarantee(hall) == 60min);
    hall.channels[1].cap.reset();
    CHECK_FALSE(queue::guarantee(hall));
    for (model::Channel& channel : hall.channels) {
        channel.cap.reset();
        channel.multiplier = 1000;
    }
    CHECK(queue::guarantee(hall) == 15min); // ×1: its head start is all it can ever be ahead
}

TEST_CASE("Rule: a green ticket passes those who came a little earlier, not those who came long ago",
          "[queue][rule]") {
    Day day;
    day.open(2);
    day.take("deposit");
    day.advance(46min);
    day.take("deposit");
    day.advance(4min);
    day.take("deposit", "elderly");

    CHECK(day.call(2) == "A001");
    CHECK(day.call(2) == "A003");
    CHECK(day.call(2) == "A002");
}

TEST_CASE("Rule: a counter calls the largest credit over all its services", "[queue][rule]") {
    Day day;
    day.open(1);
    day.take("loan");
    day.advance(1min);
    day.take("deposit");
    day.advance(1min);
    day.take("pension", "elderly");
    day.advance(1min);

    CHECK(day.call(1) == "C001");
    CHECK(day.call(1) == "B001");
    CHECK(day.call(1) == "A001");
    CHECK(day.call(1) == "");
}
