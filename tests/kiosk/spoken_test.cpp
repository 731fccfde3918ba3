#include "accessible_stand.h"
#include "kiosk/reader_voice.h"
#include "kiosk/screens/frame.h"
#include "kiosk/words.h"
#include "shared/base/file.h"
#include "shared/screen/stage.h"

#include <catch2/catch.hpp>
#include <poll.h>

#include <algorithm>
#include <filesystem>

using namespace kiosk;
using namespace std::chrono_literals;
using Catch::Contains;
using sample::Stand;
using screen::Key;

TEST_CASE("Spoken mode: is silent until the help key or the loudspeaker's button asks for it",
          "[kiosk][spoken]") {
    for (const bool by_key : {true, false}) {
        Stand stand;
        stand.touch("language:en");
        stand.key(Key::Tab);
        CHECK(stand.reader.said.empty());

        if (by_key)
            stand.function(1);
        else
            stand.touch("aid:speech");

        REQUIRE(stand.reader.said.size() == 1);
        CHECK_THAT(stand.reader.last(), Contains("What can we do for you?") && Contains("5 choices.") &&
                                            Contains("The help key says it again."));
        CHECK(stand.reader.said[0].lines[0].language == "en");
    }
}

TEST_CASE("Spoken mode: a page, and whatever the focus comes to, is said", "[kiosk][spoken]") {
    Stand stand;
    stand.touch("language:en");
    stand.function(1);

    stand.key(Key::Tab);
    CHECK_THAT(stand.reader.last(), Contains("Housing fund"));
    stand.key(Key::Enter);
    CHECK(stand.flow.page() == Page::Services);
    CHECK_THAT(stand.reader.last(), Contains("Which service do you need?"));
    stand.key(Key::Tab);
    CHECK_THAT(stand.reader.last(), Contains("Withdrawal") && !Contains("·"));
    stand.key(Key::Tab);
    CHECK_THAT(stand.reader.last(), Contains("Housing loan"));
    stand.key(Key::BackTab);
    CHECK_THAT(stand.reader.last(), Contains("Withdrawal"));
}

TEST_CASE("Spoken mode: the help key says the last again; any other input cuts it off", "[kiosk][spoken]") {
    Stand stand;
    stand.touch("language:en");
    stand.function(1);
    stand.key(Key::Tab);
    const std::string element = stand.reader.last();

    stand.function(1);
    CHECK(stand.reader.last() == element);
    stand.touch("aid:repeat");
    CHECK(stand.reader.last() == element);
    REQUIRE(stand.reader.speaking(stand.clock.steady()));

    stand.window.send(screen::PointerEvent{screen::Pointer::Down, {3, 3}});
    stand.turn();
    CHECK_FALSE(stand.reader.speaking(stand.clock.steady()));
}

TEST_CASE("Spoken mode: another page and the end of the mode fall silent", "[kiosk][spoken]") {
    Stand stand;
    stand.touch("language:en");
    stand.function(1);
    stand.reader.lasts = 60s;
    const auto said = stand.reader.said.size();

    stand.touch("aid:speech");

    CHECK_FALSE(stand.face.aids().speech());
    CHECK_FALSE(stand.reader.speaking(stand.clock.steady()));
    stand.touch("group:housing");
    CHECK(stand.reader.said.size() == said);
}

TEST_CASE("Spoken mode: speaks the screen's language, and the name of each language in its own",
          "[kiosk][spoken]") {
    Stand stand;
    stand.function(1);
    CHECK(stand.reader.said.back().lines[0].language == "zh-Hans");
    const auto names_itself = [&](const std::string& language) {
        return std::ranges::any_of(stand.reader.said, [&](const Utterance& said) {
            return said.lines[0].language == language &&
                   said.lines[0].text.contains(screen::own_name(catalogue_tag(language)));
        });
    };
    for (int i = 0; i < 40; ++i)
        stand.key(Key::Tab);
    for (const std::string& language : sample::ten_languages()) {
        INFO(language);
        CHECK(names_itself(language));
    }
    stand.touch("language:ru");
    CHECK(stand.reader.said.back().lines[0].language == "ru");
    stand.function(2);
    CHECK(stand.reader.said.back().lines[0].language == "ar");
}

TEST_CASE("Spoken mode: each key of a code is echoed, typed or touched", "[kiosk][spoken]") {
    Stand stand;
    for (const char* const id :
         {"language:en", "group:housing", "service:housing-loan", "rights", "channel:appointment"})
        stand.touch(id);
    stand.function(1);

    stand.touch("key:4");
    CHECK(stand.reader.last() == "4");
    stand.key(Key::Character, U'b');
    CHECK(stand.reader.last() == "B");
    stand.key(Key::Backspace);
    CHECK(stand.reader.last() == "Taken back: B");
}

TEST_CASE("Spoken mode: the number is said when it is there, and how the paper fares", "[kiosk][spoken]") {
    Stand stand;
    stand.function(1);
    for (const auto& [page, event] : sample::whole_visit("en")) {
        stand.happens(event);
        if (page == "ticket")
            CHECK_THAT(stand.reader.last(), Contains("A 0 2 3") && Contains("4 people are before you"));
    }
    CHECK_THAT(stand.reader.last(), Contains("could not be printed") && Contains("A 0 2 3"));
}

TEST_CASE("Spoken mode: a page that only counts on is not said again", "[kiosk][spoken]") {
    Stand stand;
    stand.function(1);
    stand.touch("language:en");
    stand.touch("group:housing");
    const auto said = stand.reader.said.size();

    stand.board.outlooks.front().waiting = 77;
    stand.turn();

    CHECK(stand.reader.said.size() == said);
}

