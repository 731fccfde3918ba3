#pragma once

#include "display/voice/alarm_call.h"
#include "display/voice/announcements.h"
#include "shared/base/zone.h"
#include "shared/loop/loop.h"
#include "shared/model/board.h"
#include "shared/voice/speaker.h"
#include "shared/voice/studio.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace display {

/// Hours in which calls are said more softly, or only shown. `until` before `from` goes over midnight.
struct QuietHours {
    model::MinuteOfDay from = 0, until = 0; ///< in the hall's zone
    int volume = 0;                         ///< per cent; 0: calls are not said

    bool contains(model::MinuteOfDay minute) const;
    bool operator==(const QuietHours&) const = default;
};

struct AnnouncerOptions {
    std::string zone;                                    ///< its name, for the log
    std::vector<model::CounterId> counters;              ///< whose calls are heard here; none: all
    std::vector<std::string> languages{"zh-Hans", "en"}; ///< in the order of speaking
    Manner manner;
    int times = 2;    ///< how often a call is said when nobody waits for the loudspeaker
    int volume = 100; ///< per cent
    bool chime = true;
    std::vector<QuietHours> quiet; ///< the first that contains the time counts

    bool covers(model::CounterId counter) const;
    bool operator==(const AnnouncerOptions&) const = default;
};

/// The hall's events, heard in one audio zone: what is called is said, one utterance at a time, in the thread
/// of the loop.
///
///     phase        tick, something to say   sound is ready   tick, loudspeaker drained
///     Quiet        Recording                -                -
///     Recording    -                        Playing          -
///     Playing      -                        -                Quiet
///
/// A supervisor's alarm cuts in at any phase, and goes before all calls (see AlarmCall).
class Announcer final : public loop::Timed {
  public:
    /// What the zone knows of its hall.
    struct Source {
        std::function<const model::Board*()> board; ///< null: nothing known yet
        std::function<base::WallTime()> hall_time;
    };
    static constexpr int kLeastAnswer = 30;        ///< per cent: who asks is answered in quiet hours too
    static constexpr std::size_t kMostCurrent = 4; ///< numbers in an answer

    /// `index` tells the zones apart that share the studio.
    Announcer(voice::Studio& studio, voice::Speaker& speaker, AnnouncerOptions options, Source source,
              int index = 0)
        : studio_(studio), speaker_(speaker), options_(std::move(options)), source_(std::move(source)),
          index_(index), announcements_(options_.times), alarm_(options_.languages) {}

    /// One event happened; the board contains it.
    void updated(const model::Update& update, base::SteadyTime now);
    /// The board was replaced: nothing new is said, and what is no longer called is not said either.
    void replaced();
    /// Somebody pressed the key that says the current numbers.
    void asked(base::SteadyTime now);

    /// Call it when studio.descriptor() is readable.
    void sound_ready(base::SteadyTime now);

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

    const AnnouncerOptions& options() const { return options_; }
    const Announcements& announcements() const { return announcements_; }

    /// How loud calls are now; 0: they are only shown.
    int volume() const;

  private:
    enum class Phase { Quiet, Recording, Playing };
    void fall_silent(base::SteadyTime now);
    void say(voice::Script script);
    voice::Script script_of(const Utterance& utterance) const;
    std::vector<Shown> current() const;

    voice::Studio& studio_;
    voice::Speaker& speaker_;
    AnnouncerOptions options_;
    Source source_;
    int index_;
    Announcements announcements_;
    AlarmCall alarm_;
    bool says_alarm_ = false; ///< what is recorded or played is no call
    mutable std::optional<base::Zone> zone_;
    Phase phase_ = Phase::Quiet;
    std::string title_;
    base::SteadyTime look_again_{};
};

} // namespace display
