#pragma once

#include "display/voice/pcm.h"
#include "shared/base/clock.h"

#include <filesystem>
#include <memory>
#include <string>

namespace display {

/// The loudspeakers of one audio zone: one sound at a time.
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

    /// True until the last sample has been heard.
    virtual bool busy(base::SteadyTime now) = 0;
};

/// Takes as long as the sound would, and is silent.
class SilentSpeaker : public Speaker {
  public:
    void play(const Pcm& pcm, const std::string& title, base::SteadyTime now) override;
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

/// The machine's own loudspeaker. Throws std::runtime_error with a sentence when there is none.
std::unique_ptr<Speaker> open_sdl_speaker();

} // namespace display
