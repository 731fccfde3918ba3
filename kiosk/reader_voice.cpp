#include "kiosk/reader_voice.h"

#include <fmt/format.h>

namespace kiosk {

void ReaderVoice::say(const Utterance& utterance, int percent, base::SteadyTime now) {
    hush(now);
    title_ = utterance.chime ? "(chime)" : "";
    voice::Script script{utterance.chime, percent * volume_ / 100, {}};
    script.lines.reserve(utterance.lines.size());
    for (const Spoken& line : utterance.lines) {
        script.lines.push_back({line.language, {{voice::Piece::Kind::Words, line.text}}});
        title_ += fmt::format("{}{}: {}", title_.empty() ? "" : " ", line.language, line.text);
    }
    studio_.record(std::move(script));
    recording_ = true;
}

void ReaderVoice::hush(base::SteadyTime now) {
    studio_.forget();
    recording_ = false;
    speaker_.stop(now);
}

void ReaderVoice::sound_ready(base::SteadyTime now) {
    const auto pcm = studio_.take();
    if (!pcm || !recording_)
        return;
    recording_ = false;
    if (!pcm->empty())
        speaker_.play(*pcm, title_, now);
}

} // namespace kiosk
