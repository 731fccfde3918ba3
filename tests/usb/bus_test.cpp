#include "tests/support/emulated_keypad.h"
#include "tests/usb/bench.h"

#include <catch2/catch.hpp>

namespace usb {
namespace {

TEST_CASE("Usb: a device on the bus is described without opening it", "[usb]") {
    support::UsbBus bus;
    Sink printer("J2JK001");
    bus.plug(printer, "1-3.2");

    const Context context;
    const auto devices = context.devices();

    const auto found = std::ranges::find(devices, 0x0e15, &DeviceInfo::product);
    REQUIRE(found != devices.end());
    CHECK(found->vendor == 0x04b8);
    CHECK(found->serial == "J2JK001");
    CHECK(found->maker == "EPSON");
    CHECK(found->model == "TM-T20II");
    CHECK(found->port == "1-3.2");
    CHECK(found->place == "0000:00:14.0/3.2");
    REQUIRE(found->interfaces.size() == 1);
    const auto& interface = found->interfaces.front();
    CHECK(interface.interface_class == 7);
    REQUIRE(interface.find(EndpointKind::Bulk, true));
    CHECK(interface.find(EndpointKind::Bulk, true)->address == Sink::kIn);
    CHECK(interface.find(EndpointKind::Bulk, false)->address == Sink::kOut);
    CHECK_FALSE(printer.is_open());
}

TEST_CASE("Usb: tells of devices there, of those that come, and of those that go", "[usb]") {
    support::UsbBus bus;
    Sink there("A"), comes("B");
    bus.plug(there, "1-1");
    Context context;
    std::vector<std::string> log;
    context.on_plug([&](const DeviceInfo& device, bool arrived) {
        if (device.vendor == 0x04b8)
            log.push_back((arrived ? "+" : "-") + device.port);
    });

    REQUIRE(turn_until(context, [&] { return log.size() == 1; }));
    bus.plug(comes, "1-2");
    REQUIRE(turn_until(context, [&] { return log.size() == 2; }));
    bus.unplug(there);
    REQUIRE(turn_until(context, [&] { return log.size() == 3; }));
    bus.plug(there, "1-1");
    REQUIRE(turn_until(context, [&] { return log.size() == 4; }));

    CHECK(log == std::vector<std::string>{"+1-1", "+1-2", "-1-1", "+1-1"});
}

TEST_CASE("Usb: claiming takes the interface from the kernel's driver, closing gives it back", "[usb]") {
    support::UsbBus bus;
    Sink printer;
    bus.plug(printer, "1-1");
    Context context;
    REQUIRE(printer.has_kernel_driver(0));

    {
        auto device = context.open(find(context, 0x04b8));
        REQUIRE(device);
        REQUIRE(device->claim(0));
        CHECK(printer.is_claimed(0));
        CHECK_FALSE(printer.has_kernel_driver(0));
    }

    CHECK_FALSE(printer.is_claimed(0));
    CHECK(printer.has_kernel_driver(0));
}

TEST_CASE("Usb: a device that is gone cannot be opened", "[usb]") {
    support::UsbBus bus;
    Sink printer;
    bus.plug(printer, "1-1");
    Context context;
    const auto info = find(context, 0x04b8);
    bus.unplug(printer);

    const auto device = context.open(info);

    REQUIRE_FALSE(device);
    CHECK(device.error() == Fault::Unplugged);
}

TEST_CASE("Usb: a keypad's reports come packet by packet", "[usb]") {
    support::UsbBus bus;
    support::EmulatedKeypad keypad;
    bus.plug(keypad, "1-3.1");
    Context context;
    auto device = context.open(find(context, 0x1c4f));
    REQUIRE(device);
    REQUIRE(device->claim(0));
    REQUIRE(device->claim(1));
    std::vector<int> keys;
    device->listen(
        *device->info().interfaces.front().find(EndpointKind::Interrupt, true),
        [&](std::span<const std::byte> report) {
            REQUIRE(report.size() == 8);
            keys.push_back(std::to_integer<int>(report[2]));
        },
        [](Fault) {});
    bool boot = false;
    device->control({0x21, 0x0b, 0, 0, 0}, {}, std::chrono::seconds(1),
                    [&](auto answer) { boot = answer.has_value(); });

    keypad.press(0x59);
    keypad.press(0x58);

    REQUIRE(turn_until(context, [&] { return keys.size() == 4 && boot; }));
    CHECK(keys == std::vector<int>{0x59, 0, 0x58, 0});
    CHECK(keypad.is_boot());
}

} // namespace
} // namespace usb
