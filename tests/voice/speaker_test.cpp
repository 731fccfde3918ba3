#include "shared/voice/speaker.h"

#include "shared/base/file.h"
#include "tests/support/manual_clock.h"
#include "tests/support/played.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace voice;
using namespace std::chrono_literals;
using support::played;

TEST_CASE("SdlSpeaker: what is played arrives sample for sample", "[voice]") {
    support::TemporaryFolder folder;
    const auto file = folder / "sound.raw";
    ::setenv("SDL_AUDIODRIVER", "disk", 1);
    ::setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
    {
        const base::SystemClock clock;
        const auto speaker = open_sdl_speaker();
        speaker->play(chime(), "chime", clock.steady());
        const auto patience = clock.steady() + 10s;
        while (speaker->busy(clock.steady()) && clock.steady() < patience)
            std::this_thread::yield();
        CHECK(clock.steady() < patience);
    }

    const std::string raw = base::read_file(file);
    const std::string wanted(reinterpret_cast<const char*>(chime().data()), chime().size() * 2);
    CHECK(raw.find(wanted) != std::string::npos);
}

TEST_CASE("SdlSpeaker: a machine without sound is told apart in one sentence", "[voice]") {
    ::setenv("SDL_AUDIODRIVER", "no-such-driver", 1);

    CHECK_THROWS_WITH(open_sdl_speaker(), Catch::Contains("there is no sound"));
}

TEST_CASE("PatientSpeaker: a sound card that is plugged in later is used then", "[voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    bool plugged = false;
    PatientSpeaker speaker([&]() -> std::unique_ptr<Speaker> {
        if (!plugged)
            throw std::runtime_error("there is no sound");
        return std::make_unique<FileSpeaker>(folder.path());
    });
    CHECK_FALSE(speaker.well());
    speaker.play(chime(), "first", clock.steady()); // silent, but takes its time
    CHECK(speaker.busy(clock.steady()));
    clock.advance(1s);
    CHECK_FALSE(speaker.busy(clock.steady()));

    plugged = true;
    speaker.play(chime(), "too soon to try again", clock.steady());
    CHECK_FALSE(speaker.well());
    clock.advance(PatientSpeaker::kTryAgain);
    speaker.play(chime(), "heard", clock.steady());

    CHECK(speaker.well());
    REQUIRE(played(folder.path()).size() == 1);
    CHECK(played(folder.path())[0].title == " heard");
}

TEST_CASE("Speaker: falls silent when it is told to, and plays the next sound", "[voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    ::setenv("SDL_AUDIODRIVER", "dummy", 1);
    std::vector<std::unique_ptr<Speaker>> speakers;
    speakers.push_back(std::make_unique<SilentSpeaker>());
    speakers.push_back(std::make_unique<FileSpeaker>(folder.path()));
    speakers.push_back(std::make_unique<PatientSpeaker>(open_sdl_speaker));
    for (const auto& speaker : speakers) {
        speaker->play(silence(60s), "long", clock.steady());
        CHECK(speaker->busy(clock.steady()));

        speaker->stop(clock.steady());
        CHECK_FALSE(speaker->busy(clock.steady() + 200ms));

        speaker->play(silence(60s), "another", clock.steady());
        CHECK(speaker->busy(clock.steady()));
    }
}
