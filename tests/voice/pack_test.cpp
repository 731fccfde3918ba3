#include "shared/voice/pack.h"

#include "shared/base/file.h"
#include "shared/config/error.h"
#include "shared/voice/wav.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace voice;
using namespace std::chrono_literals;

namespace {

/// A tone of this length, told apart from others by its pitch.
Pcm tone(double frequency, base::Duration length = 400ms) {
    Pcm pcm = silence(length);
    for (std::size_t i = 0; i < pcm.size(); ++i)
        pcm[i] = static_cast<std::int16_t>(
            8000 * std::sin(2 * 3.14159265358979 * frequency * static_cast<double>(i) / kRate));
    return pcm;
}

/// As the pack makes a clip of a recording.
Pcm clip(double frequency) {
    Pcm pcm = tone(frequency);
    trim(pcm);
    level(pcm);
    return pcm;
}

struct Spoken final : Voice {
    Pcm say(const Phrase&) override { return Pcm(100, 7); }
};

std::unique_ptr<Voice> other() {
    return std::make_unique<Spoken>();
}

constexpr const char* kPack = R"(
language = "zh-Hans"
speaker = "two tones"
cross_fade = "20 ms"
pause = "200 ms"
[[clip]]
say = "请"
middle = "1.wav"
[[clip]]
say = "三"
middle = "2.wav"
end = "2-end.wav"
[[clip]]
say = "十"
middle = "3.wav"
[[clip]]
say = "十二"
middle = "4.wav"
[[clip]]
say = "号"
middle = "missing.wav"
)";

Pack pack_in(const support::TemporaryFolder& folder) {
    base::write_file(folder / "pack.toml", kPack);
    const std::vector<std::pair<const char*, double>> files{
        {"1.wav", 300}, {"2.wav", 400}, {"2-end.wav", 450}, {"3.wav", 500}, {"4.wav", 600}};
    for (const auto& [name, frequency] : files)
        base::write_file(folder / name, wav(tone(frequency)));
    return read_pack(folder.path());
}

} // namespace

TEST_CASE("ClipVoice: clips of a group fade into each other, groups stand apart", "[voice]") {
    const support::TemporaryFolder folder;
    ClipVoice voice(pack_in(folder), other);

    const Pcm said = voice.say({{Piece::Kind::Words, "请"},
                                {Piece::Kind::Digit, "三"},
                                {Piece::Kind::Pause, ""},
                                {Piece::Kind::Number, "三"}});

    Pcm wanted = clip(300);
    join(wanted, clip(450), 20ms); // the end of its group
    append(wanted, silence(200ms));
    append(wanted, clip(450));
    CHECK(said == wanted);
    CHECK(said.size() < clip(300).size() + 2 * clip(450).size() + silence(200ms).size());
}

TEST_CASE("ClipVoice: in the middle of a group the voice stays up", "[voice]") {
    const support::TemporaryFolder folder;
    ClipVoice voice(pack_in(folder), other);

    Pcm wanted = clip(400);
    join(wanted, clip(300), 20ms);
    CHECK(voice.say({{Piece::Kind::Digit, "三"}, {Piece::Kind::Words, "请"}}) == wanted);
}

TEST_CASE("ClipVoice: a number is one clip where it was recorded, else made of its parts", "[voice]") {
    const support::TemporaryFolder folder;
    ClipVoice voice(pack_in(folder), other);

    CHECK(voice.say({{Piece::Kind::Number, "十二"}}) == clip(600));
    Pcm wanted = clip(500);
    join(wanted, clip(450), 20ms);
    CHECK(voice.say({{Piece::Kind::Number, "十三"}}) == wanted);
}

TEST_CASE("ClipVoice: what needs a missing clip is said by the other voice as a whole", "[voice]") {
    const support::TemporaryFolder folder;
    ClipVoice voice(pack_in(folder), other);

    CHECK(voice.clips() == 4);
    CHECK(voice.say({{Piece::Kind::Words, "请"}, {Piece::Kind::Words, "号"}}) == Pcm(100, 7));
    CHECK(voice.say({{Piece::Kind::Words, "请"}, {Piece::Kind::Place, "东大厅"}}) == Pcm(100, 7));
    CHECK(voice.say({{Piece::Kind::Words, "请"}}) == clip(300));
}

