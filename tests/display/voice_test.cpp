#include "display/voice/announcer.h"
#include "shared/base/file.h"
#include "shared/voice/speaker.h"
#include "shared/voice/studio.h"
#include "tests/display/calling_hall.h"
#include "tests/support/manual_clock.h"
#include "tests/support/played.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <poll.h>

#include <algorithm>
#include <mutex>
#include <tuple>

using namespace display;
using namespace std::chrono_literals;
using support::played;
using voice::EspeakVoice;
using voice::FileSpeaker;
using voice::Pcm;
using voice::Phrase;
using voice::SilentSpeaker;
using voice::Studio;

namespace {

Phrase call_in(std::string_view language, std::string_view number = "A023", int counter = 3) {
    return say_call(number, model::CounterId{counter}, {}, language, Length::Full, {});
}

/// Waits, 20 s at most, for a recorded sound.
bool sound_is_ready(const Studio& studio) {
    pollfd entry{studio.descriptor(), POLLIN, 0};
    return ::poll(&entry, 1, 20000) == 1;
}

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

TEST_CASE("Voice: other languages read letters and numbers as their own", "[display][voice]") {
    // Four and seven, then fourteen; how espeak-ng ends the Arabic one depends on memory that it does not
    // set.
    const std::vector<std::tuple<std::string, std::string, std::string>> all{
        {"ja", "n'ana", "u'ujoN"},    {"ko", "tSh'iL", "s'ip_!"}, {"ru", "s;'em;", "tS;It'y@"},
        {"es", "sj'ete", "kat'orTe"}, {"fr", "s'Et", "kat'Orz"},  {"ar", "sabA", "arb'aA-,ata ,A-aS"}};
    for (const auto& [language, seven, fourteen] : all) {
        CAPTURE(language);
        EspeakVoice voice(language);
        for (char letter = 'A'; letter <= 'Z'; ++letter)
            CHECK_THAT(voice.phonemes(call_in(language, std::string(1, letter) + "047", 14)),
                       !Catch::Contains("(en)"));
        const std::string said = voice.phonemes(call_in(language, "A047", 14));
        UNSCOPED_INFO(said);
        CHECK_THAT(said, Catch::Contains(seven));
        CHECK_THAT(said, Catch::Contains(fourteen));
    }
}

TEST_CASE("Voice: a call lasts two to eight seconds in each language", "[display][voice]") {
    for (const std::string language :
         {"zh-Hans", "zh-Hant", "yue", "en", "ja", "ko", "ru", "es", "fr", "ar"}) {
        CAPTURE(language);
        Pcm pcm = voice::open_voice(language)->say(call_in(language));
        voice::trim(pcm);
        CHECK(voice::duration(pcm) > 2s);
        CHECK(voice::duration(pcm) < 8s);
    }
}

TEST_CASE("Announcer: calls never overlap, however fast they come", "[display][voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    Studio studio;
    FileSpeaker speaker(folder.path());
    CallingHall hall;
    Announcer announcer(studio, speaker, {}, hall.source());

    for (std::uint64_t ticket = 1; ticket <= 6; ++ticket)
        announcer.updated(hall.happens(model::EventKind::TicketCalled, ticket, static_cast<int>(ticket)),
                          clock.steady());
    run_until_quiet(announcer, studio, clock);

    const auto sounds = played(folder.path());
    REQUIRE(sounds.size() == 7); // six calls, and the last one again
    for (std::size_t i = 1; i < sounds.size(); ++i)
        CHECK(sounds[i].begin >= sounds[i - 1].end + Announcements::kBetween.count());
    CHECK_THAT(sounds[0].title,
               Catch::Contains("(chime) zh-Hans: A 零 零 一 号， 一 号窗口 en: A zero zero one"));
    CHECK_THAT(sounds[5].title, Catch::Contains("zh-Hans: 请 A 零 零 六 号， 到 六 号窗口"));
    CHECK_THAT(sounds[6].title, !Catch::Contains("(chime)"));
}

TEST_CASE("Announcer: a visitor who has come is not called", "[display][voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    Studio studio;
    FileSpeaker speaker(folder.path());
    CallingHall hall;
    Announcer announcer(studio, speaker, {}, hall.source());
    announcer.updated(hall.happens(model::EventKind::TicketCalled, 1, 1), clock.steady());
    announcer.tick(clock.steady());
    announcer.updated(hall.happens(model::EventKind::TicketCalled, 2, 2), clock.steady());

    announcer.updated(hall.happens(model::EventKind::ServiceStarted, 2, 2), clock.steady());
    announcer.updated(hall.happens(model::EventKind::ServiceStarted, 1, 1), clock.steady());
    run_until_quiet(announcer, studio, clock);

    CHECK(played(folder.path()).size() == 1);
}

TEST_CASE("Announcer: a notice waits for the end of a call, an evacuation does not", "[display][voice]") {
    const auto [kind, heard] = GENERATE(table<model::AlarmKind, std::string>(
        {{model::AlarmKind::Notice, "A 零 零 一"}, {model::AlarmKind::Evacuation, "请立即离开大厅"}}));
    support::TemporaryFolder folder;
    support::ManualClock clock;
    Studio studio;
    FileSpeaker speaker(folder.path());
    CallingHall hall;
    Announcer announcer(studio, speaker, {}, hall.source());
    announcer.updated(hall.happens(model::EventKind::TicketCalled, 1, 1), clock.steady());
    announcer.tick(clock.steady());

    hall.raise(kind);
    announcer.replaced();
    announcer.tick(clock.steady());
    REQUIRE(sound_is_ready(studio));
    announcer.sound_ready(clock.steady());

    REQUIRE(played(folder.path()).size() == 1);
    CHECK_THAT(played(folder.path())[0].title, Catch::Contains(heard));
}

TEST_CASE("Announcer: an alarm does not wait for the calls of other zones", "[display][voice]") {
    const auto kind = GENERATE(model::AlarmKind::Notice, model::AlarmKind::Evacuation);
    struct Held final : voice::Voice {
        Held(std::mutex& held, std::vector<std::string>& said) : held_(held), said_(said) {}
        Pcm say(const Phrase& phrase) override {
            const std::scoped_lock lock(held_);
            said_.push_back(as_text(phrase, "en"));
            return Pcm(voice::kRate, 9000);
        }
        std::mutex& held_;
        std::vector<std::string>& said_;
    };
    std::mutex held;
    std::vector<std::string> said;
    support::TemporaryFolder folder;
    support::ManualClock clock;
    CallingHall hall;
    SilentSpeaker elsewhere;
    FileSpeaker speaker(folder.path());
    AnnouncerOptions options;
    options.languages = {"en"};
    {
        Studio studio([&](std::string_view) { return std::make_unique<Held>(held, said); });
        std::vector<std::unique_ptr<Announcer>> zones;
        for (int zone = 1; zone <= 4; ++zone) {
            options.counters = {model::CounterId{zone}};
            zones.push_back(std::make_unique<Announcer>(
                studio, zone == 4 ? static_cast<voice::Speaker&>(speaker) : elsewhere, options, hall.source(),
                zone));
        }
        const auto tick = [&] {
            for (const auto& zone : zones)
                zone->tick(clock.steady());
        };
        {
            const std::scoped_lock at_work(held);
            for (const int called : {1, 2, 3}) {
                const auto update =
                    hall.happens(model::EventKind::TicketCalled, static_cast<std::uint64_t>(called), called);
                for (const auto& zone : zones)
                    zone->updated(update, clock.steady());
            }
            tick();

            hall.raise(kind);
            for (const auto& zone : zones)
                zone->replaced();
            tick();
        }
        while (played(folder.path()).empty()) {
            REQUIRE(sound_is_ready(studio));
            for (const auto& zone : zones)
                zone->sound_ready(clock.steady());
        }
    }

    // At most the call that was under way when the alarm came.
    const auto alarm = std::ranges::find_if_not(
        said, [](const std::string& words) { return words.starts_with("Number A"); });
    CHECK(alarm != said.end());
    CHECK(alarm - said.begin() <= 1);
}

TEST_CASE("Announcer: whatever ends a call leaves it unsaid", "[display][voice]") {
    using enum model::EventKind;
    support::ManualClock clock;
    Studio studio;
    SilentSpeaker speaker;
    for (const auto kind : {ServiceStarted, ServiceFinished, TicketNoShow, TicketParked, TicketReturned,
                            TicketTransferred, TicketCancelled, TicketExpired, DayBegan}) {
        CAPTURE(static_cast<int>(kind));
        CallingHall hall;
        Announcer announcer(studio, speaker, {}, hall.source());
        announcer.updated(hall.happens(TicketCalled, 1, 1), clock.steady());
        REQUIRE(announcer.next_deadline());

        announcer.updated(hall.happens(kind, 1, 1), clock.steady());

        CHECK_FALSE(announcer.next_deadline());
    }
}

TEST_CASE("Announcer: a new board makes no sound and silences what is over", "[display][voice]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    Studio studio;
    FileSpeaker speaker(folder.path());
    CallingHall hall, other;
    Announcer announcer(studio, speaker, {}, hall.source());
    announcer.updated(hall.happens(model::EventKind::TicketCalled, 1, 1), clock.steady());
    other.happens(model::EventKind::TicketCalled, 7, 1);

    hall = other;
    announcer.replaced();
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
    CallingHall hall;
    Announcer announcer(studio, speaker, options, hall.source());

    announcer.updated(hall.happens(model::EventKind::TicketCalled, 1, 1), clock.steady());
    run_until_quiet(announcer, studio, clock);

    REQUIRE(played(folder.path()).size() == 1);
    CHECK_THAT(played(folder.path())[0].title, Catch::Contains("东大厅") && Catch::Contains("east hall"));
}
