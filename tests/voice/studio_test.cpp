#include "shared/voice/studio.h"

#include <catch2/catch.hpp>
#include <poll.h>

#include <stdexcept>

using namespace voice;
using namespace std::chrono_literals;

namespace {

const Phrase hello{{Piece::Kind::Words, "hello"}};

/// Waits, 20 s at most, for a recorded sound.
bool sound_is_ready(const Studio& studio) {
    pollfd entry{studio.descriptor(), POLLIN, 0};
    return ::poll(&entry, 1, 20000) == 1;
}

} // namespace

TEST_CASE("Studio: a voice that does not open leaves its line out", "[voice]") {
    Studio studio([](std::string_view) -> std::unique_ptr<Voice> { throw std::runtime_error("no voice"); });

    studio.record({true, 100, {{"en", hello}}});

    REQUIRE(sound_is_ready(studio));
    CHECK(studio.take() == chime());
    CHECK_FALSE(studio.take());
}

TEST_CASE("Studio: chime, first language, second language, in this order", "[voice]") {
    struct Tone final : Voice {
        explicit Tone(std::int16_t value) : value_(value) {}
        Pcm say(const Phrase&) override { return Pcm(kRate, value_); }
        std::int16_t value_;
    };
    Studio studio([](std::string_view language) {
        return std::make_unique<Tone>(static_cast<std::int16_t>(language == "en" ? -9000 : 9000));
    });

    studio.record({true, 50, {{"zh-Hans", hello}, {"en", hello}}});
    REQUIRE(sound_is_ready(studio));
    const Pcm pcm = *studio.take();

    CHECK(duration(pcm) == 750ms + 300ms + 1s + 450ms + 1s);
    CHECK(pcm[kRate * 15 / 10] > 2000);
    CHECK(pcm[kRate * 30 / 10] < -2000);
    CHECK(pcm[1000] == chime()[1000] / 2);
}

TEST_CASE("Studio: what is forgotten never sounds, and what comes after it does", "[voice]") {
    std::mutex held;
    struct Slow final : Voice {
        explicit Slow(std::mutex& held) : held_(held) {}
        Pcm say(const Phrase& phrase) override {
            const std::scoped_lock lock(held_);
            return Pcm(kRate, phrase.at(0).text == "old" ? std::int16_t{9000} : std::int16_t{-9000});
        }
        std::mutex& held_;
    };
    Studio studio([&held](std::string_view) { return std::make_unique<Slow>(held); });
    {
        const std::scoped_lock at_work(held);
        studio.record({false, 100, {{"en", {{Piece::Kind::Words, "old"}}}}});
        studio.record({false, 100, {{"en", {{Piece::Kind::Words, "old"}}}}});

        studio.forget();
        studio.record({false, 100, {{"en", {{Piece::Kind::Words, "new"}}}}});
    }

    REQUIRE(sound_is_ready(studio));
    const Pcm pcm = *studio.take();
    CHECK(pcm[kRate / 2] < -2000);
    CHECK_FALSE(studio.take());
}
