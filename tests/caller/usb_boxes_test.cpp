#include "caller/buttons/usb_boxes.h"

#include "tests/support/emulated_keypad.h"
#include "tests/support/hid_descriptors.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>
#include <poll.h>

using namespace caller;
using namespace std::chrono_literals;

namespace {

struct Ear final : BoxListener {
    std::vector<std::pair<int, Press>> presses;
    std::vector<BoxState> states;

    void pressed(const model::CounterId& counter, const Press& press) override {
        presses.emplace_back(counter.value, press);
    }
    void typed(const model::CounterId&, const std::string&) override {}
    void box_changed(const BoxState& state) override { states.push_back(state); }
    bool there() const { return !states.empty() && states.back().there; }
};

BoxBinding binding(const std::string& match, int counter, const char* keys = "numeric") {
    return {*usb::Match::parse(match), model::CounterId{counter}, *KeyMap::preset(keys)};
}

std::vector<std::byte> held(std::uint8_t usage) {
    std::vector<std::byte> bytes(8);
    bytes[2] = std::byte{usage};
    return bytes;
}

struct UsbBench {
    support::UsbBus bus;
    support::ManualClock clock;
    Ear ear;

    template <typename Condition>
    bool turn_until(UsbBoxes& boxes, Condition condition) {
        const auto end = std::chrono::steady_clock::now() + 5s;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            pollfd ready{boxes.descriptor(), POLLIN, 0};
            ::poll(&ready, 1, 10);
            boxes.dispatch();
            boxes.tick(clock.steady());
        }
        return true;
    }
    /// Plugged in, opened and settled.
    bool ready(UsbBoxes& boxes, support::EmulatedKeypad& keypad) {
        const bool found = turn_until(boxes, [&] { return keypad.is_read(support::EmulatedKeypad::kIn); });
        clock.advance(1s);
        return found;
    }
    void send(support::EmulatedKeypad& keypad, std::string_view report) {
        keypad.send_report(support::hid_bytes(report));
    }
    bool presses(UsbBoxes& boxes, std::size_t count) {
        return turn_until(boxes, [&] { return ear.presses.size() == count; });
    }
    /// All that was sent so far has been heard: a key of its own comes last.
    bool heard_all(UsbBoxes& boxes, support::EmulatedKeypad& keypad) {
        const auto before = ear.presses.size();
        clock.advance(1s);
        keypad.press(key::kDot);
        return turn_until(boxes, [&] {
            return ear.presses.size() > before && ear.presses.back().second == Press(Action::Start);
        });
    }
};

} // namespace

TEST_CASE("UsbBoxes: a key on a box is a press at its counter", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));
    CHECK(keypad.is_boot());
    CHECK(keypad.is_claimed(0));
    CHECK(keypad.is_claimed(1));

    keypad.press(key::kPlus);

    REQUIRE(bench.turn_until(boxes, [&] { return !bench.ear.presses.empty(); }));
    CHECK(bench.ear.presses.front() == std::pair<int, Press>(3, Action::Next));
}

TEST_CASE("UsbBoxes: a box that refuses SET_PROTOCOL and SET_IDLE works all the same", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    keypad.refuse_requests();
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));

    keypad.press(key::kPlus);

    CHECK(bench.turn_until(boxes, [&] { return bench.ear.presses.size() == 1; }));
}

TEST_CASE("UsbBoxes: other keyboards are left alone", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad technicians("", 0x046d, 0xc31c), ours;
    bench.bus.plug(technicians, "1-1");
    bench.bus.plug(ours, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);

    REQUIRE(bench.ready(boxes, ours));

    CHECK_FALSE(technicians.is_open());
    CHECK(technicians.has_kernel_driver(0));
}

