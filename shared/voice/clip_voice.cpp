#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/voice/pack.h"
#include "shared/voice/wav.h"

#include <exception>
#include <utility>

namespace voice {

namespace {

constexpr base::Duration kMostSound = std::chrono::minutes(15); ///< of one pack: 40 MB
constexpr std::size_t kLargestFile = 16U << 20U;

} // namespace

ClipVoice::ClipVoice(const Pack& pack, OpenVoice other)
    : cross_fade_(pack.cross_fade), pause_(pack.pause), other_(std::move(other)) {
    load(pack);
}

void ClipVoice::load(const Pack& pack) {
    std::size_t missing = 0;
    std::string first;
    base::Duration total{};
    const auto sound_of = [&](const std::string& file) -> Pcm {
        if (file.empty() || total > kMostSound)
            return {};
        if (!std::filesystem::exists(pack.folder / file)) {
            if (missing++ == 0)
                first = file;
            return {};
        }
        try {
            auto sound = read_wav(base::read_file(pack.folder / file, kLargestFile));
            if (!sound) {
                base::log_warning("voice", "{} {}", (pack.folder / file).string(), sound.error());
                return {};
            }
            trim(*sound);
            level(*sound);
            total += duration(*sound);
            return std::move(*sound);
        } catch (const base::FileError& error) {
            base::log_warning("voice", "{}", error.what());
            return {};
        }
    };
    for (const Pack::Clip& clip : pack.clips) {
        Sound sound{sound_of(clip.middle), sound_of(clip.end)};
        if (sound.middle.empty())
            sound.middle = sound.end;
        else if (sound.end.empty())
            sound.end = sound.middle;
        if (!sound.middle.empty())
            clips_[clip.say] = std::move(sound);
    }
    base::log_info("voice", "{} clips of {} read from {}", clips_.size(), pack.language,
                   pack.folder.string());
    if (missing > 0)
        base::log_warning("voice",
                          "{} recordings are missing in {}, the first is {}: what needs them is said "
                          "by the synthesiser",
                          missing, pack.folder.string(), first);
    if (total > kMostSound)
        base::log_warning("voice", "{} holds more than {} min of sound: the rest is not used",
                          pack.folder.string(), kMostSound.count() / 60000);
}

/// The longest clips that the text can be put together from, in its order; none when one is missing.
std::vector<const ClipVoice::Sound*> ClipVoice::sounds_of(const Piece& piece) const {
    const std::vector<std::string> parts = units(piece.text);
    if (const auto whole = clips_.find(piece.text); whole != clips_.end())
        return {&whole->second};
    const std::string_view between = piece.text.find(' ') != std::string::npos ? " " : "";
    std::vector<const Sound*> sounds;
    for (std::size_t at = 0; at < parts.size();) {
        std::string text;
        std::size_t taken = 0;
        const Sound* longest = nullptr;
        for (std::size_t end = at; end < parts.size(); ++end) {
            text += (text.empty() ? "" : std::string(between)) + parts[end];
            if (const auto found = clips_.find(text); found != clips_.end()) {
                longest = &found->second;
                taken = end + 1 - at;
            }
        }
        if (longest == nullptr)
            return {};
        sounds.push_back(longest);
        at += taken;
    }
    return sounds;
}

Pcm ClipVoice::joined(const Phrase& phrase) const {
    Pcm all, group;
    const Sound* last = nullptr; ///< not in the group yet: whether it is its end is not known
    const auto end_group = [&] {
        if (last == nullptr)
            return;
        join(group, last->end, cross_fade_);
        if (!all.empty())
            append(all, silence(pause_));
        append(all, group);
        group.clear();
        last = nullptr;
    };
    for (const Piece& piece : phrase) {
        if (piece.kind == Piece::Kind::Pause) {
            end_group();
            continue;
        }
        const auto sounds = sounds_of(piece);
        if (sounds.empty())
            return {};
        for (const Sound* sound : sounds) {
            if (last != nullptr)
                join(group, last->middle, cross_fade_);
            last = sound;
        }
    }
    end_group();
    return all;
}

Pcm ClipVoice::say(const Phrase& phrase) {
    if (Pcm said = joined(phrase); !said.empty())
        return said;
    if (!std::exchange(asked_, true))
        other_voice_ = other_();
    return other_voice_ ? other_voice_->say(phrase) : Pcm{};
}

std::unique_ptr<Voice> open_voice(std::string_view language, std::span<const Pack> packs) {
    for (const Pack& pack : packs)
        if (pack.language == language)
            return std::make_unique<ClipVoice>(
                pack, [name = std::string(language)]() -> std::unique_ptr<Voice> {
                    try {
                        return open_voice(name);
                    } catch (const std::exception& error) {
                        base::log_error("voice", "{} is said of clips alone: {}", name, error.what());
                        return nullptr;
                    }
                });
    return open_voice(language);
}

} // namespace voice
