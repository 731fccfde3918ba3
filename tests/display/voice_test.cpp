#include "display/voice/announcer.h"
#include "display/voice/speaker.h"
#include "display/voice/studio.h"
#include "shared/base/file.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <poll.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <thread>

using namespace display;
using namespace std::chrono_literals;

namespace {

Phrase call_in(std::string_view language, std::string_view number = "A023", int counter = 3) {
    return say_call(number, model::CounterId{counter}, {}, language, Length::Full, {});
}

/// Waits, 20 s at most, for a recorded sound.
bool sound_is_ready(const Studio& studio) {
    pollfd entry{studio.descriptor(), POLLIN, 0};
    return ::poll(&entry, 1, 20000) == 1;
}

/// A hall in which counters call tickets, as a follower would tell it.
class CallingHall {
  public:
    CallingHall() {
        for (int id = 1; id <= 9; ++id)
            board_.hall.counters.push_back(
                {model::CounterId{id}, model::Names({{"en", "east hall"}, {"zh-Hans", "东大厅"}}), {}, {}});
    }
    model::Update happens(model::EventKind kind, std::uint64_t ticket, int counter) {
        model::Update update;
        update.event.seq = ++board_.seq;
        update.event.kind = kind;
        update.event.ticket = {ticket};
        update.event.counter = {counter};
        model::Ticket& t = board_.tickets[{ticket}];
        t.id = {ticket};
        t.number = "A00" + std::to_string(ticket);
        t.counter = model::CounterId{counter};
        t.state = kind == model::EventKind::ServiceStarted ? model::TicketState::Serving
                                                           : model::TicketState::Called;
        update.tickets.push_back(t);
        return update;
    }
    const model::Board& board() const { return board_; }

  private:
    model::Board board_;
};

/// Turns the announcer until nothing is left to say, advancing the clock to each deadline.
void run_until_quiet(Announcer& announcer, Studio& studio, support::ManualClock& clock) {
    for (int turn = 0; turn < 10000; ++turn) {
        if (const auto deadline = announcer.next_deadline()) {
            if (*deadline > clock.steady())
                clock.advance(*deadline - clock.steady());
            announcer.tick(clock.steady());
        } else if (announcer.announcements().speaking()) {
            REQUIRE(sound_is_ready(studio));
            announcer.sound_ready(clock.steady());
        } else {
            return;
        }
    }
    FAIL("it never falls quiet");
}

struct Played {
    long begin, end;
    std::string title;
};

std::vector<Played> played(const std::filesystem::path& folder) {
    std::istringstream lines(base::read_file(folder / "speaker.log"));
    std::vector<Played> all;
    Played one{};
    std::string file;
    while (lines >> one.begin >> one.end >> file && std::getline(lines, one.title))
        all.push_back(one);
    return all;
}

} // namespace

TEST_CASE("Voice: Mandarin is pronounced as Mandarin", "[display][voice]") {
    EspeakVoice voice("zh-Hans");

    const std::string said = voice.phonemes(call_in("zh-Hans"));

    // qǐng, ei, líng, èr, sān hào; dào sān hào chuāng kǒu: with tones, and no English letters in it.
    CHECK_THAT(said, Catch::Contains("tS;h'i214N"));
    CHECK_THAT(said, Catch::Contains("l'i35N_| '@r51_| s'a55n_| X'Au51"));
    CHECK_THAT(said, Catch::Contains("t'Au51_| s'a55n_| X'Au51_| ts.hw'A55N_| kh'ou214"));
    CHECK_THAT(said, !Catch::Contains("(en)"));
    CHECK_THAT(voice.phonemes(call_in("zh-Hans", "G001")), Catch::Contains("tS;'i51"));
}

TEST_CASE("Voice: traditional characters sound as simplified ones do", "[display][voice]") {
    EspeakVoice voice("zh-Hant");

    CHECK(voice.phonemes(call_in("zh-Hant")) == voice.phonemes(call_in("zh-Hans")));
}

TEST_CASE("Voice: a call lasts two to six seconds in each language", "[display][voice]") {
    for (const std::string language : {"zh-Hans", "zh-Hant", "yue", "en"}) {
        CAPTURE(language);
        Pcm pcm = open_voice(language)->say(call_in(language));
        trim(pcm);
        CHECK(duration(pcm) > 2s);
        CHECK(duration(pcm) < 6s);
    }
}

