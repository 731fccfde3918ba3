#include "shared/hall/workshop.h"

#include <catch2/catch.hpp>

#include <future>
#include <thread>
#include <vector>

using hall::Workshop;
using namespace std::chrono_literals;

namespace {

/// Turns the loop until all is delivered.
template <typename Done>
void turn(loop::Loop& loop, const Done& done) {
    for (int turns = 0; turns < 1000 && !done(); ++turns)
        loop.turn(10ms);
}

} // namespace

TEST_CASE("Workshop: works one after the other and delivers on the loop's thread", "[hall][workshop]") {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    Workshop workshop(loop, 4);
    std::vector<int> delivered;
    std::vector<std::thread::id> where;

    for (int number = 0; number < 4; ++number)
        REQUIRE(workshop.take([&, number]() -> Workshop::Delivery {
            const auto worker = std::this_thread::get_id();
            return [&, number, worker] {
                delivered.push_back(number);
                where = {worker, std::this_thread::get_id()};
            };
        }));
    turn(loop, [&] { return delivered.size() == 4; });

    CHECK(delivered == std::vector{0, 1, 2, 3});
    REQUIRE(where.size() == 2);
    CHECK(where[0] != where[1]);
    CHECK(where[1] == std::this_thread::get_id());
}

TEST_CASE("Workshop: takes no more than may wait", "[hall][workshop]") {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    Workshop workshop(loop, 2);
    std::promise<void> begun;
    std::promise<void> go;
    int delivered = 0;
    const auto count = [&delivered] { ++delivered; };

    REQUIRE(workshop.take([&]() -> Workshop::Delivery {
        begun.set_value();
        go.get_future().wait();
        return count;
    }));
    begun.get_future().wait();
    CHECK(workshop.take([&]() -> Workshop::Delivery { return count; }));
    CHECK(workshop.has_room());
    CHECK(workshop.take([&]() -> Workshop::Delivery { return count; }));
    CHECK_FALSE(workshop.has_room());
    CHECK_FALSE(workshop.take([&]() -> Workshop::Delivery { return count; }));
    go.set_value();
    turn(loop, [&] { return delivered == 3; });

    CHECK(delivered == 3);
}

TEST_CASE("Workshop: ends although something is left to do", "[hall][workshop]") {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    int delivered = 0;
    {
        Workshop workshop(loop, 8);
        for (int i = 0; i < 8; ++i)
            workshop.take([&]() -> Workshop::Delivery { return [&] { ++delivered; }; });
    }
    CHECK(delivered == 0); // nobody turned the loop
}
