#include "shared/voice/speaker.h"

#include "shared/base/log.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_audio.h>
#include <SDL2/SDL_error.h>

#include <optional>
#include <stdexcept>
#include <string>

namespace voice {

namespace {

/// What SDL has taken from the queue but not yet sent to the card: two periods.
constexpr Uint16 kPeriod = 1024;
constexpr base::Duration kTail{2 * 1000 * kPeriod / kRate + 1};
/// A card that was pulled out never drains; do not wait for it longer than this.
constexpr base::Duration kPatience = std::chrono::seconds(2);

class SdlSpeaker final : public Speaker {
  public:
    SdlSpeaker() {
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
            throw std::runtime_error(std::string("there is no sound: ") + SDL_GetError());
        SDL_AudioSpec wanted{};
        wanted.freq = kRate;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        wanted.samples = kPeriod;
        device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
        if (device_ == 0) {
            const std::string why = SDL_GetError();
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
            throw std::runtime_error("no loudspeaker opens: " + why);
        }
        SDL_PauseAudioDevice(device_, 0);
        base::log_info("voice", "loudspeaker open through {}", SDL_GetCurrentAudioDriver());
    }
    SdlSpeaker(const SdlSpeaker&) = delete;
    SdlSpeaker& operator=(const SdlSpeaker&) = delete;
    ~SdlSpeaker() override {
        SDL_CloseAudioDevice(device_);
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }

    void play(const Pcm& pcm, const std::string&, base::SteadyTime now) override {
        if (SDL_QueueAudio(device_, pcm.data(), static_cast<Uint32>(pcm.size() * sizeof(pcm[0]))) != 0)
            base::log_warning("voice", "the loudspeaker takes no sound: {}", SDL_GetError());
        give_up_ = now + duration(pcm) + kPatience;
        drained_.reset();
    }

    void stop(base::SteadyTime now) override {
        SDL_ClearQueuedAudio(device_);
        drained_ = now;
    }

    bool busy(base::SteadyTime now) override {
        if (now >= give_up_) {
            if (SDL_GetQueuedAudioSize(device_) > 0) {
                SDL_ClearQueuedAudio(device_);
                base::log_warning("voice", "the loudspeaker does not play: sound dropped");
                well_ = false;
            }
            return false;
        }
        if (SDL_GetQueuedAudioSize(device_) > 0)
            return true;
        if (!drained_)
            drained_ = now;
        return now < *drained_ + kTail;
    }

    bool well() const override { return well_; }

  private:
    bool well_ = true;
    SDL_AudioDeviceID device_ = 0;
    base::SteadyTime give_up_{};
    std::optional<base::SteadyTime> drained_;
};

} // namespace

std::unique_ptr<Speaker> open_sdl_speaker() {
    return std::make_unique<SdlSpeaker>();
}

} // namespace voice