TEST_CASE("Pcm: level brings quiet and loud voices to one loudness", "[display][voice]") {
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

TEST_CASE("Pcm: a tone keeps its pitch and loudness when it is resampled", "[display][voice]") {
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

TEST_CASE("Pcm: trim leaves the sound and ten milliseconds around it", "[display][voice]") {
    Pcm pcm = silence(1s);
    pcm[kRate / 2] = 5000;

    trim(pcm);

    CHECK(duration(pcm) == 20ms);
    Pcm nothing = silence(1s);
    trim(nothing);
    CHECK(nothing.empty());
}

TEST_CASE("Pcm: a WAV file says what it holds", "[display][voice]") {
    const std::string bytes = wav(chime());

    REQUIRE(bytes.size() == 44 + chime().size() * 2);
    CHECK(bytes.substr(0, 4) == "RIFF");
    CHECK(bytes.substr(8, 8) == "WAVEfmt ");
    std::int16_t sample = 0;
    std::memcpy(&sample, bytes.data() + 44 + 2000, 2);
    CHECK(sample == chime()[1000]);
}

TEST_CASE("Pcm: the chime is short, clear of clipping and dies away", "[display][voice]") {
    CHECK(duration(chime()) == 750ms);
    CHECK(std::ranges::max(chime()) < 32000);
    CHECK(std::ranges::max(chime()) > 8000);
    CHECK(std::abs(int{chime().back()}) < 50);
}

TEST_CASE("Studio: a voice that does not open leaves its line out", "[display][voice]") {
    Studio studio([](std::string_view) -> std::unique_ptr<Voice> { throw std::runtime_error("no voice"); });

    studio.record({true, 100, {{"en", call_in("en")}}});

    REQUIRE(sound_is_ready(studio));
    CHECK(studio.take() == chime());
    CHECK_FALSE(studio.take());
}

TEST_CASE("Studio: chime, first language, second language, in this order", "[display][voice]") {
    struct Tone final : Voice {
        explicit Tone(std::int16_t value) : value_(value) {}
        Pcm say(const Phrase&) override { return Pcm(kRate, value_); }
        std::int16_t value_;
    };
    Studio studio([](std::string_view language) {
        return std::make_unique<Tone>(static_cast<std::int16_t>(language == "en" ? -9000 : 9000));
    });

    studio.record({true, 50, {{"zh-Hans", call_in("zh-Hans")}, {"en", call_in("en")}}});
    REQUIRE(sound_is_ready(studio));
    const Pcm pcm = *studio.take();

    CHECK(duration(pcm) == 750ms + 300ms + 1s + 450ms + 1s);
    CHECK(pcm[kRate * 15 / 10] > 2000);
    CHECK(pcm[kRate * 30 / 10] < -2000);
    CHECK(pcm[1000] == chime()[1000] / 2);
}

TEST_CASE("Announcer: calls never overlap, however fast they come", "[display][voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    Studio studio;
    FileSpeaker speaker(folder.path());
    Announcer announcer(studio, speaker, {});
    CallingHall hall;

    for (std::uint64_t ticket = 1; ticket <= 6; ++ticket)
        announcer.updated(hall.happens(model::EventKind::TicketCalled, ticket, static_cast<int>(ticket)),
                          hall.board(), clock.steady());
    run_until_quiet(announcer, studio, clock);

    const auto sounds = played(folder.path());
    REQUIRE(sounds.size() == 7); // six calls, and the last one again
    for (std::size_t i = 1; i < sounds.size(); ++i)
        CHECK(sounds[i].begin >= sounds[i - 1].end + Announcements::kBetween.count());
    CHECK_THAT(sounds[0].title,
               Catch::Contains("(chime) zh-Hans: A 零 零 一 号， 一 号窗口 en: A, zero zero one"));
    CHECK_THAT(sounds[5].title, Catch::Contains("zh-Hans: 请 A 零 零 六 号， 到 六 号窗口"));
    CHECK_THAT(sounds[6].title, !Catch::Contains("(chime)"));
}

TEST_CASE("Announcer: a visitor who has come is not called", "[display][voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    Studio studio;
    FileSpeaker speaker(folder.path());
    Announcer announcer(studio, speaker, {});
    CallingHall hall;
    announcer.updated(hall.happens(model::EventKind::TicketCalled, 1, 1), hall.board(), clock.steady());
    announcer.tick(clock.steady());
    announcer.updated(hall.happens(model::EventKind::TicketCalled, 2, 2), hall.board(), clock.steady());

    announcer.updated(hall.happens(model::EventKind::ServiceStarted, 2, 2), hall.board(), clock.steady());
    announcer.updated(hall.happens(model::EventKind::ServiceStarted, 1, 1), hall.board(), clock.steady());
    run_until_quiet(announcer, studio, clock);

    CHECK(played(folder.path()).size() == 1);
}

TEST_CASE("Announcer: a new board makes no sound and silences what is over", "[display][voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    Studio studio;
    FileSpeaker speaker(folder.path());
    Announcer announcer(studio, speaker, {});
    CallingHall hall, other;
    announcer.updated(hall.happens(model::EventKind::TicketCalled, 1, 1), hall.board(), clock.steady());
    other.happens(model::EventKind::TicketCalled, 7, 1);

    announcer.replaced(other.board());
    run_until_quiet(announcer, studio, clock);

    CHECK(played(folder.path()).empty());
}

TEST_CASE("Announcer: the location is said when asked", "[display][voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    Studio studio;
    FileSpeaker speaker(folder.path());
    AnnouncerOptions options;
    options.manner.with_location = true;
    options.times = 1;
    Announcer announcer(studio, speaker, options);
    CallingHall hall;

    announcer.updated(hall.happens(model::EventKind::TicketCalled, 1, 1), hall.board(), clock.steady());
    run_until_quiet(announcer, studio, clock);

    REQUIRE(played(folder.path()).size() == 1);
    CHECK_THAT(played(folder.path())[0].title, Catch::Contains("东大厅") && Catch::Contains("east hall"));
}

TEST_CASE("SdlSpeaker: what is played arrives sample for sample", "[display][voice]") {
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

TEST_CASE("SdlSpeaker: a machine without sound is told apart in one sentence", "[display][voice]") {
    ::setenv("SDL_AUDIODRIVER", "no-such-driver", 1);

    CHECK_THROWS_WITH(open_sdl_speaker(), Catch::Contains("there is no sound"));
}

TEST_CASE("PatientSpeaker: a sound card that is plugged in later is used then", "[display][voice]") {
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
