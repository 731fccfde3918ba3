#include "caller/learn.h"

#include "tests/support/emulated_keypad.h"
#include "tests/support/hid_descriptors.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace caller;
using namespace std::chrono_literals;

namespace {

/// The technician before a machine with boxes; what is said is kept.
struct LearnBench {
    support::UsbBus bus;
    support::TemporaryFolder folder;
    support::ManualClock clock;
    loop::Loop loop{clock};
    Options options;
    std::string said;
    std::unique_ptr<Learn> learn;

    LearnBench() { options.boxes_file = folder / "boxes.toml"; }
    void start() {
        learn = std::make_unique<Learn>(
            options, folder / "console", [this](const std::string& text) { said += text; }, loop, clock);
    }
    template <typename Condition>
    bool until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + 5s;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            loop.turn(10ms);
        }
        return true;
    }
    bool hears(const std::string& text) {
        return until([&] { return said.find(text) != std::string::npos; });
    }
    void type(const std::string& line) { std::ofstream(folder / "console") << line << std::endl; }
};

using Learned = std::vector<LearnedBox>;

} // namespace

TEST_CASE("Learn: two equal boxes are bound by a key on each, and found again", "[caller][learn][usb]") {
    LearnBench bench;
    support::EmulatedKeypad left, right("K7");
    bench.bus.plug(left, "1-3.1");
    bench.bus.plug(right, "1-3.2");
    bench.start();
    REQUIRE(bench.until([&] {
        return left.is_read(support::EmulatedKeypad::kIn) && right.is_read(support::EmulatedKeypad::kIn);
    }));

    right.press(key::kPlus);
    REQUIRE(bench.hears("A key of box 1c4f:0002 serial K7"));
    bench.type("4");
    REQUIRE(bench.hears("counter 4's now"));
    left.press(0x1E); // a 1 of the top row
    REQUIRE(bench.until([&] { return bench.said.rfind("Which counter") > bench.said.find("4's now"); }));
    bench.type("3");
    REQUIRE(bench.hears("counter 3's now"));

    CHECK(read_learned(bench.options.boxes_file) ==
          Learned{{"1c4f:0002:K7", model::CounterId{4}, "numeric"},
                  {"@0000:00:14.0/3.1", model::CounterId{3}, "five"}});
    bench.type("q");
    CHECK(bench.until([&] { return bench.loop.stopped(); }));
}

TEST_CASE("Learn: boxes with the same serial are told apart by their place", "[caller][learn][usb]") {
    LearnBench bench;
    bench.options.counter = model::CounterId{3};
    support::EmulatedKeypad left("0001"), right("0001");
    bench.bus.plug(left, "1-1");
    bench.bus.plug(right, "1-2");
    bench.start();
    REQUIRE(bench.until([&] { return right.is_read(support::EmulatedKeypad::kIn); }));

    right.press(key::kPlus);
    REQUIRE(bench.hears("counter 3's now"));

    CHECK(read_learned(bench.options.boxes_file) ==
          Learned{{"@0000:00:14.0/2", model::CounterId{3}, "numeric"}});
}

TEST_CASE("Learn: bound boxes and mice are left alone, a keyboard is given back at Escape",
          "[caller][learn][usb]") {
    LearnBench bench;
    support::EmulatedKeypad bound("", 0x1c4f, 0x0002), keyboard("", 0x046d, 0xc31c);
    bench.bus.plug(bound, "1-1");
    bench.bus.plug(keyboard, "1-2");
    bench.options.boxes = {
        {*usb::Match::parse("1c4f:0002"), model::CounterId{3}, *KeyMap::preset("numeric")}};
    bench.start();
    REQUIRE(bench.until([&] { return keyboard.is_read(support::EmulatedKeypad::kIn); }));
    CHECK_FALSE(bound.is_open());

    keyboard.press(key::kEscape);

    REQUIRE(bench.until([&] { return !keyboard.is_open(); }));
    CHECK(keyboard.has_kernel_driver(0));
    CHECK(read_learned(bench.options.boxes_file).empty());
}

TEST_CASE("Learn: a box pulled out while its counter is asked for binds nothing", "[caller][learn][usb]") {
    LearnBench bench;
    support::EmulatedKeypad keypad;
    bench.bus.plug(keypad, "1-1");
    bench.start();
    REQUIRE(bench.until([&] { return keypad.is_read(support::EmulatedKeypad::kIn); }));
    keypad.press(key::kPlus);
    REQUIRE(bench.hears("Which counter"));

    bench.bus.unplug(keypad);
    REQUIRE(bench.hears("is gone"));
    bench.type("3");
    REQUIRE(bench.hears("Press a key on the box first"));

    CHECK(read_learned(bench.options.boxes_file).empty());
}
