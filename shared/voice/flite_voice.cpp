#include "shared/voice/synth.h"

extern "C" {
#include <flite/flite.h>
cst_voice* register_cmu_us_slt(const char* data_folder);
}

namespace voice {

FliteVoice::FliteVoice() {
    flite_init();
    voice_ = register_cmu_us_slt(nullptr);
}

Pcm FliteVoice::say(const Phrase& phrase) {
    const std::string text = as_text(phrase, "en") + '.';
    cst_wave* wave = flite_text_to_wave(text.c_str(), static_cast<cst_voice*>(voice_));
    if (wave == nullptr)
        return {};
    // Not cst_wave_resample(): it copies memory over itself with memcpy().
    Pcm pcm = resampled({wave->samples, static_cast<std::size_t>(wave->num_samples)}, wave->sample_rate);
    delete_wave(wave);
    return pcm;
}

std::unique_ptr<Voice> open_voice(std::string_view language) {
    if (language == "en" || language.starts_with("en-"))
        return std::make_unique<FliteVoice>();
    return std::make_unique<EspeakVoice>(std::string(language));
}

} // namespace voice
