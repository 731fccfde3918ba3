#include "shared/voice/late_library.h"
#include "shared/voice/synth.h"

extern "C" {
#include <flite/flite.h>
cst_voice* register_cmu_us_rms(const char* data_folder);
}

namespace voice {

namespace {

constexpr float kSlower = 1.1F; // a hall echoes

/// What is called of the library. The voice's own file brings flite, its language and its lexicon with it.
struct Flite {
    LateLibrary library{"libflite_cmu_us_rms.so.1", "libflite1"};
    decltype(&flite_text_to_wave) text_to_wave =
        library.function<decltype(flite_text_to_wave)>("flite_text_to_wave");
    decltype(&delete_wave) drop = library.function<decltype(delete_wave)>("delete_wave");
};

const Flite& flite() {
    static const Flite loaded;
    return loaded;
}

} // namespace

FliteVoice::FliteVoice() {
    flite().library.function<decltype(flite_init)>("flite_init")();
    voice_ = flite().library.function<decltype(register_cmu_us_rms)>("register_cmu_us_rms")(nullptr);
    flite().library.function<decltype(flite_feat_set_float)>("flite_feat_set_float")(
        static_cast<cst_voice*>(voice_)->features, "duration_stretch", kSlower);
}

Pcm FliteVoice::say(const Phrase& phrase) {
    const std::string text = as_text(phrase, "en") + '.';
    cst_wave* wave = flite().text_to_wave(text.c_str(), static_cast<cst_voice*>(voice_));
    if (wave == nullptr)
        return {};
    // Not cst_wave_resample(): it copies memory over itself with memcpy().
    Pcm pcm = resampled({wave->samples, static_cast<std::size_t>(wave->num_samples)}, wave->sample_rate);
    flite().drop(wave);
    return pcm;
}

std::unique_ptr<Voice> open_voice(std::string_view language) {
    if (language == "en" || language.starts_with("en-"))
        return std::make_unique<FliteVoice>();
    return std::make_unique<EspeakVoice>(std::string(language));
}

} // namespace voice
