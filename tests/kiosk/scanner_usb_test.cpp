#include "kiosk/scanner/usb_scanner.h"

#include "tests/kiosk/scanner_bench.h"
#include "tests/support/emulated_keypad.h"
#include "tests/support/usb_emulation.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace std::chrono_literals;
using support::EmulatedKeypad; // a scanner in keyboard mode is one, with a second interface, too

namespace {

constexpr std::uint16_t kHoneywell = 0x0c2e, kZebra = 0x05e0, kDatalogic = 0x05f9, kNewland = 0x1eab;

/// A scanner in HID POS mode: HID, and no keyboard.
class PosScanner final : public support::EmulatedUsb {
  public:
    PosScanner() : EmulatedUsb({kHoneywell, 0x0907, "", "POS scanner", "", {hid()}}) {}

  private:
    static support::UsbInterface hid() { return {0, 0, 3, 0, 0, {{0x81, 3, 64, 4}}, "usbhid"}; }
    std::optional<std::vector<std::byte>> on_control(const Control& /*request*/) override {
        return std::nullopt;
    }
    std::size_t on_out(std::uint8_t /*endpoint*/, std::span<const std::byte> /*bytes*/) override { return 0; }
};

struct UsbScanBench {
    support::UsbBus bus;
    support::ManualClock clock;
    ScanEar ear;
    std::optional<UsbScanner> scanner;

    void start(std::vector<usb::Match> matches = UsbScanner::usual()) {
        scanner.emplace(std::move(matches), clock, ear);
    }
    template <typename Condition>
    bool turn(Condition condition, base::Duration time = 0ms) {
        return turn_until(*scanner, clock, condition, time);
    }
    bool there() {
        return turn([&] { return ear.there(); }, 50ms);
    }
    bool gone() {
        return turn([&] { return !ear.there(); });
    }
    bool scans(std::size_t count, base::Duration time = 0ms) {
        return turn([&] { return ear.scans.size() >= count; }, time);
    }
    /// A scan of its own comes after all that was sent so far: what it is alone.
    std::vector<std::string> scans_before_last(EmulatedKeypad& device) {
        type(device, "last\n");
        REQUIRE(turn([&] { return !ear.scans.empty() && ear.scans.back() == "last"; }));
        return {ear.scans.begin(), ear.scans.end() - 1};
    }
    static void type(EmulatedKeypad& device, std::string_view text) {
        for (const KeyReport& report : typed_reports(text))
            device.send_report(report);
    }
};

} // namespace

TEST_CASE("UsbScanner: finds the scanner, takes all of it from the system, and reads", "[scanner][usb]") {
    for (const auto vendor : {kHoneywell, kZebra, kDatalogic, kNewland}) {
        INFO(vendor);
        EmulatedKeypad device("", vendor, 0x0901);
        UsbScanBench bench;
        bench.bus.plug(device, "1-2");
        bench.start();
        REQUIRE(bench.there());
        CHECK(device.is_claimed(0));
        CHECK(device.is_claimed(1));
        REQUIRE(bench.turn([&] { return device.is_boot(); }));
        REQUIRE(bench.turn([&] { return device.is_read(EmulatedKeypad::kMediaIn); }));

        bench.type(device, "https://queue.example/t/0123456789abcdef0123\nA7-K2\t");

        REQUIRE(bench.scans(2));
        CHECK(bench.ear.scans == Texts{"https://queue.example/t/0123456789abcdef0123", "A7-K2"});
        CHECK(bench.ear.changes == std::vector{true});
    }
}

TEST_CASE("UsbScanner: the technician's keyboard is left alone", "[scanner][usb]") {
    EmulatedKeypad keyboard("", 0x046d, 0xc31c), boxes("", 0x1c4f, 0x0002), device("", kHoneywell, 0x0901);
    UsbScanBench bench;
    bench.bus.plug(keyboard, "1-1");
    bench.bus.plug(boxes, "1-2");
    bench.start();
    bench.bus.plug(device, "1-3");
    REQUIRE(bench.there());
    CHECK(device.is_claimed(0));
    for (const EmulatedKeypad* other : {&keyboard, &boxes}) {
        CHECK_FALSE(other->is_open());
        CHECK(other->has_kernel_driver(0));
    }
}

TEST_CASE("UsbScanner: any other scanner is named by its ids or its place", "[scanner][usb]") {
    for (const auto* match : {"ffff:0035", "ffff:0035:S1", "@1-2"}) {
        INFO(match);
        EmulatedKeypad first("S0", 0xffff, 0x0036), device("S1", 0xffff, 0x0035);
        UsbScanBench bench;
        bench.bus.plug(first, "1-1");
        bench.bus.plug(device, "1-2");
        bench.start({*usb::Match::parse(match)});
        REQUIRE(bench.there());
        CHECK_FALSE(first.is_open());
        bench.type(device, "A1\n");
        REQUIRE(bench.scans(1));
    }
}

TEST_CASE("UsbScanner: a scanner that types nothing is not taken", "[scanner][usb]") {
    PosScanner pos;
    EmulatedKeypad device("", kHoneywell, 0x0901);
    UsbScanBench bench;
    bench.bus.plug(pos, "1-1");
    bench.start();
    bench.bus.plug(device, "1-2"); // it comes second, and is the first that can be read
    REQUIRE(bench.there());
    CHECK(device.is_claimed(0));
    CHECK_FALSE(pos.is_open());
}

