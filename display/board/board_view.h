#pragma once

#include "shared/base/clock.h"
#include "shared/base/zone.h"
#include "shared/model/board.h"
#include "shared/model/words.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace display {

/// How a call draws attention to itself; the word NEW and the frame go with all but Steady.
enum class Attention {
    Lit,    ///< flashing, the bright half second
    Dimmed, ///< flashing, the other half second
    New,    ///< framed
    Steady,
};

/// A number that was called, and where to.
struct ShownCall {
    std::string number;
    model::CounterId counter;
    model::Names location;
    bool green = false; ///< came through a green channel
    Attention attention = Attention::Steady;

    bool operator==(const ShownCall&) const = default;
};

/// Who sits at a counter, as the plate says it (岗位牌).
struct ShownClerk {
    std::string staff_number; ///< empty: nobody
    model::Names name;        ///< empty: the hall keeps no list of its staff

    bool operator==(const ShownClerk&) const = default;
};

struct ShownCounter {
    model::CounterId id;
    model::CounterState state = model::CounterState::Closed;
    std::string number{}; ///< called or being served; empty: nobody
    Attention attention = Attention::Steady;
    bool coming = false; ///< the number is called and its visitor not yet there
    model::Names location{};
    ShownClerk clerk{};
    std::string
        until{}; ///< of a pause: "10:45", when the clerk expects to be back; empty: not known, or past

    bool operator==(const ShownCounter&) const = default;
};

struct ShownService {
    std::string letter;
    model::Names name;
    std::optional<int> waiting; ///< empty: not known now
    model::RoundedWait wait;

    bool operator==(const ShownService&) const = default;
};

/// Whether what stands on the board is true now.
enum class Currency {
    Connecting, ///< nothing known yet
    Current,
    NotCurrent, ///< out of touch with the hall: no number is shown rather than an old one
};

/// Everything on the board at one moment; a screen draws it, a strip or a test reads it.
struct Contents {
    Currency currency = Currency::Connecting;
    model::Names hall;
    base::LocalTime time; ///< in the hall's zone
    bool accepting = true;
    std::vector<ShownCall> large;  ///< who is to come now, newest first: at most kMostLarge
    std::vector<ShownCall> recent; ///< the calls before, newest first
    std::vector<ShownCounter> counters;
    std::vector<ShownService> services;
    std::vector<model::Names> notices;

    /// Somebody was called a moment ago: a supervisor's notice makes way.
    bool has_new_call() const;

    bool operator==(const Contents&) const = default;
};

/// What the board shows: the hall's state and what just happened in it.
///
///     age of a call       attention
///     0 – 4 s             flashes at 1 Hz: Lit, Dimmed, Lit …
///     4 – 25 s            New
///     then                Steady; large until somebody else is called, the visitor comes or is given up
///
/// A second call within 25 s is shown large beside the first. A recall is a call. After a new snapshot
/// nothing flashes: it did not happen now.
///
/// Pure: no screen, no clock, no link. `board` is the follower's, which may change between calls.
class BoardView {
  public:
    static constexpr base::Duration kFlash = std::chrono::seconds(4);
    static constexpr base::Duration kHalfPeriod = std::chrono::milliseconds(500);
    static constexpr base::Duration kNew = std::chrono::seconds(25);
    static constexpr std::size_t kMostLarge = 2;
    static constexpr std::size_t kMostRecent = 12;

    void replaced(const model::Board& board);
    void updated(const model::Update& update, const model::Board& board, base::SteadyTime now);
    void in_touch() { currency_ = Currency::Current; }
    void out_of_touch();

    /// `board` null: nothing known yet. `hall_time` is the hall's clock.
    Contents contents(const model::Board* board, base::WallTime hall_time, base::SteadyTime now) const;

    /// When contents() will differ though nothing happens: a flash, the next minute.
    base::SteadyTime next_deadline(base::WallTime hall_time, base::SteadyTime now) const;

  private:
    struct Past {
        model::TicketId ticket;
        std::string number;
        model::CounterId counter;
        bool coming = true;                   ///< called and not yet there
        std::optional<base::SteadyTime> rung; ///< when it was called, if that was seen to happen
    };
    Attention attention(const Past& call, base::SteadyTime now) const;
    ShownCall shown(const Past& call, const model::Board& board, base::SteadyTime now) const;
    ShownCounter shown(const model::CounterStatus& status, const model::Counter& counter,
                       const model::Board& board, base::WallTime hall_time, base::SteadyTime now) const;
    void ring(const model::Event& event, const model::Board& board, base::SteadyTime now);
    void forget(model::TicketId ticket);

    std::deque<Past> past_; ///< newest first
    Currency currency_ = Currency::Connecting;
    mutable std::optional<base::Zone> zone_;
};

} // namespace display
