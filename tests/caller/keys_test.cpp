#include "caller/buttons/boot_keyboard.h"
#include "caller/buttons/key_map.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace caller;
using namespace std::chrono_literals;

namespace {

std::vector<std::byte> report(std::initializer_list<int> keys, int modifiers = 0) {
    std::vector<std::byte> bytes{std::byte(modifiers), std::byte{0}};
    for (const int one : keys)
        bytes.push_back(std::byte(one));
    bytes.resize(8);
    return bytes;
}

/// The keys that a row of reports presses.
std::vector<int> pressed(std::initializer_list<std::vector<std::byte>> reports) {
    BootKeyboard keyboard;
    std::vector<int> keys;
    for (const auto& one : reports)
        if (const auto usage = keyboard.take(one))
            keys.push_back(*usage);
    return keys;
}

const std::vector<int> kNothing;

} // namespace

TEST_CASE("BootKeyboard: a key presses once, when it goes down", "[caller][buttons]") {
    CHECK(pressed({report({0x57}), report({0x57}), report({}), report({0x57})}) == std::vector{0x57, 0x57});
    CHECK(pressed({report({0x57}), report({0x57, 0x59}), report({0x59})}) == std::vector{0x57, 0x59});
}

TEST_CASE("BootKeyboard: a stuck key does not hide the others", "[caller][buttons]") {
    CHECK(pressed({report({0x59}), report({0x59, 0x57}), report({0x59}), report({0x59, 0x57})}) ==
          std::vector{0x59, 0x57, 0x57});
}

TEST_CASE("BootKeyboard: roll-over, garbage and short reports press nothing", "[caller][buttons]") {
    CHECK(pressed({report({1, 1, 1, 1, 1, 1})}) == kNothing);
    CHECK(pressed({report({0x57, 0xF0})}) == kNothing);
    CHECK(pressed({report({0x57, 0x57})}) == kNothing);
    CHECK(pressed({report({0x57, 0x59})}) == kNothing);
    CHECK(pressed({report({0x57}, 0x05)}) == kNothing);
    CHECK(pressed({{std::byte{0}, std::byte{0}, std::byte{0x57}}}) == kNothing);
    CHECK(pressed({{}}) == kNothing);
}

TEST_CASE("BootKeyboard: a roll-over report does not let a held key press again", "[caller][buttons]") {
    CHECK(pressed({report({0x57}), report({1, 1, 1, 1, 1, 1}), report({0x57})}) == std::vector{0x57});
}

TEST_CASE("BootKeyboard: digits wrapped in NumLock are digits; a 00-key is two zeros", "[caller][buttons]") {
    CHECK(pressed({report({0x53}), report({}), report({0x59}), report({}), report({0x53}), report({})}) ==
          std::vector{0x59});
    CHECK(pressed({report({0x53, 0x59}), report({})}) == std::vector{0x59});
    CHECK(pressed({report({0x62}), report({}), report({0x62}), report({})}) == std::vector{0x62, 0x62});
}

TEST_CASE("BootKeyboard: the top row's digits are the pad's", "[caller][buttons]") {
    CHECK(pressed({report({0x1E}), report({0x1E, 0x59})}) == std::vector{0x59});
    CHECK(digit_of(0x27) == 0);
    CHECK(digit_of(0x61) == 9);
    CHECK_FALSE(digit_of(0x58));
}

TEST_CASE("BootKeyboard: what is held while the box settles is not pressed", "[caller][buttons]") {
    BootKeyboard keyboard;
    keyboard.hold(report({0x57}));

    CHECK_FALSE(keyboard.take(report({0x57})));
    CHECK_FALSE(keyboard.take(report({})));
    CHECK(keyboard.take(report({0x57})) == 0x57);
}

TEST_CASE("Keys: next is dead for 800 ms, others for less", "[caller][buttons]") {
    support::ManualClock clock;
    Keys keys(*KeyMap::preset("five"));
    CHECK(keys.take(key::kOne, clock.steady()) == Press(Action::Next));

    clock.advance(799ms);
    CHECK_FALSE(keys.take(key::kOne, clock.steady()));
    CHECK(keys.take(key::kOne + 1, clock.steady()) == Press(Action::Recall));
    clock.advance(1ms);
    CHECK(keys.take(key::kOne, clock.steady()) == Press(Action::Next));
}

TEST_CASE("Keys: digits and ENTER are a ticket's number", "[caller][buttons]") {
    support::ManualClock clock;
    Keys keys(*KeyMap::preset("numeric"));
    const auto type = [&](std::string_view what) {
        std::optional<Press> last;
        for (const char one : what)
            last = keys.take(one == '\n' ? key::kEnter : *parse_usage(std::string(1, one)), clock.steady());
        return last;
    };

    CHECK(type("12\n") == Press(EnterNumber{12}));
    CHECK(type("100\n") == Press(EnterNumber{100}));
    CHECK_FALSE(type("\n"));
    CHECK_FALSE(type("0\n"));
    CHECK(type("123456\n") == Press(EnterNumber{56}));

    type("12");
    CHECK(keys.typed() == "12");
    clock.advance(5001ms);
    CHECK(type("3\n") == Press(EnterNumber{3}));

    type("12");
    CHECK(keys.take(key::kPlus, clock.steady()) == Press(Action::Next));
    CHECK(keys.typed().empty());
}

TEST_CASE("Usage: keys have names in the configuration", "[caller][buttons]") {
    CHECK(parse_usage("kp-plus") == 0x57);
    CHECK(parse_usage("0") == 0x62);
    CHECK(parse_usage("a") == 0x04);
    CHECK(parse_usage("f13") == 0x68);
    CHECK(parse_usage("0x9a") == 0x9A);
    for (const auto* wrong : {"", "f0", "f25", "0x00", "0x01", "0xff", "plus ", "10", "0xzz"})
        CHECK_FALSE(parse_usage(wrong));
}
