#include "kiosk/staff_pin.h"

#include <catch2/catch.hpp>
#include <poll.h>

using kiosk::PinCheck;

TEST_CASE("Staff's PIN: several are checked beside the screen, and whoever leaves waits for the last",
          "[kiosk][pin]") {
    const std::string hash = kiosk::make_pin_hash("123456");
    PinCheck check;

    for (const auto& [pin, right] : {std::pair("123456", true), {"111111", false}, {"123456", true}}) {
        check.check(hash, pin);
        pollfd ready{check.descriptor(), POLLIN, 0};
        REQUIRE(poll(&ready, 1, 60'000) == 1);
        CHECK(check.take() == right);
    }
    check.check(hash, "123456");
}
