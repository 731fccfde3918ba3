#include "shared/voice/studio.h"

#include "shared/base/log.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace voice {

namespace {

constexpr base::Duration kAfterChime{300};
constexpr base::Duration kBetweenLines{450};

} // namespace

Studio::Studio(OpenVoice open)
    : open_(std::move(open)), ready_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), thread_([this] { work(); }) {}

Studio::~Studio() {
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    wanted_.notify_one();
    thread_.join();
    ::close(ready_);
}

void Studio::record(Script script) {
    {
        const std::scoped_lock lock(mutex_);
        const auto place =
            script.urgent ? std::ranges::find(scripts_, false, &Script::urgent) : scripts_.end();
        scripts_.insert(place, std::move(script));
    }
    wanted_.notify_one();
}

std::optional<Pcm> Studio::take(int zone) {
    const std::scoped_lock lock(mutex_);
    const auto found =
        std::ranges::find_if(sounds_, [zone](const auto& sound) { return sound.first == zone; });
    if (found == sounds_.end())
        return std::nullopt;
    Pcm pcm = std::move(found->second);
    sounds_.erase(found);
    if (sounds_.empty()) {
        eventfd_t count = 0;
        ::eventfd_read(ready_, &count);
    }
    return pcm;
}

void Studio::forget(int zone) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(scripts_, [zone](const Script& script) { return script.zone == zone; });
    std::erase_if(sounds_, [zone](const auto& sound) { return sound.first == zone; });
    if (at_work_ == zone)
        at_work_.reset();
    eventfd_t count = 0;
    if (sounds_.empty())
        ::eventfd_read(ready_, &count); // fails when nothing was ready: as well
}

void Studio::work() {
    for (;;) {
        std::unique_lock lock(mutex_);
        wanted_.wait(lock, [this] { return stop_ || !scripts_.empty(); });
        if (stop_)
            return;
        const Script script = std::move(scripts_.front());
        scripts_.pop_front();
        at_work_ = script.zone;
        lock.unlock();

        auto pcm = perform(script);

        lock.lock();
        if (!pcm || !at_work_)
            continue;
        sounds_.emplace_back(script.zone, std::move(*pcm));
        ::eventfd_write(ready_, 1);
    }
}

bool Studio::is_wanted() {
    const std::scoped_lock lock(mutex_);
    return at_work_.has_value() && !stop_;
}

Voice* Studio::voice(const std::string& language) {
    const auto found = voices_.find(language);
    if (found != voices_.end())
        return found->second.get();
    std::unique_ptr<Voice> opened;
    try {
        opened = open_(language);
    } catch (const std::exception& error) {
        base::log_error("voice", "{} is not spoken: {}", language, error.what());
    }
    return (voices_[language] = std::move(opened)).get();
}

/// Nothing when it was forgotten meanwhile: the next one does not wait for its other lines.
std::optional<Pcm> Studio::perform(const Script& script) {
    Pcm speech;
    for (const Line& line : script.lines) {
        if (!is_wanted())
            return std::nullopt;
        Voice* speaker = voice(line.language);
        if (speaker == nullptr)
            continue;
        Pcm said = speaker->say(line.phrase);
        trim(said);
        level(said);
        if (!speech.empty() && !said.empty())
            append(speech, silence(kBetweenLines));
        append(speech, said);
    }
    Pcm pcm;
    if (script.chime) {
        append(pcm, chime());
        if (!speech.empty())
            append(pcm, silence(kAfterChime));
    }
    append(pcm, speech);
    scale(pcm, script.volume);
    return pcm;
}

} // namespace voice
