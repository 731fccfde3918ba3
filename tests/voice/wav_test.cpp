#include "shared/voice/wav.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>

using namespace voice;
using namespace std::chrono_literals;

namespace {

void put(std::string& bytes, std::uint32_t value, unsigned count) {
    for (unsigned i = 0; i < count; ++i)
        bytes += static_cast<char>(value >> (8 * i) & 0xFF);
}

struct WavKind {
    std::uint32_t coding = 1, channels = 1, rate = 44100, bits = 16;
};

/// A file as recorders write them, with a chunk of their own before the sound.
std::string file_of(const WavKind& kind, const std::string& data) {
    std::string bytes = "WAVEfmt ";
    put(bytes, kind.coding == 0xFFFE ? 40 : 16, 4);
    put(bytes, kind.coding, 2);
    put(bytes, kind.channels, 2);
    put(bytes, kind.rate, 4);
    put(bytes, kind.rate * kind.channels * kind.bits / 8, 4);
    put(bytes, kind.channels * kind.bits / 8, 2);
    put(bytes, kind.bits, 2);
    if (kind.coding == 0xFFFE) {
        put(bytes, 22, 2);
        put(bytes, kind.bits, 2);
        put(bytes, 0, 4);
        put(bytes, 1, 4);
        bytes += std::string(12, '\x10');
    }
    bytes += "LIST";
    put(bytes, 3, 4);
    bytes += "me!";
    bytes += '\0'; // to an even place
    bytes += "data";
    put(bytes, static_cast<std::uint32_t>(data.size()), 4);
    bytes += data;
    std::string head = "RIFF";
    put(head, static_cast<std::uint32_t>(bytes.size()), 4);
    return head + bytes;
}

/// A second of a 500 Hz tone.
std::string recorded_tone(const WavKind& kind) {
    std::string data;
    for (std::uint32_t i = 0; i < kind.rate; ++i) {
        const double wave = 10000 * std::sin(2 * 3.14159265358979 * 500 * i / kind.rate);
        for (std::uint32_t channel = 0; channel < kind.channels; ++channel) {
            if (kind.bits == 24)
                data += '\x55'; // below what we keep
            put(data, static_cast<std::uint32_t>(std::lround(wave)), 2);
        }
    }
    return data;
}

} // namespace

TEST_CASE("Wav: what recorders write comes in our shape", "[voice]") {
    for (const WavKind& kind : {WavKind{}, WavKind{1, 2, 48000, 16}, WavKind{1, 1, 22050, 16},
                                WavKind{0xFFFE, 2, 96000, 24}, WavKind{1, 1, 8000, 24}}) {
        CAPTURE(kind.channels, kind.rate, kind.bits);

        const auto pcm = read_wav(file_of(kind, recorded_tone(kind)));

        REQUIRE(pcm);
        REQUIRE(std::abs(static_cast<long>(pcm->size()) - kRate) < 2);
        for (std::size_t i = 1000; i < 5000; ++i)
            REQUIRE(std::abs((*pcm)[i] - 10000 * std::sin(2 * 3.14159265358979 * 500 * double(i) / kRate)) <
                    120);
    }
}

TEST_CASE("Wav: what cannot be heard at our rate does not fold down into it", "[voice]") {
    const WavKind kind{1, 1, 44100, 16};
    std::string data;
    for (std::uint32_t i = 0; i < kind.rate; ++i)
        put(data,
            static_cast<std::uint32_t>(
                std::lround(10000 * std::sin(2 * 3.14159265358979 * 15000 * i / 44100.0))),
            2);

    const auto pcm = read_wav(file_of(kind, data));

    REQUIRE(pcm);
    for (std::size_t i = 100; i + 100 < pcm->size(); ++i)
        REQUIRE(std::abs(int{(*pcm)[i]}) < 200);
}

TEST_CASE("Wav: our own files are read as they were written, and cut ones as far as they go", "[voice]") {
    const std::string bytes = wav(chime());

    CHECK(read_wav(bytes) == chime());
    CHECK(read_wav(bytes.substr(0, 44 + 2000))->size() == 1000);
    CHECK(read_wav(bytes.substr(0, 44 + 2001))->size() == 1000);
}

TEST_CASE("Wav: other files are refused with what to do", "[voice]") {
    const auto refusal = [](const std::string& bytes) {
        const auto pcm = read_wav(bytes);
        REQUIRE_FALSE(pcm);
        return pcm.error();
    };

    CHECK_THAT(refusal(""), Catch::Contains("is no WAV file"));
    CHECK_THAT(refusal("ID3\x04 an MP3 by another name"), Catch::Contains("44100 Hz"));
    CHECK_THAT(refusal(wav(chime()).substr(0, 36)), Catch::Contains("holds no sound"));
    CHECK_THAT(refusal(file_of({3, 1, 44100, 32}, std::string(400, 'x'))), Catch::Contains("32 bits"));
    CHECK_THAT(refusal(file_of({1, 6, 48000, 16}, std::string(400, 'x'))), Catch::Contains("6 channels"));
    CHECK_THAT(refusal(file_of({1, 1, 47999, 16}, std::string(400, 'x'))), Catch::Contains("47999 Hz"));
    CHECK_THAT(refusal(file_of({1, 1, 0, 16}, std::string(400, 'x'))), Catch::Contains("0 Hz"));
    CHECK_THAT(refusal(file_of({1, 1, 8000, 16}, std::string(400000, 'x'))),
               Catch::Contains("longer than 20 s"));
}