TEST_CASE("Spoken mode: the volume's key is heard at its new loudness", "[kiosk][spoken]") {
    Stand stand;
    stand.touch("language:en");
    stand.function(1);
    const int before = stand.reader.percents.back();

    stand.function(3);

    CHECK(stand.reader.last() == "Volume 3");
    CHECK(stand.reader.percents.back() == 2 * before);
    CHECK(stand.has("aid:volume"));
}

TEST_CASE("Spoken mode: whoever listens to the end has the whole time afterwards", "[kiosk][spoken]") {
    Stand stand;
    stand.touch("language:en");
    stand.reader.lasts = 50s;
    stand.function(1);

    stand.pass(50s);
    stand.pass(Flow::kIdle - 1s);
    CHECK_FALSE(stand.flow.warning());
    stand.pass(2s);
    CHECK(stand.flow.warning());
}

TEST_CASE("Warning: is seen and heard by everybody, and said in the spoken mode", "[kiosk][spoken]") {
    for (const bool spoken : {false, true}) {
        Stand stand;
        stand.touch("language:en");
        if (spoken)
            stand.function(1);
        stand.pass(5s); // what was said is over

        stand.pass(Flow::kIdle);

        REQUIRE(stand.flow.warning());
        REQUIRE_FALSE(stand.reader.said.empty());
        CHECK(stand.reader.said.back().chime);
        if (spoken)
            CHECK_THAT(stand.reader.last(), Contains("Are you still there?") && Contains("20 seconds"));
        else
            CHECK(stand.reader.last().empty());
    }
}

TEST_CASE("Warning: whoever is still there hears again where he is", "[kiosk][spoken]") {
    for (const bool by_help : {true, false}) {
        Stand stand;
        stand.touch("language:en");
        stand.function(1);
        stand.pass(5s);
        stand.pass(Flow::kIdle);
        REQUIRE(stand.flow.warning());

        if (by_help)
            stand.function(1);
        else
            stand.key(Key::Down);

        CHECK_FALSE(stand.flow.warning());
        CHECK_THAT(stand.reader.last(), Contains("What can we do for you?"));
    }
}

namespace {

void check_words(const screen::View& view) {
    if (view.touchable())
        CHECK_FALSE(view.speech().empty());
    for (const auto& child : view.children())
        check_words(*child);
}

} // namespace

TEST_CASE("Spoken mode: every page and everything that can be touched has words, in every language",
          "[kiosk][spoken]") {
    const model::Board board = [] {
        model::Board made = sample::board();
        made.hall.languages = sample::ten_languages();
        return made;
    }();
    screen::Fonts fonts;
    screen::Icons icons;
    for (const std::string& language : sample::ten_languages()) {
        std::string tag = language;
        std::ranges::replace(tag, '-', '_');
        const screen::Catalogue texts(tag);
        const screen::Look look{screen::Theme::for_touch(screen::Palette::Light, 51), tag, fonts, icons};
        TouchMap touch;
        Flow flow(language);
        Aids aids;
        aids.wanted(Aid::Speech, {});
        const auto check = [&](const std::string& page) {
            INFO(language << ' ' << page);
            const Scene scene{flow,          board,        texts, look, {540, 960},
                              sample::now(), [](Event) {}, touch, aids, {}};
            const auto built = build_page(scene);
            const auto* const frame = dynamic_cast<const PageFrame*>(built.get());
            REQUIRE(frame != nullptr);
            CHECK_FALSE(prose(frame->body(), language).empty());
            check_words(*built);
            check_words(*build_idle_warning(scene));
        };
        check("out of reach");
        flow.handle(HallFound{}, {});
        check("welcome");
        for (const auto& [page, event] : sample::two_visits(language)) {
            flow.handle(event, {});
            check(page);
        }
    }
}

TEST_CASE("Spoken mode: what stands on a page in another language is said in that one", "[kiosk][spoken]") {
    Stand stand;
    stand.function(1);
    stand.happens(HallLost{});

    REQUIRE(stand.reader.said.back().lines.size() == 2);
    CHECK(stand.reader.said.back().lines[0].language == "zh-Hans");
    CHECK(stand.reader.said.back().lines[1].language == "en");
    CHECK_THAT(stand.reader.said.back().lines[1].text, Contains("One moment, please"));
}

TEST_CASE("For the ear: marks of the eye are not said", "[kiosk][spoken]") {
    CHECK(for_ear("\u2068A\u2069 · B …") == "A, B .");
}

TEST_CASE("ReaderVoice: only what was said last is heard, and nothing after a hush", "[kiosk][spoken]") {
    const support::TemporaryFolder folder;
    support::ManualClock clock;
    voice::Studio studio;
    voice::FileSpeaker speaker(folder.path());
    ReaderVoice reader(studio, speaker);
    const auto heard = [&] { return base::read_file(folder / "speaker.log"); };
    const auto wait = [&] {
        pollfd entry{studio.descriptor(), POLLIN, 0};
        return ::poll(&entry, 1, 20000) == 1;
    };

    reader.say({false, {{"one", "en"}}}, 100, clock.steady());
    reader.say({true, {{"two", "en"}, {"二", "zh-Hans"}}}, 100, clock.steady());
    CHECK(reader.speaking(clock.steady()));
    REQUIRE(wait());
    reader.sound_ready(clock.steady());

    CHECK_THAT(heard(), Contains("(chime) en: two zh-Hans: 二") && !Contains("one"));
    CHECK(reader.speaking(clock.steady()));
    reader.hush(clock.steady());
    CHECK_FALSE(reader.speaking(clock.steady()));

    reader.say({false, {{"three", "en"}}}, 100, clock.steady());
    REQUIRE(wait());
    reader.hush(clock.steady());
    reader.sound_ready(clock.steady());
    CHECK_THAT(heard(), !Contains("three"));
}
