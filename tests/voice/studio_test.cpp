#include "shared/voice/studio.h"

#include <catch2/catch.hpp>
#include <poll.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace voice;
using namespace std::chrono_literals;

namespace {

const Phrase hello{{Piece::Kind::Words, "hello"}};

/// A room in which somebody speaks, once the test lets him.
struct Room {
    std::mutex held;
    std::atomic<int> begun = 0;    ///< lines that somebody wanted to say
    std::vector<std::string> said; ///< read it when nobody speaks

    Studio::OpenVoice open();
    void wait_until_begun() const {
        while (begun == 0)
            std::this_thread::yield();
    }
};

class Held final : public Voice {
  public:
    explicit Held(Room& room) : room_(room) {}
    Pcm say(const Phrase& phrase) override {
        ++room_.begun;
        const std::scoped_lock lock(room_.held);
        room_.said.push_back(phrase.at(0).text);
        return Pcm(kRate, phrase.at(0).text == "old" ? std::int16_t{9000} : std::int16_t{-9000});
    }

  private:
    Room& room_;
};

Studio::OpenVoice Room::open() {
    return [this](std::string_view) { return std::make_unique<Held>(*this); };
}

Line line(const std::string& words) {
    return {"en", {{Piece::Kind::Words, words}}};
}

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
    Room room;
    Studio studio(room.open());
    {
        const std::scoped_lock at_work(room.held);
        studio.record({false, 100, {line("old"), line("old, on")}});
        studio.record({false, 100, {line("old")}});
        room.wait_until_begun();

        studio.forget();
        studio.record({false, 100, {line("new")}});
    }

    REQUIRE(sound_is_ready(studio));
    const Pcm pcm = *studio.take();
    CHECK(pcm[kRate / 2] < -2000);
    CHECK_FALSE(studio.take());
    CHECK(room.said == std::vector<std::string>{"old", "new"}); // nobody waited for its second line
}

TEST_CASE("Studio: one zone forgets what it asked for, the others do not", "[voice]") {
    Room room;
    Studio studio(room.open());
    {
        const std::scoped_lock at_work(room.held);
        for (const int zone : {1, 2})
            studio.record({false, 100, {line("old")}, zone});
        room.wait_until_begun();

        studio.forget(1);
    }

    REQUIRE(sound_is_ready(studio));
    CHECK(studio.take(2));
    CHECK_FALSE(studio.take(1));
}

TEST_CASE("Studio: what is urgent is recorded before all that waits, and in the order of asking", "[voice]") {
    Room room;
    Studio studio(room.open());
    {
        const std::scoped_lock at_work(room.held);
        studio.record({false, 100, {line("under way")}});
        room.wait_until_begun();
        for (const int zone : {1, 2})
            studio.record({false, 100, {line("call")}, zone});
        studio.record({false, 100, {line("alarm")}, 3, true});
        studio.record({false, 100, {line("alarm in the west")}, 4, true});
    }

    for (std::size_t taken = 0; taken < 5;) {
        REQUIRE(sound_is_ready(studio));
        for (int zone = 0; zone < 5; ++zone)
            taken += studio.take(zone) ? 1 : 0;
    }
    CHECK(room.said == std::vector<std::string>{"under way", "alarm", "alarm in the west", "call", "call"});
}
