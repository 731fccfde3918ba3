#include "caller/buttons/strokes.h"

#include "shared/usb/boot_report.h"
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

/// A box that sends boot reports; `pause` passes before each.
struct StrokesBench {
    support::ManualClock clock;
    Strokes strokes;

    std::optional<Usage> down(std::initializer_list<Usage> usages, int part = 0) {
        return strokes.take(part, {0, usages}, clock.steady());
    }
    std::vector<Usage> pressed(std::initializer_list<std::vector<std::byte>> reports,
                               base::Duration pause = 50ms) {
        std::vector<Usage> keys;
        for (const auto& one : reports) {
            clock.advance(pause);
            if (const auto down = usb::boot_keys_down(one))
                if (const auto usage = strokes.take(0, *down, clock.steady()))
                    keys.push_back(*usage);
        }
        return keys;
    }
};

std::vector<Usage> pressed(std::initializer_list<std::vector<std::byte>> reports) {
    return StrokesBench().pressed(reports);
}

using Usages = std::vector<Usage>;

} // namespace

TEST_CASE("Strokes: a key presses once, when it goes down", "[caller][buttons]") {
    CHECK(pressed({report({0x57}), report({0x57}), report({}), report({0x57})}) == Usages{0x57, 0x57});
    CHECK(pressed({report({0x57}), report({0x57, 0x59}), report({0x59})}) == Usages{0x57, 0x59});
}

TEST_CASE("Strokes: a stuck key does not hide the others", "[caller][buttons]") {
    CHECK(pressed({report({0x59}), report({0x59, 0x57}), report({0x59}), report({0x59, 0x57})}) ==
          Usages{0x59, 0x57, 0x57});
}

TEST_CASE("Strokes: roll-over, garbage and short reports press nothing", "[caller][buttons]") {
    CHECK(pressed({report({1, 1, 1, 1, 1, 1})}).empty());
    CHECK(pressed({report({0x57, 0xF0})}).empty());
    CHECK(pressed({report({0x57, 0x57})}).empty());
    CHECK(pressed({report({0x57, 0x59})}).empty());
    CHECK(pressed({report({0x57}, 0x05)}).empty());
    CHECK(pressed({{std::byte{0}, std::byte{0}, std::byte{0x57}}}).empty());
    CHECK(pressed({{}}).empty());
}

TEST_CASE("Strokes: a roll-over report does not let a held key press again", "[caller][buttons]") {
    CHECK(pressed({report({0x57}), report({1, 1, 1, 1, 1, 1}), report({0x57})}) == Usages{0x57});
}

TEST_CASE("Strokes: digits wrapped in NumLock are digits; a 00-key is two zeros", "[caller][buttons]") {
    CHECK(pressed({report({0x53}), report({}), report({0x59}), report({}), report({0x53}), report({})}) ==
          Usages{0x59});
    CHECK(pressed({report({0x53, 0x59}), report({})}) == Usages{0x59});
    CHECK(StrokesBench().pressed({report({0x62}), report({}), report({0x62}), report({})}, 4ms) ==
          Usages{0x62, 0x62});
}

TEST_CASE("Strokes: the top row's digits are the pad's", "[caller][buttons]") {
    CHECK(pressed({report({0x1E}), report({0x1E, 0x59})}) == Usages{0x59});
}

TEST_CASE("Strokes: a worn contact presses once, as it goes down and as it goes up", "[caller][buttons]") {
    StrokesBench bench;
    CHECK(bench.pressed({report({0x57}), report({}), report({0x57}), report({}), report({0x57})}, 5ms) ==
          Usages{0x57});
    bench.clock.advance(1s);
    CHECK(bench.pressed({report({}), report({0x57}), report({})}, 5ms).empty());

    bench.clock.advance(Strokes::kBounce);
    CHECK(bench.down({0x57}) == 0x57U);
}

TEST_CASE("Strokes: the reports of one box speak each of its own keys", "[caller][buttons]") {
    StrokesBench bench;
    CHECK(bench.down({0x57}, 1) == 0x57U);
    CHECK(bench.down({button(1)}, 2) == button(1));
    CHECK_FALSE(bench.down({0x57}, 3)); // the same key, told by two reports
    CHECK_FALSE(bench.down({}, 2));
    CHECK_FALSE(bench.down({0x57}, 1)); // still down
}

TEST_CASE("Strokes: a key that is held for half a minute is told as stuck, once", "[caller][buttons]") {
    StrokesBench bench;
    CHECK(bench.down({0x57}) == 0x57U);
    CHECK(bench.strokes.next_deadline() == bench.clock.steady() + Strokes::kStuck);
    bench.clock.advance(Strokes::kStuck - 1ms);
    CHECK_FALSE(bench.strokes.tick(bench.clock.steady()));

    bench.clock.advance(1ms);
    CHECK(bench.strokes.tick(bench.clock.steady()) == 0x57U);
    CHECK_FALSE(bench.strokes.tick(bench.clock.steady()));
    CHECK_FALSE(bench.strokes.next_deadline());
    CHECK(bench.strokes.stuck());

    CHECK_FALSE(bench.down({})); // a stuck key that trembles is still the same one
    bench.clock.advance(5ms);
    CHECK_FALSE(bench.down({0x57}));
    CHECK(bench.strokes.stuck());

    CHECK_FALSE(bench.down({}));
    bench.clock.advance(1s);
    CHECK_FALSE(bench.strokes.stuck());
    CHECK(bench.down({0x57}) == 0x57U);
}

TEST_CASE("Strokes: a stuck modifier silences the box until it is told, and then no more",
          "[caller][buttons]") {
    constexpr Usage kShift = 0xE1;
    StrokesBench bench;
    CHECK_FALSE(bench.down({kShift}));
    CHECK_FALSE(bench.down({0x57, kShift}));
    CHECK_FALSE(bench.down({kShift}));
    bench.clock.advance(Strokes::kStuck);
    CHECK(bench.strokes.tick(bench.clock.steady()) == kShift);

    CHECK(bench.down({0x57, kShift}) == 0x57U);
}
