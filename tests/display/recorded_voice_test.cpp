// A recorded voice from its script to the loudspeaker. No human was recorded for it: the clips are tones, or
// what the synthesisers say, written as the files that a speaker would record.

#include "display/voice/grammar.h"
#include "display/voice/recording.h"
#include "display/voice/zones.h"
#include "shared/base/file.h"
#include "shared/voice/wav.h"
#include "tests/display/calling_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>

using namespace display;
using namespace std::chrono_literals;
using voice::Pcm;

namespace {

/// Writes the script as pack.toml and every recording that it asks for.
voice::Pack record(const support::TemporaryFolder& folder, const std::string& language, int counters,
                   const std::function<Pcm(const std::string& say)>& speaker) {
    base::write_file(folder / "pack.toml", recording_script(language, counters));
    voice::Pack pack = voice::read_pack(folder.path());
    for (const auto& clip : pack.clips)
        for (const std::string& file : {clip.middle, clip.end})
            if (!file.empty())
                std::ofstream(folder / file, std::ios::binary)
                    << voice::wav(speaker(clip.say)); // without fsync: they are many
    return pack;
}

Pcm beep(const std::string& say) {
    Pcm pcm = voice::silence(30ms);
    for (std::size_t i = 0; i < pcm.size(); ++i)
        pcm[i] =
            static_cast<std::int16_t>(5000 * std::sin(static_cast<double>(i * (say.size() % 7 + 1)) / 20));
    return pcm;
}

std::unique_ptr<voice::Voice> nobody() {
    return nullptr;
}

std::string random_number(std::mt19937& random) {
    std::string number(1 + random() % 2, 'A');
    for (char& letter : number)
        letter = static_cast<char>('A' + random() % 26);
    return number + fmt::format("{:03}", random() % 1000);
}

/// A loudspeaker, and what it was given to play.
class Witness final : public voice::Speaker {
  public:
    Witness(std::unique_ptr<voice::Speaker> real, Pcm& given) : real_(std::move(real)), given_(given) {}

    void play(const Pcm& pcm, const std::string& title, base::SteadyTime now) override {
        voice::append(given_, pcm);
        real_->play(pcm, title, now);
    }
    void stop(base::SteadyTime now) override { real_->stop(now); }
    bool busy(base::SteadyTime now) override { return real_->busy(now); }
    bool done(base::SteadyTime now) { return !given_.empty() && !busy(now); }

  private:
    std::unique_ptr<voice::Speaker> real_;
    Pcm& given_;
};

} // namespace

TEST_CASE("Recording script: whoever records it can say every call", "[display][voice]") {
    constexpr int kCounters = 40;
    std::mt19937 random(1);
    for (const std::string language :
         {"zh-Hans", "zh-Hant", "yue", "en", "ja", "ko", "ru", "es", "fr", "ar"}) {
        CAPTURE(language);
        const support::TemporaryFolder folder;
        const voice::ClipVoice voice(record(folder, language, kCounters, beep), nobody);

        for (int i = 0; i < 200; ++i) {
            const std::string number = random_number(random);
            const model::CounterId counter{static_cast<int>(1 + random() % kCounters)};
            const Length length = random() % 2 == 0 ? Length::Full : Length::Short;
            const Manner manner{random() % 2 == 0, false};
            CAPTURE(number, counter.value);
            REQUIRE_FALSE(voice.joined(say_call(number, counter, {}, language, length, manner)).empty());
        }
        const std::vector<Shown> shown{{"B117", model::CounterId{12}}, {"A023", model::CounterId{3}}};
        CHECK_FALSE(voice.joined(say_current(shown, language, {})).empty());
        CHECK_FALSE(voice.joined(say_current({}, language, {})).empty());
        // Other counters were not recorded: those are somebody else's.
        CHECK(voice.joined(say_call("A023", model::CounterId{999}, {}, language, Length::Full, {})).empty());
    }
}

TEST_CASE("Recording script: each line shows the sentence that it stands in", "[display][voice]") {
    const std::string script = recording_script("zh-Hans", 12);

    CHECK_THAT(
        script,
        Catch::Contains("say = \"请\"\nmiddle = \"001.wav\"      # [请] A 零 零 零 零 号， 到 一 号窗口\n"));
    CHECK_THAT(script, Catch::Contains("say = \"幺\""));
    CHECK_THAT(script, Catch::Contains("say = \"Z\""));
    CHECK_THAT(script, Catch::Contains("到 [十] 号窗口"));
    CHECK_THAT(recording_script("en", 21), Catch::Contains("go to counter [twenty] one"));
}