TEST_CASE("UsbBoxes: two equal boxes are told apart by their ports", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad left, right;
    bench.bus.plug(left, "1-3.1");
    bench.bus.plug(right, "1-3.2");
    UsbBoxes boxes({binding("@1-3.2", 4), binding("@1-3.1", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, left));
    REQUIRE(bench.ready(boxes, right));

    right.press(key::kPlus);
    REQUIRE(bench.turn_until(boxes, [&] { return bench.ear.presses.size() == 1; }));
    left.press(key::kPlus);
    REQUIRE(bench.turn_until(boxes, [&] { return bench.ear.presses.size() == 2; }));

    CHECK(bench.ear.presses[0].first == 4);
    CHECK(bench.ear.presses[1].first == 3);
}

TEST_CASE("UsbBoxes: a box pulled out in mid-press presses nothing when it comes back", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));
    keypad.send_report(held(key::kPlus));
    REQUIRE(bench.turn_until(boxes, [&] { return bench.ear.presses.size() == 1; }));

    bench.bus.unplug(keypad);
    REQUIRE(bench.turn_until(boxes, [&] { return !bench.ear.there(); }));
    bench.bus.plug(keypad, "1-2");
    REQUIRE(bench.turn_until(boxes, [&] { return keypad.is_read(support::EmulatedKeypad::kIn); }));
    CHECK(bench.ear.there());
    keypad.send_report(held(key::kPlus)); // still down, told as soon as the box lives
    REQUIRE(bench.turn_until(boxes, [&] { return keypad.is_read(support::EmulatedKeypad::kIn); }));
    boxes.dispatch();
    REQUIRE(bench.heard_all(boxes, keypad));

    CHECK(bench.ear.presses.size() == 2); // the first one, and the key that ended the wait
    bench.clock.advance(1s);
    keypad.press(key::kPlus);
    CHECK(bench.turn_until(boxes, [&] { return bench.ear.presses.size() == 3; }));
}

TEST_CASE("UsbBoxes: a stuck key presses once, garbage never", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));

    SECTION("stuck") {
        for (int i = 0; i < 50; ++i)
            keypad.send_report(held(key::kPlus));
        REQUIRE(bench.turn_until(boxes, [&] { return bench.ear.presses.size() == 1; }));
        REQUIRE(bench.heard_all(boxes, keypad));
        CHECK(bench.ear.presses.size() == 2);
    }
    SECTION("garbage") {
        keypad.send_report({std::byte{0}});
        keypad.send_report(std::vector<std::byte>(8, std::byte{0xFF}));
        keypad.send_report(std::vector<std::byte>(8, std::byte{1}));
        keypad.send_report({std::byte{0}, std::byte{0}, std::byte{key::kPlus}});
        std::vector<std::byte> noise;
        for (int i = 0; i < 8; ++i)
            noise.push_back(std::byte(0x50 + i));
        keypad.send_report(noise);
        keypad.send_report(std::vector<std::byte>(8));
        REQUIRE(bench.heard_all(boxes, keypad));
        CHECK(bench.ear.presses.size() == 1);
    }
}

TEST_CASE("UsbBoxes: a number typed on a box calls that ticket", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad("K7");
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002:K7", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));

    for (const int usage : {0x59, 0x5A, 0x58})
        keypad.press(static_cast<std::uint8_t>(usage));

    REQUIRE(bench.turn_until(boxes, [&] { return !bench.ear.presses.empty(); }));
    CHECK(bench.ear.presses.front().second == Press(EnterNumber{12}));
}

TEST_CASE("UsbBoxes: a box that describes its reports is read by its own description", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    keypad.describe(support::hid_bytes(support::kMacroPadDescriptor));
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3, "twenty")}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));
    CHECK_FALSE(keypad.is_boot());

    bench.send(keypad, "01 00 01 00 00"); // a: next
    REQUIRE(bench.presses(boxes, 1));
    bench.send(keypad, "02 e9 00"); // another report does not let it go
    bench.send(keypad, "02 00 00");
    bench.send(keypad, "01 00 01 00 00");
    bench.send(keypad, "04 ff ff ff");
    bench.send(keypad, "01");
    bench.send(keypad, "01 00 03 00 00"); // b: recall
    REQUIRE(bench.presses(boxes, 2));

    CHECK(bench.ear.presses[0].second == Press(Action::Next));
    CHECK(bench.ear.presses[1].second == Press(Action::Recall));
}

