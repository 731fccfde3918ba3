#include "shared/voice/pcm.h"
#include "shared/voice/wav.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

using namespace voice;
using namespace std::chrono_literals;

TEST_CASE("Pcm: level brings quiet and loud voices to one loudness", "[voice]") {
    Pcm quiet, loud;
    for (int i = 0; i < kRate; ++i) {
        const auto wave = static_cast<std::int16_t>(i % 100 < 50 ? 1000 : -1000);
        quiet.push_back(wave);
        loud.push_back(static_cast<std::int16_t>(wave * 20));
    }

    level(quiet);
    level(loud);

    CHECK(quiet == loud);
    CHECK(quiet[0] == Approx(0.16 * 32767).margin(1));
}

TEST_CASE("Pcm: a tone keeps its pitch and loudness when it is resampled", "[voice]") {
    constexpr int kFrom = 16000;
    const auto tone = [](int rate) {
        Pcm pcm;
        for (int i = 0; i < rate; ++i)
            pcm.push_back(
                static_cast<std::int16_t>(10000 * std::sin(2 * 3.14159265358979 * 1000 * i / rate)));
        return pcm;
    };

    const Pcm brought_up = resampled(tone(kFrom), kFrom);

    const Pcm wanted = tone(kRate);
    REQUIRE(brought_up.size() == wanted.size());
    for (std::size_t i = 100; i + 100 < wanted.size(); ++i)
        REQUIRE(std::abs(brought_up[i] - wanted[i]) < 60);
    CHECK(resampled(wanted, kRate) == wanted);
    CHECK(resampled({}, kFrom).empty());
}

TEST_CASE("Pcm: trim leaves the sound and ten milliseconds around it", "[voice]") {
    Pcm pcm = silence(1s);
    pcm[kRate / 2] = 5000;

    trim(pcm);

    CHECK(duration(pcm) == 20ms);
    Pcm nothing = silence(1s);
    trim(nothing);
    CHECK(nothing.empty());
}

TEST_CASE("Pcm: a WAV file says what it holds", "[voice]") {
    const std::string bytes = wav(chime());

    REQUIRE(bytes.size() == 44 + chime().size() * 2);
    CHECK(bytes.substr(0, 4) == "RIFF");
    CHECK(bytes.substr(8, 8) == "WAVEfmt ");
    std::int16_t sample = 0;
    std::memcpy(&sample, bytes.data() + 44 + 2000, 2);
    CHECK(sample == chime()[1000]);
}

TEST_CASE("Pcm: the chime is short, clear of clipping and dies away", "[voice]") {
    CHECK(duration(chime()) == 750ms);
    CHECK(std::ranges::max(chime()) < 32000);
    CHECK(std::ranges::max(chime()) > 8000);
    CHECK(std::abs(int{chime().back()}) < 50);
}