TEST_CASE("Recorded voice: a call made of clips is as long as a spoken one, and steady in loudness",
          "[display][voice]") {
    const support::TemporaryFolder folder;
    voice::EspeakVoice speaker("zh-Hans");
    const auto pack = record(folder, "zh-Hans", 12, [&](const std::string& say) {
        return speaker.say({{voice::Piece::Kind::Words, say}});
    });
    const voice::ClipVoice voice(pack, nobody);
    const auto call = say_call("A023", model::CounterId{12}, {}, "zh-Hans", Length::Full, {});

    const Pcm said = voice.joined(call);

    CHECK(voice::duration(said) > 2s);
    CHECK(voice::duration(said) < 6s);
    // The one long silence is the pause between the two groups.
    std::size_t longest = 0, run = 0;
    for (const std::int16_t value : said) {
        run = std::abs(int{value}) < 200 ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    CHECK(longest >= voice::silence(pack.pause).size());
    CHECK(longest < voice::silence(pack.pause + 150ms).size());
}

TEST_CASE("Golden audio: two zones on one card, each sample on its own side", "[display][voice]") {
    const support::TemporaryFolder folder, pack_folder;
    ::setenv("SDL_AUDIODRIVER", "disk", 1);
    ::setenv("SDL_DISKAUDIODELAY", "1", 1); // milliseconds a period: faster than it is heard
    const std::vector<voice::Pack> packs{record(pack_folder, "zh-Hans", 9, beep)};
    std::vector<ZoneOptions> options(2);
    for (int i : {0, 1}) {
        ZoneOptions& zone = options.at(static_cast<std::size_t>(i));
        zone.voice.zone = i == 0 ? "left" : "right";
        zone.voice.counters = {model::CounterId{i + 1}};
        zone.voice.languages = {"zh-Hans", "en"}; // clips and synthesis
        zone.voice.times = 1;
        zone.voice.volume = 70;
        // SDL's disk driver takes the device's name as the file.
        zone.outlet = {folder / zone.voice.zone, i == 0 ? voice::Channel::Left : voice::Channel::Right};
    }
    CallingHall hall;
    const base::SystemClock clock;
    std::vector<Pcm> wanted(2);
    {
        loop::Loop loop(clock);
        std::vector<Witness*> speakers;
        Zones zones(
            loop, clock, options, packs, hall.source(),
            [&](const ZoneOptions& zone) {
                auto speaker =
                    std::make_unique<Witness>(voice::open_outlet(zone.outlet), wanted.at(speakers.size()));
                speakers.push_back(speaker.get());
                return speaker;
            },
            [] {});
        zones.updated(hall.happens(model::EventKind::TicketCalled, 1, 1));
        zones.updated(hall.happens(model::EventKind::TicketCalled, 2, 2));
        const auto patience = clock.steady() + 20s;
        const auto all_said = [&] {
            return std::ranges::all_of(speakers, [&](Witness* one) { return one->done(clock.steady()); });
        };
        while (!all_said() && clock.steady() < patience)
            loop.turn(20ms);
        REQUIRE(all_said());
    }

    for (std::size_t i : {0U, 1U}) {
        REQUIRE(voice::duration(wanted[i]) > 3s);
        const std::string raw = base::read_file(folder / options[i].voice.zone, 64U << 20U);
        std::array<Pcm, 2> sides;
        for (std::size_t at = 0; at + 3 < raw.size(); at += 4) {
            std::array<std::int16_t, 2> frame{};
            std::memcpy(frame.data(), raw.data() + at, 4);
            sides[0].push_back(frame[0]);
            sides[1].push_back(frame[1]);
        }
        Pcm& own = sides.at(i);
        const auto begin = std::ranges::search(own, wanted[i]).begin();
        REQUIRE(begin != own.end());
        std::fill_n(begin, wanted[i].size(), std::int16_t{0}); // all else is silence
        for (const Pcm& side : sides)
            CHECK(std::ranges::all_of(side, [](std::int16_t value) { return value == 0; }));
    }
}
