#include "shared/voice/late_library.h"
#include "shared/voice/synth.h"

#include <espeak-ng/speak_lib.h>

#include <array>
#include <stdexcept>

namespace voice {

namespace {

constexpr int kWordsPerMinute = 160; // people understood 150–180 best
Pcm* g_sink = nullptr;               // espeak hands sound to a plain function

int keep(short* samples, int count, espeak_EVENT*) {
    if (samples != nullptr && count > 0 && g_sink != nullptr)
        g_sink->insert(g_sink->end(), samples, samples + count);
    return 0;
}

/// Debian 12's espeak-ng reads hanzi rightly only in the voice that is named after pinyin: plain `cmn` says
/// the English letters of the pinyin.
std::string voice_name(std::string_view language) {
    if (language == "yue")
        return "yue";
    if (is_chinese(language))
        return "cmn-latn-pinyin";
    const std::string_view plain = language.substr(0, language.find('-')); // "fr" of "fr-CA"
    return plain == "en" ? "en-us" : std::string(plain);
}

using Letters = std::array<const char*, 26>;

constexpr Letters kJapanese = {"エー",   "ビー",       "シー",     "ディー", "イー",  "エフ",   "ジー",
                               "エイチ", "アイ",       "ジェー",   "ケー",   "エル",  "エム",   "エヌ",
                               "オー",   "ピー",       "キュー",   "アール", "エス",  "ティー", "ユー",
                               "ブイ",   "ダブリュー", "エックス", "ワイ",   "ゼット"};
constexpr Letters kKorean = {"에이", "비",   "씨", "디",   "이",     "에프", "지",   "에이치", "아이",
                             "제이", "케이", "엘", "엠",   "엔",     "오",   "피",   "큐",     "알",
                             "에스", "티",   "유", "브이", "더블유", "엑스", "와이", "제트"};
constexpr Letters kRussian = {"эй",   "би",  "си", "ди", "и",      "эф",  "джи", "эйч", "ай",
                              "джей", "кей", "эл", "эм", "эн",     "о",   "пи",  "кью", "ар",
                              "эс",   "ти",  "ю",  "ви", "даблъю", "экс", "уай", "зед"};
constexpr Letters kArabic = {"إيه", "بي",  "سي", "دي", "إي",    "إف",  "جي",  "إتش", "آي",
                             "جيه", "كيه", "إل", "إم", "إن",    "أو",  "بي",  "كيو", "آر",
                             "إس",  "تي",  "يو", "في", "دبليو", "إكس", "واي", "زد"};

/// A ticket's letter as the language's people name it: its voice would fall into English for Latin letters.
std::string letter_name(const std::string& letter, std::string_view language) {
    // The Mandarin voice says G as "zhi"; the letter's name is nearer to "ji".
    if (is_chinese(language) && language != "yue")
        return letter == "G" ? "ji4" : letter;
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'Z')
        return letter;
    const auto index = static_cast<std::size_t>(letter[0] - 'A');
    const std::string_view plain = language.substr(0, language.find('-'));
    if (plain == "ja")
        return kJapanese.at(index);
    if (plain == "ko")
        return kKorean.at(index);
    if (plain == "ru")
        return kRussian.at(index);
    return plain == "ar" ? kArabic.at(index) : letter;
}

/// What is called of the library; started once a process.
struct Espeak {
    LateLibrary library{"libespeak-ng.so.1", "libespeak-ng1"};
    decltype(&espeak_SetVoiceByName) set_voice =
        library.function<decltype(espeak_SetVoiceByName)>("espeak_SetVoiceByName");
    decltype(&espeak_SetParameter) set_parameter =
        library.function<decltype(espeak_SetParameter)>("espeak_SetParameter");
    decltype(&espeak_Synth) synth = library.function<decltype(espeak_Synth)>("espeak_Synth");
    decltype(&espeak_TextToPhonemes) phonemes =
        library.function<decltype(espeak_TextToPhonemes)>("espeak_TextToPhonemes");
    std::string selected; ///< the voice that speaks

    Espeak() {
        const auto initialize = library.function<decltype(espeak_Initialize)>("espeak_Initialize");
        if (initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT) != kRate)
            throw std::runtime_error("espeak-ng does not start: is the package espeak-ng-data installed?");
        library.function<decltype(espeak_SetSynthCallback)>("espeak_SetSynthCallback")(keep);
    }
};

Espeak& espeak() {
    static Espeak started;
    return started;
}

} // namespace

EspeakVoice::EspeakVoice(std::string language) : language_(std::move(language)) {
    select();
    if (language_ == "ja" || language_.starts_with("ja-"))
        kana_.emplace();
}

void EspeakVoice::select() {
    const std::string name = voice_name(language_);
    // Each change is a block of memory until something is said; who only asks for phonemes would lose it.
    if (espeak().selected == name)
        return;
    espeak().selected.clear();
    if (espeak().set_voice(name.c_str()) != EE_OK)
        throw std::runtime_error("espeak-ng has no voice " + name);
    espeak().set_parameter(espeakRATE, kWordsPerMinute, 0);
    espeak().selected = name;
}

std::string EspeakVoice::spelled(const Phrase& phrase) {
    Phrase copy = phrase;
    for (Piece& piece : copy)
        if (piece.kind == Piece::Kind::Letter)
            piece.text = letter_name(piece.text, language_);
    std::string text = as_text(copy, language_);
    return kana_ ? kana_->reading(text) : text;
}

Pcm EspeakVoice::say(const Phrase& phrase) {
    select();
    Pcm pcm;
    g_sink = &pcm;
    const std::string text = spelled(phrase);
    espeak().synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr, nullptr);
    g_sink = nullptr;
    return pcm;
}

std::string EspeakVoice::phonemes(const Phrase& phrase) {
    select();
    const std::string text = spelled(phrase);
    const void* rest = text.c_str();
    std::string all;
    while (rest != nullptr) {
        if (const char* clause = espeak().phonemes(&rest, espeakCHARS_UTF8, 0)) {
            all += clause;
            all += ' ';
        }
    }
    return all;
}

} // namespace voice
