#pragma once

#include "display/voice/alarm_call.h"
#include "display/voice/announcements.h"
#include "shared/loop/loop.h"
#include "shared/model/board.h"
#include "shared/voice/speaker.h"
#include "shared/voice/studio.h"

#include <string>
#include <vector>

namespace display {

struct AnnouncerOptions {
    std::vector<std::string> languages{"zh-Hans", "en"}; ///< in the order of speaking
    Manner manner;
    int times = 2;    ///< how often a call is said when nobody waits for the loudspeaker
    int volume = 100; ///< per cent
};

/// The hall's events, heard: what is called is said, one utterance at a time, in the thread of the loop.
///
///     phase        tick, something to say   sound is ready   tick, loudspeaker drained
///     Quiet        Recording                -                -
///     Recording    -                        Playing          -
///     Playing      -                        -                Quiet
///
/// A supervisor's alarm cuts in at any phase, and goes before all calls (see AlarmCall).
class Announcer final : public loop::Timed {
  public:
    Announcer(voice::Studio& studio, voice::Speaker& speaker, const AnnouncerOptions& options)
        : studio_(studio), speaker_(speaker), options_(options), announcements_(options.times),
          alarm_(options.languages) {}

    /// One event happened; `board` contains it.
    void updated(const model::Update& update, const model::Board& board, base::SteadyTime now);
    /// The board was replaced: nothing new is said, and what is no longer called is not said either.
    void replaced(const model::Board& board);

    /// Call it when studio.descriptor() is readable.
    void sound_ready(base::SteadyTime now);

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

    const Announcements& announcements() const { return announcements_; }

  private:
    enum class Phase { Quiet, Recording, Playing };
    void fall_silent(base::SteadyTime now);
    void say(voice::Script script);
    voice::Script script_of(const Utterance& utterance) const;

    voice::Studio& studio_;
    voice::Speaker& speaker_;
    AnnouncerOptions options_;
    Announcements announcements_;
    AlarmCall alarm_;
    bool says_alarm_ = false; ///< what is recorded or played is no call
    int unwanted_ = 0;        ///< sounds that are still recorded, and were cut off
    model::Hall hall_;        ///< for locations and emergencies
    Phase phase_ = Phase::Quiet;
    std::string title_;
    base::SteadyTime look_again_{};
};

} // namespace display
