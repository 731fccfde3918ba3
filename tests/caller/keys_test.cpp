#include "caller/buttons/key_map.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace caller;
using namespace std::chrono_literals;

TEST_CASE("Keys: next is dead for 800 ms, others for less", "[caller][buttons]") {
    support::ManualClock clock;
    Keys keys(*KeyMap::preset("five"));
    CHECK(keys.take(key::kOne, clock.steady()) == Press(Keyed{Action::Next, 0}));

    clock.advance(799ms);
    CHECK_FALSE(keys.take(key::kOne, clock.steady()));
    CHECK(keys.take(key::kOne + 1, clock.steady()) == Press(Keyed{Action::Recall, 1}));
    clock.advance(1ms);
    CHECK(keys.take(key::kOne, clock.steady()) == Press(Keyed{Action::Next, 0}));
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
    CHECK(type("0\n") == Press(Dismiss{}));
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
    CHECK(parse_usage("button-3") == usb::hid_usage(usb::kButtonPage, 3));
    CHECK(parse_usage("consumer-0xe9") == usb::hid_usage(usb::kConsumerPage, 0xE9));
    CHECK(digit_of(0x27) == 0);
    CHECK(digit_of(0x61) == 9);
    CHECK_FALSE(digit_of(0x58));
    for (const auto* wrong : {"", "f0", "f25", "0x00", "0x01", "0xff", "plus ", "10", "0xzz", "button-0",
                              "button-100", "button-", "consumer-0x0", "consumer-233", "consumer-0x400"})
        CHECK_FALSE(parse_usage(wrong));
}

TEST_CASE("KeyMap: a preset's keys are in the same order on every row that boxes send", "[caller][buttons]") {
    const auto expect = [](const char* preset, const std::vector<Press>& presses) {
        const auto map = *KeyMap::preset(preset);
        for (std::size_t i = 0; i < presses.size(); ++i) {
            INFO(preset << " key " << i + 1);
            const auto place = static_cast<Usage>(i);
            CHECK(map.presses.at(button(1) + place) == presses[i]);
            CHECK(map.presses.at(key::kLetterA + place) == presses[i]);
        }
        return map;
    };
    using enum Action;

    const auto five = expect(
        "five", {Keyed{Next, 0}, Keyed{Recall, 1}, Keyed{NoShow, 2}, Keyed{Transfer, 3}, Keyed{Pause, 4}});
    CHECK(five.presses.at(key::kOne + 4) == Press(Keyed{Pause, 4}));
    CHECK(five.presses.at(key::kF13 + 4) == Press(Keyed{Pause, 4}));
    CHECK(five.presses.size() == 20);
    expect("four", {Keyed{Next, 0}, Keyed{Recall, 1}, Keyed{NoShow, 2}, Keyed{Pause, 3}});
    expect("eight", {Keyed{Next, 0}, Keyed{Recall, 1}, Keyed{Start, 2}, Keyed{Finish, 3}, Keyed{NoShow, 4},
                     Keyed{Park, 5}, Keyed{Transfer, 6}, Keyed{Pause, 7}});
    const auto ten =
        expect("ten", {Keyed{Next, 0}, Keyed{Recall, 1}, Keyed{Start, 2}, Keyed{Finish, 3}, Keyed{NoShow, 4},
                       Keyed{Park, 5}, Keyed{Transfer, 6}, Keyed{Pause, 7}, Keyed{Open, 8}, Dismiss{}});
    CHECK(ten.presses.at(key::kZero) == Press(Dismiss{}));
    expect("rating", {Rate{5}, Rate{4}, Rate{3}, Rate{2}, Rate{1}});
    expect("twenty", {Next, Recall, Start, Finish, NoShow, Park, Transfer, Pause, Open});
    CHECK_FALSE(KeyMap::preset("fifty"));
    CHECK(KeyMap::preset_names().size() == 7);
}

TEST_CASE("Keys: a box of twenty has digits and ENTER among its buttons", "[caller][buttons]") {
    support::ManualClock clock;
    Keys keys(*KeyMap::preset("twenty"));

    for (const unsigned number : {10U, 11U, 19U})
        CHECK_FALSE(keys.take(button(number), clock.steady()));
    CHECK(keys.typed() == "120");
    CHECK(keys.take(button(20), clock.steady()) == Press(EnterNumber{120}));
    CHECK(keys.take(button(8), clock.steady()) == Press(Action::Pause));
}
