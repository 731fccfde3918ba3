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
        scripts_.push_back(std::move(script));
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

void Studio::forget() {
    const std::scoped_lock lock(mutex_);
    ++forgotten_;
    scripts_.clear();
    sounds_.clear();
    eventfd_t count = 0;
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
        const unsigned forgotten = forgotten_;
        lock.unlock();

        Pcm pcm = perform(script);

        lock.lock();
        if (forgotten != forgotten_)
            continue;
        sounds_.emplace_back(script.zone, std::move(pcm));
        ::eventfd_write(ready_, 1);
    }
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

Pcm Studio::perform(const Script& script) {
    Pcm speech;
    for (const Line& line : script.lines) {
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
