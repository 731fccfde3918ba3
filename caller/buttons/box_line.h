#pragma once

#include "caller/buttons/box_frame.h"
#include "caller/buttons/sign.h"
#include "shared/base/clock.h"

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace caller {

// What happens on a line of boxes. `key`: from 1.
struct BoxCame {
    std::uint8_t address = 0;
    bool operator==(const BoxCame&) const = default;
};
struct BoxWent {
    std::uint8_t address = 0;
    bool operator==(const BoxWent&) const = default;
};
struct BoxKey {
    std::uint8_t address = 0, key = 0;
    bool down = false;
    bool operator==(const BoxKey&) const = default;
};
/// It lost its power for a moment: of keys that were down nothing is known.
struct BoxRestarted {
    std::uint8_t address = 0;
    bool operator==(const BoxRestarted&) const = default;
};
using BoxEvent = std::variant<BoxCame, BoxWent, BoxKey, BoxRestarted>;

/// The host's side of PROTOCOL.md: asks the boxes of one line in turn.
///
///     box      asked with    N       K, U            R           T       no answer         3rd in a row
///     Away     F, each 1 s   There   -               -           -       -                 -
///     There    P, or D       -       told, P next    Meeting     shown   asked again       Away
///     Meeting  F             There   -               -           -       asked again       Away
///
/// An event with the number of the last one was told already. One question is under way at a time.
///
/// Pure: bytes and time in; events and bytes out.
class BoxLine {
  public:
    static constexpr base::Duration kAnswer{80}; ///< 50 ms of the box, and the bytes on the line
    static constexpr base::Duration kPause{5};   ///< before the line turns round
    static constexpr base::Duration kEach{40};   ///< how often a box is asked, if the others leave time
    static constexpr base::Duration kAway{1000}; ///< and how often one that is away
    static constexpr base::Duration kShow{5000}; ///< how often it is told what to show
    static constexpr int kMisses = 3;
    static constexpr std::uint8_t kMostKey = 99;

    explicit BoxLine(const std::vector<std::uint8_t>& addresses);

    void opened(base::SteadyTime now);
    std::vector<BoxEvent> closed();
    std::vector<BoxEvent> received(std::span<const std::byte> bytes, base::SteadyTime now);
    std::vector<BoxEvent> tick(base::SteadyTime now);
    /// Empty: the line is closed.
    std::optional<base::SteadyTime> next_deadline() const;

    /// What is to be sent now; asked for after each of the above.
    std::string to_send() { return std::exchange(unsent_, {}); }

    void show(std::uint8_t address, const Sign& sign);

  private:
    enum class State { Away, There, Meeting };
    struct Box {
        std::uint8_t address = 0;
        State state = State::Away;
        std::uint8_t seq = 0; ///< of the last event that was taken
        int misses = 0;
        base::SteadyTime due{};
        std::string sign{}; ///< empty: nothing to show yet
        bool shows = true;  ///< it has something to show it with, as far as is known
        base::SteadyTime show_at{};
    };

    void ask(Box& box, base::SteadyTime now);
    void heard(Box& box, const BoxFrame& frame, base::SteadyTime now, std::vector<BoxEvent>& events);
    void heard_key(Box& box, const BoxFrame& frame, base::SteadyTime now, std::vector<BoxEvent>& events);
    void missed(Box& box, base::SteadyTime now, std::vector<BoxEvent>& events);
    Box* find(std::uint8_t address);
    Box* next();

    std::vector<Box> boxes_;
    BoxFrameReader reader_;
    std::string unsent_;
    bool open_ = false;
    std::uint8_t asked_ = 0; ///< whose answer is awaited; 0: nobody's
    char asked_with_ = 'P';
    base::SteadyTime answer_by_{};
    base::SteadyTime free_at_{};
};

} // namespace caller
