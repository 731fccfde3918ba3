#pragma once

#include "kiosk/reader.h"
#include "shared/voice/speaker.h"
#include "shared/voice/studio.h"

#include <string>

namespace kiosk {

/// The kiosk's voice: words go to the studio, whose thread makes sound of them, and the sound to the
/// loudspeaker. Only the last thing said matters: all before it is forgotten.
class ReaderVoice final : public Reader {
  public:
    /// `volume` of the loudest step, per cent.
    ReaderVoice(voice::Studio& studio, voice::Speaker& speaker, int volume = 100)
        : studio_(studio), speaker_(speaker), volume_(volume) {}

    void say(const Utterance& utterance, int percent, base::SteadyTime now) override;
    void hush(base::SteadyTime now) override;
    /// From the next utterance on.
    void set_volume(int volume) { volume_ = volume; }
    bool speaking(base::SteadyTime now) override { return recording_ || speaker_.busy(now); }

    /// Call it when studio.descriptor() is readable.
    void sound_ready(base::SteadyTime now);

  private:
    voice::Studio& studio_;
    voice::Speaker& speaker_;
    int volume_;
    bool recording_ = false; ///< the studio has not handed over the sound yet
    std::string title_;
};

} // namespace kiosk
