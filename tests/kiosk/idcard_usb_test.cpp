#include "kiosk/idcard/usb_card_reader.h"

#include "tests/kiosk/idcard_bench.h"
#include "tests/support/emulated_card_reader.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace std::chrono_literals;
using support::EmulatedCardReader;

namespace {

/// A kiosk's USB with one reader at it; time passes when nothing else happens.
struct UsbBench {
    support::UsbBus bus;
    support::ManualClock clock;
    CardEar ear;
    EmulatedCardReader device;
    std::optional<UsbCardReader> reader;

    explicit UsbBench(usb::Match match = UsbCardReader::usual()) {
        bus.plug(device, "1-2");
        reader.emplace(std::move(match), card_test_key(), clock, ear);
        reader->set_day(kServiceDay);
        reader->seek(true);
    }
    template <typename Condition>
    bool turn(Condition condition, base::Duration time = 50ms) {
        return turn_until(*reader, clock, condition, time);
    }
    bool there() {
        return turn([&] { return ear.there(); });
    }
    bool gone() {
        return turn([&] { return !ear.there(); }, 500ms);
    }
    bool reads_next() {
        const auto before = ear.cards.size();
        return turn([&] { return ear.cards.size() > before; });
    }
    void lay_on() {
        device.change([](VirtualModule& module) { module.lay_on({}); });
    }
};

} // namespace

TEST_CASE("UsbCardReader: finds the reader, and reads a card", "[idcard][usb]") {
    UsbBench bench;
    REQUIRE(bench.there());
    CHECK(bench.device.is_claimed(0));
    REQUIRE(bench.turn([&] { return bench.device.requests(0x20, 0x01) > 3; })); // no card
    CHECK(bench.ear.cards.empty());

    bench.lay_on();

    REQUIRE(bench.reads_next());
    CHECK(bench.ear.cards[0] == example_read());
    CHECK(bench.ear.failures.empty());
}

TEST_CASE("UsbCardReader: other devices are left alone", "[idcard][usb]") {
    EmulatedCardReader other(0x0483, 0x5743); // before the bus: it must outlive it
    UsbBench bench(*usb::Match::parse("0400:c35a"));
    bench.bus.plug(other, "1-1");
    REQUIRE(bench.there());
    CHECK_FALSE(other.is_open());
    bench.bus.unplug(other);
}

TEST_CASE("UsbCardReader: the reader of another maker is named by its ids", "[idcard][usb]") {
    EmulatedCardReader other(0x0483, 0x5743);
    UsbBench bench(*usb::Match::parse("0483:5743"));
    bench.bus.plug(other, "1-1");
    REQUIRE(bench.there());
    CHECK(other.is_claimed(0));
    CHECK_FALSE(bench.device.is_open());
    bench.reader.reset();
    bench.bus.unplug(other);
}

TEST_CASE("UsbCardReader: a card that cannot be read is told", "[idcard][usb]") {
    UsbBench bench;
    bench.device.change([](VirtualModule& module) {
        module.fail_read(3);
        module.lay_on({});
    });
    REQUIRE(bench.turn([&] { return !bench.ear.failures.empty(); }));
    CHECK(bench.ear.failures == std::vector{CardFailure::Unreadable});
    CHECK(bench.ear.cards.empty());
}

TEST_CASE("UsbCardReader: a stall of either endpoint is got over", "[idcard][usb]") {
    for (const auto endpoint : {EmulatedCardReader::kIn, EmulatedCardReader::kOut}) {
        UsbBench bench;
        REQUIRE(bench.there());
        bench.device.stall(endpoint);
        bench.lay_on();
        REQUIRE(bench.reads_next());
        CHECK(bench.device.clear_halts() >= 1);
        CHECK(bench.ear.changes == std::vector{true});
    }
}

TEST_CASE("UsbCardReader: unplugged in the middle of a reading, and plugged in again", "[idcard][usb]") {
    // The reply has 1290 bytes; the plug is pulled after so many of them.
    for (const std::size_t bytes : {0U, 6U, 64U, 640U, 1280U}) {
        INFO(bytes);
        UsbBench bench;
        REQUIRE(bench.there());
        REQUIRE(bench.turn([&] { return bench.device.requests(0x20, 0x01) > 0; }));
        bench.device.stop_after(11 + 15 + 19 + bytes); // no card at most once, found, selected
        bench.lay_on();
        REQUIRE(bench.turn([&] { return bench.device.is_stopped(); }, 10ms));

        bench.bus.unplug(bench.device);
        REQUIRE(bench.gone());
        CHECK(bench.ear.cards.empty());

        bench.bus.plug(bench.device, "1-3");
        REQUIRE(bench.there());
        REQUIRE(bench.reads_next());
        CHECK(bench.ear.cards[0] == example_read());
        CHECK(bench.ear.changes == std::vector{true, false, true});
    }
}

TEST_CASE("UsbCardReader: garbage between the replies does no harm", "[idcard][usb]") {
    UsbBench bench;
    REQUIRE(bench.there());
    for (const auto* garbage : {"00", "aaaaaa", "aaaaaa9669ffff", "ff00ff00aaaaaa96690003", "55aa55aa"}) {
        std::vector<std::byte> bytes;
        for (const char* at = garbage; *at != 0; at += 2)
            bytes.push_back(static_cast<std::byte>(std::stoi(std::string(at, 2), nullptr, 16)));
        bench.device.babble(bytes);
    }
    bench.lay_on();
    REQUIRE(bench.turn([&] { return !bench.ear.cards.empty(); }, 200ms));
    CHECK(bench.ear.cards[0] == example_read());
    CHECK(bench.ear.changes == std::vector{true});
}

TEST_CASE("UsbCardReader: a reader that falls silent is gone, and is found again by itself",
          "[idcard][usb]") {
    UsbBench bench;
    REQUIRE(bench.there());
    bench.device.change([](VirtualModule& module) { module.set_silent(true); });
    REQUIRE(bench.gone());

    bench.device.change([](VirtualModule& module) { module.set_silent(false); });
    REQUIRE(bench.turn([&] { return bench.ear.there(); }, 500ms));
    bench.lay_on();
    REQUIRE(bench.reads_next());
}

TEST_CASE("UsbCardReader: a reader that takes no requests is gone, and comes back", "[idcard][usb]") {
    UsbBench bench;
    REQUIRE(bench.there());
    bench.device.hold_after(0);
    REQUIRE(bench.gone());

    bench.device.release();
    REQUIRE(bench.turn([&] { return bench.ear.there(); }, 500ms));
    bench.lay_on();
    REQUIRE(bench.reads_next());
}
