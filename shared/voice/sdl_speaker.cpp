#include "shared/voice/speaker.h"

#include "shared/base/log.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_audio.h>
#include <SDL2/SDL_error.h>
#include <fmt/format.h>

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

/// For the technician who misspelt one.
std::string all_devices(const Outlet& outlet) {
    if (outlet.device.empty())
        return {};
    std::string all;
    for (int i = 0; i < SDL_GetNumAudioDevices(0); ++i)
        all += fmt::format("{}\"{}\"", all.empty() ? "" : ", ", SDL_GetAudioDeviceName(i, 0));
    return fmt::format(" (\"{}\" was asked for; there is {})", outlet.device, all.empty() ? "none" : all);
}

class SdlSpeaker final : public Speaker {
  public:
    explicit SdlSpeaker(const Outlet& outlet) : channel_(outlet.channel) {
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
            throw std::runtime_error(std::string("there is no sound: ") + SDL_GetError());
        SDL_AudioSpec wanted{};
        wanted.freq = kRate;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = channel_ == Channel::Both ? 1 : 2;
        wanted.samples = kPeriod;
        const char* name = outlet.device.empty() ? nullptr : outlet.device.c_str();
        device_ = SDL_OpenAudioDevice(name, 0, &wanted, nullptr, 0);
        if (device_ == 0) {
            const std::string why = SDL_GetError() + all_devices(outlet);
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
            throw std::runtime_error("no loudspeaker opens: " + why);
        }
        SDL_PauseAudioDevice(device_, 0);
        base::log_info("voice", "loudspeaker {}open through {}",
                       outlet.device.empty() ? "" : outlet.device + " ", SDL_GetCurrentAudioDriver());
    }
    SdlSpeaker(const SdlSpeaker&) = delete;
    SdlSpeaker& operator=(const SdlSpeaker&) = delete;
    ~SdlSpeaker() override {
        SDL_CloseAudioDevice(device_);
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }

    void play(const Pcm& pcm, const std::string&, base::SteadyTime now) override {
        const Pcm& sides = channel_ == Channel::Both ? pcm : on_one_side(pcm);
        if (SDL_QueueAudio(device_, sides.data(), static_cast<Uint32>(sides.size() * sizeof(sides[0]))) != 0)
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
    /// Left and right by turns; the other side is silent.
    Pcm on_one_side(const Pcm& pcm) const {
        Pcm sides(pcm.size() * 2);
        for (std::size_t i = 0; i < pcm.size(); ++i)
            sides[2 * i + (channel_ == Channel::Right ? 1 : 0)] = pcm[i];
        return sides;
    }

    Channel channel_;
    bool well_ = true;
    SDL_AudioDeviceID device_ = 0;
    base::SteadyTime give_up_{};
    std::optional<base::SteadyTime> drained_;
};

} // namespace

std::unique_ptr<Speaker> open_outlet(const Outlet& outlet) {
    return std::make_unique<SdlSpeaker>(outlet);
}

std::unique_ptr<Speaker> open_sdl_speaker() {
    return open_outlet({});
}

} // namespace voice
