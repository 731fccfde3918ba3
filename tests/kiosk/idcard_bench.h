#pragma once

#include "kiosk/idcard/card_reader.h"
#include "tests/support/manual_clock.h"

#include <poll.h>

#include <array>
#include <vector>

namespace kiosk {

inline constexpr int kServiceDay = 20260302;

inline wire::PersonKey card_test_key() {
    std::array<std::byte, wire::PersonKey::kSize> bytes{};
    bytes.fill(std::byte{7});
    return wire::PersonKey(bytes);
}

/// What the standard's example card is on the service day.
inline CardRead example_read() {
    return {76, true, wire::person_token(card_test_key(), kServiceDay, "11010519491231002X")};
}

/// Keeps what a reader told.
struct CardEar final : CardListener {
    std::vector<CardRead> cards;
    std::vector<CardFailure> failures;
    std::vector<bool> changes;

    void card_read(const CardRead& card) override { cards.push_back(card); }
    void card_failed(CardFailure why) override { failures.push_back(why); }
    void reader_changed(bool there) override { changes.push_back(there); }
    bool there() const { return !changes.empty() && changes.back(); }
};

/// Turns the reader as an owner's loop would, until the condition holds; false after five seconds. With
/// `time`, so much of the reader's time passes in each turn without a reply.
template <typename Condition>
bool turn_until(CardReader& reader, support::ManualClock& clock, Condition condition,
                base::Duration time = base::Duration(0)) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        pollfd ready{reader.descriptor(), POLLIN, 0};
        if (::poll(&ready, 1, 10) == 0)
            clock.advance(time);
        else
            reader.dispatch();
        reader.tick(clock.steady());
    }
    return true;
}

} // namespace kiosk
