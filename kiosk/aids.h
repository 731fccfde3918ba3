#pragma once

#include "shared/base/clock.h"
#include "shared/screen/geometry.h"

#include <array>
#include <optional>

namespace kiosk {

/// What a visitor may ask for, to see, to reach, to hear.
enum class Aid { LargeText, HighContrast, Reach, Speech, Volume, Repeat };

/// The aids of the present visitor, and when they are taken back, so that the next one finds the kiosk as the
/// hall has set it up.
///
///     what happens                              the aids
///     wanted()                                  one is switched, or the volume is one step louder
///     came_back(), touched back or over again   stay: it is the same visitor
///     visit_ended(), by time or with a ticket   as each visit begins
///     a minute without a sign at the beginning  as each visit begins: the visitor has walked away
///
/// Pure: the time comes from outside.
class Aids {
  public:
    /// With what each visit begins.
    struct Start {
        bool large_text = false;
        bool high_contrast = false;
        bool operator==(const Start&) const = default;
    };
    Aids() : Aids(Start{}) {}
    explicit Aids(Start start) : start_(start) { visit_ended(); }

    void wanted(Aid aid, base::SteadyTime now);
    /// Any touch, any key.
    void sign(base::SteadyTime now) { last_sign_ = now; }
    /// The page where visits begin is shown (or none can begin), and the visitor may still be there.
    void came_back(base::SteadyTime now);
    void set_out() { at_beginning_ = false; }
    void visit_ended();

    void tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const;

    bool large_text() const { return large_text_; }
    bool high_contrast() const { return high_contrast_; }
    bool reach() const { return reach_; }
    bool speech() const { return speech_; }
    bool is_on(Aid aid) const;

    /// 1 … kVolumes.
    int volume() const { return volume_ + 1; }
    /// Per cent of the samples' height: the steps are 6 dB apart, 18 dB from the first to the last; the
    /// loudest is 12 dB above what a visit begins with (EN 301 549 8.2.1).
    int volume_percent() const { return kPercent.at(static_cast<std::size_t>(volume_)); }
    static constexpr int kVolumes = 4;

    static constexpr base::Duration kForget = std::chrono::seconds(60);

    /// In reach mode nothing that can be touched stands above: 55 per cent of an upright panel are left, 70
    /// of a wide one, which is not half as high.
    static int reach_line(screen::Size size);

    bool operator==(const Aids&) const = default;

  private:
    static constexpr std::array<int, kVolumes> kPercent{12, 25, 50, 100};
    static constexpr int kUsualVolume = 1;

    Start start_;
    bool large_text_ = false, high_contrast_ = false, reach_ = false, speech_ = false;
    int volume_ = kUsualVolume;
    bool at_beginning_ = true;
    base::SteadyTime last_sign_{};
};

} // namespace kiosk
