#pragma once

#include "shared/link/client.h"
#include "tests/support/manual_clock.h"
#include "tests/support/scripted_hall.h"
#include "tests/support/temporary_folder.h"

#include <chrono>

namespace support {

/// A hall and whoever speaks to it, in one loop. `Clock` is the real one, or one that moves by pass() only:
/// then time-outs take no time, while the sockets are as real.
template <typename Clock>
struct Bench {
    TemporaryFolder folder;
    Clock clock;
    loop::Loop loop{clock};
    zmq::context_t context;
    ScriptedHall hall;

    explicit Bench(const std::string& endpoint = {})
        : hall(loop, context, clock, folder.path(),
               endpoint.empty() ? "ipc://" + (folder / "hall").string() : endpoint) {}

    /// Turns the loop until the condition holds; false when it does not within five real seconds.
    template <typename Condition>
    bool until(Condition holds) {
        const base::SystemClock real;
        const auto end = real.steady() + std::chrono::seconds(5);
        while (!holds() && real.steady() < end)
            loop.turn(std::chrono::milliseconds(5));
        return holds();
    }

    /// Lets the manual clock run; everybody has their turns on the way.
    void pass(base::Duration duration) {
        for (base::Duration passed{}; passed < duration; passed += std::chrono::milliseconds(100)) {
            clock.advance(std::chrono::milliseconds(100));
            loop.turn(std::chrono::milliseconds(2));
        }
    }

    /// Real time for the sockets to do whatever they would wrongly do.
    void settle() {
        const base::SystemClock real;
        const auto end = real.steady() + std::chrono::milliseconds(300);
        while (real.steady() < end)
            loop.turn(std::chrono::milliseconds(5));
    }
};

} // namespace support
