#include "kiosk/brake.h"

#include <catch2/catch.hpp>

#include <string>

using namespace kiosk;
using namespace std::chrono_literals;

TEST_CASE("Brake: eight numbers of one service in a minute, then a pause until the first is a minute old",
          "[kiosk][brake]") {
    Brake brake;
    const base::SteadyTime start(1h);
    for (int i = 0; i < 8; ++i) {
        CHECK(brake.wait({"loan"}, start + i * 2s) == 0s);
        brake.note({"loan"}, start + i * 2s);
    }

    CHECK(brake.wait({"loan"}, start + 20s) == 40s);
    CHECK(brake.wait({"pension"}, start + 20s) == 0s);
    CHECK(brake.wait({"loan"}, start + 59'999ms) == 1ms);
    CHECK(brake.wait({"loan"}, start + 60s) == 0s);

    brake.note({"loan"}, start + 60s);
    CHECK(brake.wait({"loan"}, start + 60s) == 2s);
}

TEST_CASE("Brake: twenty numbers in all in a minute, whatever the service", "[kiosk][brake]") {
    Brake brake;
    const base::SteadyTime start(1h);
    for (int i = 0; i < 20; ++i) {
        CHECK(brake.wait({"other"}, start + i * 1s) == 0s);
        brake.note({"service-" + std::to_string(i)}, start + i * 1s);
    }

    CHECK(brake.wait({"other"}, start + 20s) == 40s);
    CHECK(brake.wait({"other"}, start + 60s) == 0s);
}
