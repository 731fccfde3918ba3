#include "shared/voice/speaker.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"
#include "shared/voice/wav.h"

#include <fmt/format.h>

#include <fstream>

namespace voice {

void SilentSpeaker::play(const Pcm& pcm, const std::string&, base::SteadyTime now) {
    done_ = now + duration(pcm);
}

FileSpeaker::FileSpeaker(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    base::write_file(folder_ / "speaker.log", {});
}

void FileSpeaker::play(const Pcm& pcm, const std::string& title, base::SteadyTime now) {
    SilentSpeaker::play(pcm, title, now);
    const std::string name = fmt::format("{:03}.wav", played_++ % kMostFiles + 1);
    base::write_file(folder_ / name, wav(pcm));
    std::ofstream log(folder_ / "speaker.log", std::ios::app);
    log << now.time_since_epoch().count() << ' ' << (now + duration(pcm)).time_since_epoch().count() << ' '
        << name << ' ' << base::one_line(title) << '\n';
}

void PatientSpeaker::try_open() {
    try {
        real_ = open_();
        said_ = false;
    } catch (const std::exception& error) {
        real_.reset();
        if (!said_)
            base::log_warning("voice", "{}; all is shown but not heard until there is", error.what());
        said_ = true;
    }
}

void PatientSpeaker::play(const Pcm& pcm, const std::string& title, base::SteadyTime now) {
    if (!well() && (!tried_ || now >= *tried_ + kTryAgain)) {
        tried_ = now;
        real_.reset();
        try_open();
    }
    if (real_)
        real_->play(pcm, title, now);
    else
        SilentSpeaker::play(pcm, title, now);
}

void PatientSpeaker::stop(base::SteadyTime now) {
    SilentSpeaker::stop(now);
    if (real_)
        real_->stop(now);
}

bool PatientSpeaker::busy(base::SteadyTime now) {
    return real_ ? real_->busy(now) : SilentSpeaker::busy(now);
}

} // namespace voice