TEST_CASE("UsbBoxes: a box that is no keyboard has buttons", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    keypad.describe(support::hid_bytes(support::kButtonBoxDescriptor));
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3, "rating")}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));

    bench.send(keypad, "10 00 00 00");

    REQUIRE(bench.presses(boxes, 1));
    CHECK(bench.ear.presses[0].second == Press(Rate{1}));
}

TEST_CASE("UsbBoxes: an unusable description leaves the boot protocol", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    keypad.describe(support::hid_bytes("05 07 19 04 c0 c0 c0 ff ff ff"));
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));
    CHECK(keypad.is_boot());

    keypad.press(key::kPlus);

    REQUIRE(bench.presses(boxes, 1));
}

TEST_CASE("UsbBoxes: a report longer than a packet comes in several", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    // Report 1: 128 keys, a bit each.
    keypad.describe(
        support::hid_bytes("05 01 09 06 a1 01 85 01 05 07 19 00 29 7f 15 00 25 01 75 01 95 80 81 02 c0"));
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));

    bench.send(keypad, "01 00 00 00 00 00 00 00");
    bench.send(keypad, "00 00 00 80 00 00 00 00"); // 0x57
    bench.send(keypad, "00");

    REQUIRE(bench.presses(boxes, 1));
    CHECK(bench.ear.presses[0].second == Press(Action::Next));
}

TEST_CASE("UsbBoxes: a lamp is lit when somebody is called, and blinks while the hall is away",
          "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    const bool described = GENERATE(false, true);
    if (described)
        keypad.describe(support::hid_bytes(support::kMacroPadDescriptor));
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);
    boxes.show(model::CounterId{3}, Sign{true, true, "A1", 0});
    REQUIRE(bench.ready(boxes, keypad));
    const auto lamps = [&](int wanted) {
        return bench.turn_until(boxes, [&] { return keypad.lamp_reports() > 0 && keypad.lamps() == wanted; });
    };

    CHECK(lamps(1));
    CHECK(keypad.lamp_report().size() == (described ? 2 : 1));
    boxes.show(model::CounterId{3}, Sign{true, true, "A1", 2});
    CHECK(lamps(3));
    boxes.show(model::CounterId{3}, Sign{true, false, "A1", 0});
    CHECK(lamps(0));
    CHECK_FALSE(boxes.next_deadline());

    boxes.show(model::CounterId{3}, Sign{false, false, "", 0});
    const auto before = keypad.lamp_reports();
    for (int i = 0; i < 20; ++i) { // ten seconds
        boxes.tick(bench.clock.steady());
        const bool on = Sign{}.lamp(0, bench.clock.steady());
        REQUIRE(lamps(on ? 1 : 0));
        bench.clock.advance(500ms);
    }
    CHECK(keypad.lamp_reports() - before <= 20);
}

TEST_CASE("UsbBoxes: a key that is held for half a minute is told as stuck", "[caller][usb]") {
    UsbBench bench;
    support::EmulatedKeypad keypad;
    bench.bus.plug(keypad, "1-2");
    UsbBoxes boxes({binding("1c4f:0002", 3)}, bench.clock, bench.ear);
    REQUIRE(bench.ready(boxes, keypad));
    keypad.send_report(held(key::kPlus));
    REQUIRE(bench.presses(boxes, 1));
    REQUIRE(boxes.next_deadline() == bench.clock.steady() + Strokes::kStuck);

    bench.clock.advance(Strokes::kStuck);
    REQUIRE(bench.turn_until(boxes, [&] { return bench.ear.states.back().stuck; }));
    CHECK(bench.ear.there());

    keypad.send_report(held(0));
    CHECK(bench.turn_until(boxes, [&] { return !bench.ear.states.back().stuck; }));
    CHECK(bench.ear.presses.size() == 1);
}
