#include "shared/screen/faces.h"

#include "shared/base/log.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <stdexcept>

namespace screen {

namespace {

constexpr int kFirstSize = 16;
constexpr int kNoto = 100; // numbers from here on stand for kOthers; below: an index into the CJK collection

// Faces of NotoSansCJK-*.ttc: the same characters as each region writes them.
enum Region : int { kJapan, kKorea, kMainland, kTaiwan, kHongKong };

// Each script's own file. The first is Latin, Greek and Cyrillic.
constexpr std::array kOthers{
    "NotoSans",         "NotoSansArabic",    "NotoSansHebrew",  "NotoSansThai",      "NotoSansDevanagari",
    "NotoSansBengali",  "NotoSansTamil",     "NotoSansLao",     "NotoSansKhmer",     "NotoSansMyanmar",
    "NotoSerifTibetan", "NotoSansMongolian", "NotoSansYi",      "NotoSansNewTaiLue", "NotoSansGeorgian",
    "NotoSansArmenian", "NotoSansEthiopic",  "NotoSansSymbols", "NotoSansSymbols2",  "NotoSansMath"};

std::string file_of(int face, Weight weight) {
    const char* const bold = weight == Weight::Bold ? "-Bold" : "-Regular";
    if (face < kNoto)
        return std::string("/usr/share/fonts/opentype/noto/NotoSansCJK") + bold + ".ttc";
    const std::string stem =
        std::string("/usr/share/fonts/truetype/noto/") + kOthers.at(static_cast<std::size_t>(face - kNoto));
    const std::string wanted = stem + bold + ".ttf";
    return std::filesystem::exists(wanted) ? wanted : stem + "-Regular.ttf";
}

Region region_of(std::string_view language) {
    if (language.starts_with("zh_Hant_HK") || language.starts_with("zh_HK"))
        return kHongKong;
    if (language.starts_with("zh_Hant") || language.starts_with("zh_TW"))
        return kTaiwan;
    if (language.starts_with("ja"))
        return kJapan;
    return language.starts_with("ko") ? kKorea : kMainland;
}

} // namespace

Faces::Faces(int hinting) : hinting_(hinting) {
    if (TTF_Init() != 0)
        throw std::runtime_error(std::string("cannot start SDL_ttf: ") + TTF_GetError());
    for (const int needed : {static_cast<int>(kMainland), kNoto})
        if (!opened(needed, Weight::Regular).font)
            throw std::runtime_error("the font " + file_of(needed, Weight::Regular) +
                                     " is missing; please install fonts-noto-core and fonts-noto-cjk");
}

Faces::~Faces() {
    opened_.clear();
    TTF_Quit();
}

bool Faces::is_hanzi(int face) {
    return face < kNoto;
}

std::span<const int> Faces::chain(std::string_view language) {
    if (const auto known = chains_.find(language); known != chains_.end())
        return known->second;
    std::vector<int> faces;
    const int hanzi = region_of(language);
    const bool east = language.starts_with("zh") || language.starts_with("ja") || language.starts_with("ko");
    if (east)
        faces.push_back(hanzi);
    for (int i = 0; i < static_cast<int>(kOthers.size()); ++i)
        faces.push_back(kNoto + i);
    if (!east)
        faces.insert(faces.begin() + 1, hanzi);
    return chains_.emplace(language, std::move(faces)).first->second;
}

bool Faces::provides(int face, char32_t character, Weight weight) {
    const auto [known, fresh] = coverage_.try_emplace({face, character}, false);
    if (!fresh)
        return known->second;
    TTF_Font* const font = opened(face, face < kNoto ? weight : Weight::Regular).font.get();
    known->second = font != nullptr && TTF_GlyphIsProvided32(font, character) != 0;
    return known->second;
}

Faces::Opened& Faces::opened(int face, Weight weight) {
    auto known = opened_.find({face, weight});
    if (known == opened_.end()) {
        if (opened() == kMostOpened)
            close_oldest();
        known = opened_.emplace(std::pair{face, weight}, Opened()).first;
        known->second = {std::unique_ptr<TTF_Font, Close>(open_file(face, weight)), kFirstSize, 0};
    }
    known->second.used = ++calls_;
    return known->second;
}

// What this machine has no font of stays noted.
void Faces::close_oldest() {
    const auto age = [](const auto& entry) {
        return entry.second.font ? entry.second.used : std::numeric_limits<std::size_t>::max();
    };
    opened_.erase(std::ranges::min_element(opened_, {}, age));
}

void Faces::forget() {
    for (const auto& [path, file] : files_)
        file.forget();
}

// Null when this machine has no such font.
TTF_Font* Faces::open_file(int face, Weight weight) {
    const std::string path = file_of(face, weight);
    const FontFile& file = files_.try_emplace(path, path).first->second;
    const auto bytes = file.bytes();
    if (bytes.empty() || bytes.size() > std::numeric_limits<int>::max())
        return nullptr;
    SDL_RWops* const memory = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
    TTF_Font* const font = TTF_OpenFontIndexRW(memory, 1, kFirstSize, face < kNoto ? face : 0);
    if (font != nullptr)
        TTF_SetFontHinting(font, hinting_);
    file.forget(); // opening looks at tables all over the file
    return font;
}

std::size_t Faces::opened() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(opened_, [](const auto& entry) { return entry.second.font != nullptr; }));
}

// One font a size would hold the tables of its file once a size: 2 MB each for hanzi.
TTF_Font* Faces::open(int face, Weight weight, int size) {
    Opened& open = opened(face, weight);
    if (!open.font)
        throw std::runtime_error("cannot open the font " + file_of(face, weight) + ": " + TTF_GetError());
    if (open.size != size && TTF_SetFontSize(open.font.get(), size) != 0)
        throw std::runtime_error("cannot use the font " + file_of(face, weight) + ": " + TTF_GetError());
    open.size = size;
    return open.font.get();
}

} // namespace screen
