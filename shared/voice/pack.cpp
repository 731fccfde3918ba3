#include "shared/voice/pack.h"

#include "shared/base/text.h"
#include "shared/config/table.h"

#include <algorithm>

namespace voice {

namespace {

constexpr std::size_t kLongestText = 100, kLongestFile = 100;

/// A file of the pack's own folder; empty when it is not said.
std::string file_of(const config::Table& clip, std::string_view key) {
    std::string file = clip.text(key, "", kLongestFile);
    if (file.find('/') != std::string::npos || file.starts_with('.')) {
        clip.error(key, "a clip lies beside pack.toml: write the file's name alone, such as 001.wav");
        return {};
    }
    return file;
}

Pack read(config::Document document) {
    const config::Table root = document.root();
    Pack pack;
    pack.language = root.text("language", {}, 16);
    (void)root.text("speaker", "");
    pack.cross_fade = root.duration("cross_fade", Pack::kShortestFade, Pack::kLongestFade, pack.cross_fade);
    pack.pause = root.duration("pause", Pack::kShortestPause, Pack::kLongestPause, pack.pause);
    for (const config::Table& clip : root.tables("clip", Pack::kMostClips)) {
        Pack::Clip one{clip.text("say", {}, kLongestText), file_of(clip, "middle"), file_of(clip, "end")};
        if (one.middle.empty() && one.end.empty())
            clip.error("say",
                       "name the clip's recording: middle = \"001.wav\", end = \"001-end.wav\", or both");
        pack.clips.push_back(std::move(one));
    }
    document.finish();
    return pack;
}

bool is_hanzi(char32_t character) {
    return (character >= 0x4E00 && character <= 0x9FFF) || character == 0x3007; // 〇
}

} // namespace

Pack read_pack(const std::filesystem::path& folder) {
    Pack pack = read(config::Document::read(folder / "pack.toml"));
    pack.folder = folder;
    return pack;
}

Pack parse_pack(std::string_view text, const std::string& file) {
    return read(config::Document::parse(text, file));
}

std::vector<std::string> units(std::string_view text) {
    std::vector<std::string> all;
    const std::u32string characters = base::code_points(text);
    const bool apart = text.find(' ') == std::string_view::npos && std::ranges::any_of(characters, is_hanzi);
    if (apart) {
        for (const char32_t character : characters)
            base::append_utf8(all.emplace_back(), character);
        return all;
    }
    for (const std::string_view word : base::split(text, ' '))
        if (!word.empty())
            all.emplace_back(word);
    return all;
}

} // namespace voice
