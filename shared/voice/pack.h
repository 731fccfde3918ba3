#pragma once

#include "shared/voice/synth.h"

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace voice {

/// A voice of recorded clips, as pack.toml describes it; the sound is not read yet. PACKS.md says how one is
/// made. Somebody says every clip twice: as in the middle of a sentence, and as at its end.
struct Pack {
    static constexpr std::size_t kMostClips = 2000;
    static constexpr base::Duration kShortestFade{10}, kLongestFade{20};
    static constexpr base::Duration kShortestPause{120}, kLongestPause{200};

    struct Clip {
        std::string say;
        std::string middle, end; ///< file names; one of them may be empty, the other then stands for both
    };

    std::filesystem::path folder;
    std::string language;          ///< BCP 47
    base::Duration cross_fade{15}; ///< between two clips of a group
    base::Duration pause{160};     ///< between two groups
    std::vector<Clip> clips;
};

/// Throws config::Errors with the place of everything that is wrong.
Pack read_pack(const std::filesystem::path& folder);
/// The same of pack.toml's text; `file` is what errors call it.
Pack parse_pack(std::string_view text, const std::string& file);

/// The smallest things a text may be put together from: words, or hanzi where there are no spaces.
std::vector<std::string> units(std::string_view text);

/// Somebody who was recorded. A phrase that needs a clip which is not there is said by somebody else as a
/// whole: two voices in one sentence are not understood.
class ClipVoice final : public Voice {
  public:
    using OpenVoice = std::function<std::unique_ptr<Voice>()>;

    /// Reads the clips and brings them to one loudness. One that is missing or unusable is said in the log,
    /// and left out. `other` is asked when the first phrase needs it.
    ClipVoice(const Pack& pack, OpenVoice other);

    Pcm say(const Phrase& phrase) override;

    /// The phrase out of clips alone; empty when one is missing.
    Pcm joined(const Phrase& phrase) const;
    std::size_t clips() const { return clips_.size(); }

  private:
    struct Sound {
        Pcm middle, end;
    };
    void load(const Pack& pack);
    std::vector<const Sound*> sounds_of(const Piece& piece) const;

    base::Duration cross_fade_, pause_;
    std::map<std::string, Sound, std::less<>> clips_;
    OpenVoice other_;
    std::unique_ptr<Voice> other_voice_;
    bool asked_ = false; ///< for the other voice
};

/// The pack of the language, if there is one, else the best synthesiser.
std::unique_ptr<Voice> open_voice(std::string_view language, std::span<const Pack> packs);

} // namespace voice
