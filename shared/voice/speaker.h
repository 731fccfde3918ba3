#pragma once

#include "shared/base/clock.h"
#include "shared/voice/pcm.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace voice {

/// A loudspeaker, of an audio zone of the hall or of a kiosk: one sound at a time.
///
/// Real twin: SdlSpeaker (sdl_speaker.cpp, the only file with SDL's audio; SDL_AUDIODRIVER chooses pulse,
/// alsa, disk, dummy). Virtual twin: FileSpeaker, part of the product (--virtual-speaker DIR).
/// SilentSpeaker stands in where there is no sound card or none is wanted.
/// Used from one thread; nothing here blocks.
class Speaker {
  public:
    virtual ~Speaker() = default;

    /// Begins to play. `title` says what it is, for a log. Call it only when not busy().
    virtual void play(const Pcm& pcm, const std::string& title, base::SteadyTime now) = 0;

    /// Falls silent at once: somebody touched something and has heard enough.
    virtual void stop(base::SteadyTime now) = 0;

    /// True until the last sample has been heard.
    virtual bool busy(base::SteadyTime now) = 0;

    /// False while nobody can hear it though they should: for the technician.
    virtual bool well() const { return true; }
};

/// Takes as long as the sound would, and is silent.
class SilentSpeaker : public Speaker {
  public:
    void play(const Pcm& pcm, const std::string& title, base::SteadyTime now) override;
    void stop(base::SteadyTime now) override { done_ = now; }
    bool busy(base::SteadyTime now) override { return now < done_; }

  private:
    base::SteadyTime done_{};
};

/// Writes each sound to DIR/001.wav, 002.wav … and one line to DIR/speaker.log: milliseconds of begin and end
/// of the steady clock, the file, what was said. Takes as long as the sound does, as a loudspeaker would.
class FileSpeaker final : public SilentSpeaker {
  public:
    /// Makes the folder; throws base::FileError when it cannot. Keeps the latest kMostFiles sounds.
    explicit FileSpeaker(std::filesystem::path folder);

    void play(const Pcm& pcm, const std::string& title, base::SteadyTime now) override;

    static constexpr int kMostFiles = 500;

  private:
    std::filesystem::path folder_;
    int played_ = 0;
};

/// A loudspeaker that may be missing at first or for a while: tries to open it when there is something to
/// play, at most once in kTryAgain, and is silent meanwhile. The screen goes on.
class PatientSpeaker final : public SilentSpeaker {
  public:
    using Open = std::function<std::unique_ptr<Speaker>()>; ///< throws when there is none
    static constexpr base::Duration kTryAgain = std::chrono::seconds(30);

    explicit PatientSpeaker(Open open) : open_(std::move(open)) { try_open(); }

    void play(const Pcm& pcm, const std::string& title, base::SteadyTime now) override;
    void stop(base::SteadyTime now) override;
    bool busy(base::SteadyTime now) override;
    bool well() const override { return real_ && real_->well(); }

  private:
    void try_open();

    Open open_;
    std::unique_ptr<Speaker> real_;
    std::optional<base::SteadyTime> tried_;
    bool said_ = false; ///< the log has the reason once
};

enum class Channel { Both, Left, Right };

/// Which loudspeaker of the machine.
struct Outlet {
    std::string device; ///< as SDL names it, such as "USB Audio Device"; empty: the system's own choice
    Channel channel = Channel::Both; ///< two zones may share a card, one on either side

    bool operator==(const Outlet&) const = default;
};

/// A loudspeaker of the machine. well() turns false when it stops to play.
/// Throws std::runtime_error with a sentence when there is none.
std::unique_ptr<Speaker> open_outlet(const Outlet& outlet);
/// The system's own choice.
std::unique_ptr<Speaker> open_sdl_speaker();

} // namespace voice
