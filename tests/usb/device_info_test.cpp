#include "shared/usb/device_info.h"

#include <catch2/catch.hpp>

namespace usb {
namespace {

DeviceInfo printer() {
    DeviceInfo device;
    device.vendor = 0x04b8;
    device.product = 0x0e15;
    device.serial = "J2JK001";
    device.place = "0000:00:14.0/3.2";
    device.port = "1-3.2";
    device.interfaces.push_back({0, 0, 7, 1, 2, {}});
    return device;
}

TEST_CASE("Match: every field that is given must agree", "[usb]") {
    const auto fits = [](std::string_view text) { return Match::parse(text)->fits(printer()); };

    CHECK(fits("04b8:0e15"));
    CHECK(fits("04B8:E15"));
    CHECK(fits("04b8:0e15:J2JK001"));
    CHECK(fits("@1-3.2"));
    CHECK(fits("@0000:00:14.0/3.2"));

    CHECK_FALSE(fits("04b8:0e16"));
    CHECK_FALSE(fits("04b8:0e15:J2JK002"));
    CHECK_FALSE(fits("@1-3"));
}

TEST_CASE("Match: by interface class", "[usb]") {
    Match match;
    CHECK(match.fits(printer()));

    match.interface_class = 7;
    CHECK(match.fits(printer()));
    match.interface_class = 3;
    CHECK_FALSE(match.fits(printer()));
}

TEST_CASE("Match: what is no id is refused", "[usb]") {
    for (const auto* text : {"", "04b8", "04b8:", ":0e15", "04b8:0e15:", "12345:1", "x:y", "@", "04b8:0e15g"})
        CHECK_FALSE(Match::parse(text));
}

} // namespace
} // namespace usb