TEST_CASE("UsbScanner: one that refuses SET_PROTOCOL and SET_IDLE works all the same", "[scanner][usb]") {
    EmulatedKeypad device("", kZebra, 0x1200);
    device.refuse_requests();
    UsbScanBench bench;
    bench.bus.plug(device, "1-2");
    bench.start();
    REQUIRE(bench.there());
    bench.type(device, "A1\n");
    REQUIRE(bench.scans(1));
}

TEST_CASE("UsbScanner: without Enter, silence ends the scan", "[scanner][usb]") {
    EmulatedKeypad device("", kNewland, 0x0c00);
    UsbScanBench bench;
    bench.bus.plug(device, "1-2");
    bench.start();
    REQUIRE(bench.there());
    bench.type(device, "ABCD");
    REQUIRE(bench.scans(1, 10ms));
    CHECK(bench.ear.scans == Texts{"ABCD"});
    CHECK_FALSE(bench.scanner->next_deadline());
}

TEST_CASE("UsbScanner: a scan that comes while the owner is busy is not cut by silence", "[scanner][usb]") {
    EmulatedKeypad device("", kNewland, 0x0c00);
    UsbScanBench bench;
    bench.bus.plug(device, "1-2");
    bench.start();
    REQUIRE(bench.there());
    bench.type(device, "ABCD");
    REQUIRE(bench.turn([&] { return bench.scanner->next_deadline().has_value(); }));
    // In each turn more time passes than a silence has; reports wait all the while.
    bench.type(device, "EFGH\n");
    REQUIRE(bench.turn([&] {
        pollfd waiting{bench.scanner->descriptor(), POLLIN, 0};
        if (::poll(&waiting, 1, 100) > 0)
            bench.clock.advance(300ms);
        bench.scanner->tick(bench.clock.steady());
        return !bench.ear.scans.empty();
    }));
    CHECK(bench.ear.scans == Texts{"ABCDEFGH"});
}

TEST_CASE("UsbScanner: unplugged in mid-scan and plugged in again, it begins anew", "[scanner][usb]") {
    EmulatedKeypad device("", kDatalogic, 0x2204);
    UsbScanBench bench;
    bench.bus.plug(device, "1-2");
    bench.start();
    REQUIRE(bench.there());
    bench.type(device, "ABCDEF");
    REQUIRE(bench.turn([&] { // all of it was read, and the next is waited for
        return bench.scanner->next_deadline() && device.is_read(EmulatedKeypad::kIn);
    }));

    bench.bus.unplug(device);
    REQUIRE(bench.gone());
    bench.clock.advance(1s);
    bench.scanner->tick(bench.clock.steady());
    CHECK(bench.ear.scans.empty());

    bench.bus.plug(device, "1-3");
    REQUIRE(bench.there());
    CHECK(bench.scans_before_last(device).empty());
    CHECK(bench.ear.changes == std::vector{true, false, true});
}

TEST_CASE("UsbScanner: a stuck key is no scan, garbage neither", "[scanner][usb]") {
    EmulatedKeypad device("", kHoneywell, 0x0901);
    UsbScanBench bench;
    bench.bus.plug(device, "1-2");
    bench.start();
    REQUIRE(bench.there());

    SECTION("stuck") {
        for (int i = 0; i < 50; ++i)
            device.send_report(key_report({0x04}));
        REQUIRE(bench.turn([&] { return bench.scanner->next_deadline().has_value(); }));
        REQUIRE(bench.turn([&] { return !bench.scanner->next_deadline(); }, 10ms));
    }
    SECTION("garbage") {
        device.send_report({std::byte{4}});
        device.send_report(KeyReport(8, std::byte{0xFF}));
        device.send_report(KeyReport(8, std::byte{1}));
        device.send_report({std::byte{0}, std::byte{0}, std::byte{0x04}});
        device.send_report(key_report({0x04, 0x05, 0x06, 0x07, 0x08, 0x09}));
        device.send_report(key_report({}));
        bench.type(device, "lost\n");
    }
    device.send_report(key_report({}));
    CHECK(bench.scans_before_last(device).empty());
    CHECK(bench.ear.changes == std::vector{true});
}

TEST_CASE("UsbScanner: of two scanners the first is read, the second when it goes", "[scanner][usb]") {
    EmulatedKeypad first("", kHoneywell, 0x0901), second("", kZebra, 0x1200);
    UsbScanBench bench;
    bench.bus.plug(first, "1-1");
    bench.start();
    REQUIRE(bench.there());
    bench.bus.plug(second, "1-2");
    bench.type(first, "A1\n");
    REQUIRE(bench.scans(1));
    CHECK_FALSE(second.is_open());

    bench.bus.unplug(first);
    REQUIRE(bench.turn([&] { return second.is_claimed(0); }));
    CHECK(bench.ear.changes == std::vector{true, false, true});
    bench.type(second, "B2\n");
    REQUIRE(bench.scans(2));
    bench.bus.plug(first, "1-1");
    bench.type(second, "C3\n");
    REQUIRE(bench.scans(3));
    CHECK_FALSE(first.is_open());
    CHECK(bench.ear.scans == Texts{"A1", "B2", "C3"});

    bench.bus.unplug(second);
    REQUIRE(bench.turn([&] { return first.is_claimed(0); }));
}
