#include "display/voice/recording.h"

#include "display/voice/grammar.h"
#include "shared/voice/pack.h"

#include <fmt/format.h>

#include <map>
#include <vector>

namespace display {

namespace {

using voice::Phrase;
using voice::Piece;

/// One thing to be said, and a sentence in which it stands so.
struct Clip {
    std::string say;
    std::string in_the_middle, at_the_end; ///< the sentences; empty: it never stands there
};

/// Collects what the phrases are made of, in the order of its first coming.
class Clips {
  public:
    void add(const Phrase& phrase, std::string_view language) {
        for (std::size_t i = 0; i < phrase.size(); ++i) {
            if (phrase[i].kind == Piece::Kind::Pause)
                continue;
            const bool last = i + 1 == phrase.size() || phrase[i + 1].kind == Piece::Kind::Pause;
            // A number is put together: twenty one, 二十一. All else is said as it stands.
            const auto parts = phrase[i].kind == Piece::Kind::Number ? voice::units(phrase[i].text)
                                                                     : std::vector{phrase[i].text};
            for (std::size_t part = 0; part < parts.size(); ++part) {
                Clip& clip = clip_of(parts[part]);
                std::string& sentence =
                    last && part + 1 == parts.size() ? clip.at_the_end : clip.in_the_middle;
                if (sentence.empty())
                    sentence = marked(phrase, i, parts, part, language);
            }
        }
    }

    const std::vector<Clip>& all() const { return clips_; }

  private:
    Clip& clip_of(const std::string& say) {
        const auto [place, is_new] = places_.try_emplace(say, clips_.size());
        if (is_new)
            clips_.push_back({say, {}, {}});
        return clips_[place->second];
    }

    /// The sentence with the part in brackets.
    static std::string marked(Phrase phrase, std::size_t piece, const std::vector<std::string>& parts,
                              std::size_t part, std::string_view language) {
        std::string text;
        for (std::size_t i = 0; i < parts.size(); ++i)
            text += fmt::format("{}{}{}{}", i == 0 ? "" : " ", i == part ? "[" : "", parts[i],
                                i == part ? "]" : "");
        phrase[piece].text = text;
        return voice::as_text(phrase, language);
    }

    std::map<std::string, std::size_t> places_;
    std::vector<Clip> clips_;
};

Clips clips_of(std::string_view language, int counters) {
    Clips clips;
    const auto call = [&](const std::string& number, int counter, bool yao = false) {
        for (const Length length : {Length::Full, Length::Short})
            clips.add(say_call(number, model::CounterId{counter}, {}, language, length, {yao, false}),
                      language);
    };
    for (char digit = '0'; digit <= '9'; ++digit) // each in the middle and, where letters follow, at the end
        call(std::string("A") + digit + digit + "0" + digit, 1);
    call("A110", 1, true);
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
        call(std::string(1, letter) + "023", 1);
        call(std::string("A") + letter + "023", 1); // services may have two letters
    }
    for (int counter = 1; counter <= counters; ++counter)
        call("A023", counter);
    clips.add(say_current({}, language, {}), language);
    const std::vector<Shown> one{{"A023", model::CounterId{1}}};
    clips.add(say_current(one, language, {}), language);
    return clips;
}

constexpr const char* kHead =
    R"(# A recorded voice: the recording script and pack.toml in one. Language: {0}, counters 1 to {1}.
#
# Say each line alone, with one second of silence before and after it, as if the whole sentence behind it were
# said and only what stands in [ ] were heard: "middle" with the voice staying up, "end" with it falling.
# One speaker, one session, one distance. WAV, 16 bits, one channel, 44100 Hz, no effects, beside this file.
# What is not recorded is left as it is: sentences that need it are said by the synthesiser.
# Where the hall has places to be said ("first floor"), add a [[clip]] for each, in the hall's own words.

language = "{0}"
speaker = ""            # who, and when
cross_fade = "15 ms"    # between two clips, 10 to 20 ms
pause = "160 ms"        # between two groups, 120 to 200 ms
)";

} // namespace

std::string recording_script(std::string_view language, int counters) {
    const std::string spoken = spoken_language(language);
    std::string text = fmt::format(kHead, spoken, counters);
    int index = 0;
    const Clips clips = clips_of(spoken, counters);
    for (const Clip& clip : clips.all()) {
        ++index;
        text += fmt::format("\n[[clip]]\nsay = \"{}\"\n", clip.say);
        if (!clip.in_the_middle.empty())
            text += fmt::format("middle = \"{:03}.wav\"      # {}\n", index, clip.in_the_middle);
        if (!clip.at_the_end.empty())
            text += fmt::format("end = \"{:03}-end.wav\"     # {}\n", index, clip.at_the_end);
    }
    return text;
}

} // namespace display
