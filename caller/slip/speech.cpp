#include "caller/slip/speech.h"

#include <utility>

namespace caller {

Speech::Speech(loop::Loop& loop, const base::Clock& clock, std::unique_ptr<voice::Speaker> speaker)
    : loop_(loop), clock_(clock), speaker_(std::move(speaker)) {
    loop_.add_descriptor(studio_.descriptor(), [this] { sound_ready(); });
}

Speech::~Speech() {
    loop_.remove_descriptor(studio_.descriptor());
}

void Speech::say(const Saying& saying) {
    studio_.forget();
    speaker_->stop(clock_.steady());
    title_ = saying.language + ": " + saying.text;
    studio_.record({false, 100, {{saying.language, {{voice::Piece::Kind::Words, saying.text}}}}});
}

void Speech::sound_ready() {
    const auto pcm = studio_.take();
    if (pcm && !pcm->empty())
        speaker_->play(*pcm, title_, clock_.steady());
}

} // namespace caller
