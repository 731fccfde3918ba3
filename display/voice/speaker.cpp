#include "display/voice/speaker.h"

#include "shared/base/file.h"
#include "shared/base/text.h"

#include <fmt/format.h>

#include <fstream>

namespace display {

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

} // namespace display
