#pragma once

#include "shared/base/clock.h"
#include "shared/model/board.h"
#include "shared/voice/studio.h"

#include <optional>
#include <string>
#include <vector>

namespace display {

/// A supervisor's alarm at the loudspeaker: cuts whatever is being said, is said in one language after the
/// other, and comes again until it is withdrawn. It is no call: no rule of the back-log holds for it.
///
///                      between languages   after the last language   calls meanwhile
///     an evacuation    kBetween            kAgain                    none is said
///     a notice         kBetween            kNoticeAgain              said in between
///
/// One language is one script, so that the first is heard before the others are synthesised.
///
/// Pure: the sound itself is Announcer's.
class AlarmCall {
  public:
    static constexpr base::Duration kBetween = std::chrono::milliseconds(400);
    static constexpr base::Duration kAgain = std::chrono::seconds(15);
    static constexpr base::Duration kNoticeAgain = std::chrono::minutes(1);

    /// `languages`: as calls are said, in this order.
    explicit AlarmCall(std::vector<std::string> languages) : languages_(std::move(languages)) {}

    void follow(const model::Board& board);
    /// True once after an alarm was raised, changed or withdrawn: what is being said ends now.
    bool cuts() const { return cuts_; }
    void has_cut() { cuts_ = false; }
    /// While it is up nobody is called.
    bool silences_calls() const { return alarm_ && alarm_->kind == model::AlarmKind::Evacuation; }

    /// What to say now, if anything; it is being said until spoken(). Its volume is the caller's.
    std::optional<voice::Script> next(base::SteadyTime now);
    void spoken(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const;

  private:
    std::vector<std::string> languages_;
    std::optional<model::Alarm> alarm_;
    bool cuts_ = false;
    std::size_t turn_ = 0; ///< which language comes next
    base::SteadyTime at_{};
};

} // namespace display
