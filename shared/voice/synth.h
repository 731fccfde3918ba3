#pragma once

#include "shared/voice/kana.h"
#include "shared/voice/pcm.h"
#include "shared/voice/phrase.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace voice {

/// Somebody who speaks: a phrase of the grammar becomes sound.
///
/// Real twins: EspeakVoice (espeak_voice.cpp, the only file with libespeak-ng), FliteVoice (flite_voice.cpp,
/// the only one with libflite). Neither library is fit for two threads: all voices belong to Studio's.
class Voice {
  public:
    virtual ~Voice() = default;

    /// Empty when nothing could be said; never throws for what the phrase contains.
    virtual Pcm say(const Phrase& phrase) = 0;
};

/// A language by rule: small and quick (25 ms a call), sounds like a machine. Mandarin, Cantonese and what
/// else espeak-ng knows: English, Japanese, Korean, Russian, Arabic, Hebrew, Spanish, French …
class EspeakVoice final : public Voice {
  public:
    /// Throws std::runtime_error with a sentence when the library or its data is missing.
    explicit EspeakVoice(std::string language);

    Pcm say(const Phrase& phrase) override;

    /// What it would pronounce, in espeak's own alphabet; for tests and for the technician.
    std::string phonemes(const Phrase& phrase);

  private:
    std::string spelled(const Phrase& phrase);
    void select();

    std::string language_;
    std::optional<Kana> kana_; ///< of Japanese
};

/// American English learned from a person's recordings, far clearer than espeak's (tests/e2e/understood.py
/// measures it).
class FliteVoice final : public Voice {
  public:
    FliteVoice();
    Pcm say(const Phrase& phrase) override;

  private:
    void* voice_; ///< cst_voice, owned by the library
};

/// The best voice there is for a language (BCP 47). Throws as EspeakVoice does.
std::unique_ptr<Voice> open_voice(std::string_view language);

} // namespace voice