TEST_CASE("ClipVoice: clips of another loudness or with silence around them sound alike", "[voice]") {
    const support::TemporaryFolder folder;
    const Pack pack = pack_in(folder);
    Pcm soft = tone(300);
    scale(soft, 20);
    Pcm late = silence(1s);
    append(late, soft);
    base::write_file(folder / "1.wav", wav(late));

    const Pcm said = ClipVoice(pack, other).say({{Piece::Kind::Words, "请"}});

    const Pcm wanted = clip(300);
    // Ten milliseconds of the silence before it stay.
    REQUIRE(std::abs(static_cast<long>(said.size()) - static_cast<long>(wanted.size())) <
            static_cast<long>(silence(12ms).size()));
    CHECK(*std::ranges::max_element(said) == Approx(*std::ranges::max_element(wanted)).epsilon(0.05));
}

TEST_CASE("ClipVoice: a file that is no recording is left out, and the rest speaks", "[voice]") {
    const support::TemporaryFolder folder;
    const Pack pack = pack_in(folder);
    base::write_file(folder / "1.wav", "no sound at all");

    ClipVoice voice(pack, other);

    CHECK(voice.clips() == 3);
    CHECK(voice.say({{Piece::Kind::Number, "十二"}}) == clip(600));
}

TEST_CASE("Pcm: an equal-power cross-fade of two sounds keeps their loudness", "[voice]") {
    Pcm joined = tone(430);
    const std::size_t seam = joined.size();
    join(joined, tone(970), 100ms);

    CHECK(joined.size() == 2 * tone(430).size() - silence(100ms).size());
    double power = 0;
    for (std::size_t i = seam - silence(100ms).size(); i < seam; ++i)
        power += double(joined[i]) * joined[i];
    const double rms = std::sqrt(power / static_cast<double>(silence(100ms).size()));
    CHECK(rms == Approx(8000 / std::sqrt(2.0)).epsilon(0.05));

    Pcm tiny(3, 100);
    join(tiny, Pcm(2, 50), 20ms); // shorter than the fade
    CHECK(tiny.size() == 3);
}

TEST_CASE("Pack: what is wrong is said with its line", "[voice]") {
    const auto what = [](const std::string& text) {
        try {
            parse_pack(text, "pack.toml");
        } catch (const config::Errors& errors) {
            return std::string(errors.what());
        }
        return std::string("nothing is wrong");
    };

    CHECK(what("language = \"en\"\n") == "nothing is wrong");
    CHECK_THAT(what("speaker = \"Li\"\n"), Catch::Contains("language"));
    CHECK_THAT(what("language = \"en\"\ncross_fade = \"50 ms\"\npause = \"1 s\"\n"),
               Catch::Contains("pack.toml:2:") && Catch::Contains("pack.toml:3:"));
    CHECK_THAT(what("language = \"en\"\n[[clip]]\nsay = \"one\"\n"),
               Catch::Contains("name the clip's recording"));
    CHECK_THAT(what("language = \"en\"\n[[clip]]\nsay = \"one\"\nmiddle = \"../../etc/passwd\"\n"),
               Catch::Contains("pack.toml:4:") && Catch::Contains("beside pack.toml"));
    CHECK_THAT(what("language = \"en\"\n[[clip]]\nsay = \"one\"\nmidle = \"1.wav\"\nend = \"1.wav\"\n"),
               Catch::Contains("pack.toml:4:"));
}

TEST_CASE("Pack: the language's own pack speaks, all else is synthesised", "[voice]") {
    const support::TemporaryFolder folder;
    const std::vector<Pack> packs{pack_in(folder)};

    CHECK(open_voice("zh-Hans", packs)->say({{Piece::Kind::Words, "请"}}) == clip(300));
    CHECK(duration(open_voice("zh-Hans", packs)->say({{Piece::Kind::Words, "号"}})) > 100ms); // espeak-ng's
    CHECK(duration(open_voice("zh-Hant", packs)->say({{Piece::Kind::Words, "请"}})) > 100ms);
}

TEST_CASE("Pack: a text's units are its words, or its hanzi", "[voice]") {
    using Texts = std::vector<std::string>;
    CHECK(units("twenty one") == Texts{"twenty", "one"});
    CHECK(units("二十一") == Texts{"二", "十", "一"});
    CHECK(units("одиннадцать") == Texts{"одиннадцать"});
    CHECK(units("") == Texts{});
}
