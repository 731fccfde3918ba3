#pragma once

#include "display/voice/grammar.h"
#include "shared/base/clock.h"
#include "shared/model/board.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace display {

/// A number that somebody called or called again.
struct Call {
    std::uint64_t seq = 0; ///< of its event: the order in which calls are said
    model::TicketId ticket;
    std::string number;
    model::CounterId counter;
    bool emergency = false; ///< goes before all others

    bool operator==(const Call&) const = default;
};

/// What the loudspeaker says next.
struct Utterance {
    Call call;
    Length length = Length::Full;
    bool chime = true;    ///< false when it follows straight on another one
    bool again = false;   ///< a repeat of what was said just before
    bool current = false; ///< no call: somebody asked which numbers are called now

    bool operator==(const Utterance&) const = default;
};

/// Whether a recall will be heard.
enum class Recalled {
    Queued,    ///< it will be said after those that wait
    Coalesced, ///< the same ticket waits to be said anyway
    TooSoon,   ///< this counter's last one was less than kRecallPause ago; the screen still shows it
};

/// The loudspeaker of one audio zone is a queue too: about three bilingual calls a minute fit in it.
///
///     waiting when a turn comes   what is said
///     0                           the call in full, and when it is over and still nobody waits, once more
///     1, 2                        the call in full, once
///     3 and more                  short form; the chime of the one before counts for it
///
/// Never dropped: a first call, unless its visitor has already come (or was given up). Dropped first:
/// repeats. Order: emergencies, then the events' numbers; never the clock. A recall of a ticket whose first
/// call has not been said is absorbed by it: to move it behind the others would punish an eager clerk's
/// visitor. One of a ticket being said comes again at the end, instead of its repeat.
/// Who asks for the current numbers is answered after the calls that wait then; a repeat gives way.
/// One utterance at a time: next() answers nothing between an utterance and its spoken(), so calls never
/// overlap.
///
/// Pure: the sound itself is Announcer's.
class Announcements {
  public:
    static constexpr base::Duration kRecallPause = std::chrono::seconds(10);
    static constexpr base::Duration kBetween = std::chrono::milliseconds(700); ///< quiet after an utterance
    static constexpr int kShortFrom = 3;                                       ///< waiting calls
    static constexpr std::size_t kMostWaiting = 200; ///< more cannot be said in an hour; recalls go first

    static constexpr base::Duration kAskPause = std::chrono::seconds(15); ///< after an answer

    /// How often a call is said when nobody waits for the loudspeaker: 1–3.
    explicit Announcements(int times = 2) : times_(times) {}

    void called(const Call& call);
    Recalled recalled(const Call& call, base::SteadyTime now);

    /// Somebody wants to hear the current numbers. False when the answer waits to be said, or was just given.
    bool asked(base::SteadyTime now);

    /// The visitor came, or was given up: nothing more is said. True when something was left unsaid.
    bool ended(model::TicketId ticket);

    /// After a gap in the updates: forgets the calls that `still_called` denies. Returns how many.
    std::size_t keep(const std::function<bool(const Call&)>& still_called);
    /// Forgets all calls; who asked is still answered.
    void clear();

    /// What to say now, if anything; it is then being said until spoken().
    std::optional<Utterance> next(base::SteadyTime now);
    void spoken(base::SteadyTime now);

    bool speaking() const { return speaking_.has_value(); }
    std::size_t waiting() const { return waiting_.size(); }

    /// When next() has something to say; empty while speaking and while there is nothing.
    std::optional<base::SteadyTime> next_deadline() const;

  private:
    struct Waiting {
        Call call;
        bool recall = false;
    };
    std::vector<Waiting>::iterator find(model::TicketId ticket);
    void insert(const Call& call, bool recall);
    bool repeat_due() const;

    int times_;
    std::vector<Waiting> waiting_; ///< in the order of saying
    std::optional<Utterance> speaking_;
    std::optional<Call> last_; ///< said, and perhaps to be said again
    int said_ = 0;             ///< times `last_` was said
    bool follows_on_ = false;  ///< somebody waited when the last utterance ended
    base::SteadyTime quiet_until_{};
    std::map<model::CounterId, base::SteadyTime> recalls_;
    std::optional<std::size_t> asked_after_; ///< somebody asks; so many calls are said before the answer
    std::optional<base::SteadyTime> answered_;
};

} // namespace display
