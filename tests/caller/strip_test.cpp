#include "caller/strip/strip.h"

#include "caller/pad/pad.h"
#include "tests/caller/drawing.h"
#include "tests/caller/small_hall.h"
#include "tests/support/golden.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <set>

using namespace caller;
using namespace std::chrono_literals;
using model::TicketState;
using screen::Key;
using screen::KeyEvent;

namespace {

/// A strip on a stage, a desk and a small hall; what is pressed is kept.
struct StripBench {
    SmallHall hall;
    support::ManualClock clock;
    Desk desk{model::CounterId{3}, model::ClerkId{"103"}};
    std::vector<Press> presses;
    int more = 0;
    screen::Catalogue catalogue;
    screen::Stage stage;
    Strip strip;

    explicit StripBench(const char* language = "zh_Hans", screen::Size size = {1366, Strip::kHeight})
        : catalogue(language, "build/locale"),
          stage(size, {Strip::theme_for(size), language, fonts(), icons()}),
          strip(stage, catalogue, [this](const Press& press) { pressed(press); }, [this] { ++more; }) {}

    void pressed(const Press& press) {
        presses.push_back(press);
        desk.press(press, clock.steady());
        show();
    }
    void show(bool in_reach = true) {
        desk.see(&hall.board, in_reach, clock.steady());
        for (int twice = 0; twice < 2; ++twice) { // how many words fit is known after the first drawing
            strip.show(desk, {hall.now(), {}, {}});
            stage.draw();
        }
    }
    void key(Key which) {
        stage.handle(KeyEvent{which, 0, false}, clock.steady());
        show();
    }
    void people_wait() {
        for (const char* number : {"A012", "B007", "A013", "A014"})
            hall.waits(number);
    }
    void promise(base::Duration target) { hall.board.hall.services.front().serve_target = target; }
    bool matches(const std::string& name) { return support::matches_golden(stage.frame(), "strip-" + name); }
};

std::string target_of(const screen::View* view) {
    const auto* target = dynamic_cast<const Target*>(view);
    return target == nullptr ? std::string() : target->target();
}

} // namespace

TEST_CASE("Strip: looks as its golden pictures", "[caller][strip][golden]") {
    const std::string language = GENERATE("zh_Hans", "en", "ar");
    const std::string end = "-" + language.substr(0, 2);
    StripBench bench(language.c_str());
    bench.people_wait();
    bench.promise(10min);

    SECTION("idle") {
        bench.show();
        CHECK(bench.matches("idle" + end));
    }
    SECTION("called") {
        bench.hall.is_here("A011", TicketState::Called);
        bench.show();
        CHECK(bench.matches("called" + end));
    }
    SECTION("serving") {
        bench.hall.is_here("A011", TicketState::Serving);
        bench.show();
        CHECK(bench.matches("serving" + end));
    }
    SECTION("serving for longer than was promised, by appointment of the green channel") {
        bench.hall.is_here("A011", TicketState::Serving);
        bench.promise(1min);
        bench.hall.board.tickets[*bench.hall.board.counters[bench.hall.three].ticket].channel =
            model::ChannelId{"elderly"};
        bench.show();
        CHECK(bench.matches("over" + end));
    }
    SECTION("paused") {
        bench.hall.set(model::CounterState::Paused);
        bench.show();
        CHECK(bench.matches("paused" + end));
    }
    SECTION("closed") {
        bench.hall.set(model::CounterState::Closed);
        bench.show();
        CHECK(bench.matches("closed" + end));
    }
    SECTION("out of reach") {
        bench.hall.is_here("A011", TicketState::Serving);
        bench.show(false);
        CHECK(bench.matches("out-of-reach" + end));
    }
    SECTION("a press that can mean nothing is told") {
        bench.show();
        bench.pressed(Action::Recall);
        CHECK(bench.matches("told" + end));
    }
}

TEST_CASE("Strip: a narrow one keeps its icons and shortcuts", "[caller][strip][golden]") {
    StripBench bench("en", {1024, Strip::kHeight});
    bench.people_wait();
    bench.hall.is_here("A011", TicketState::Called);
    bench.show();

    CHECK(bench.matches("narrow"));
}

TEST_CASE("Strip: Tab and Enter reach each key that may be pressed", "[caller][strip]") {
    StripBench bench;
    bench.people_wait();
    bench.hall.is_here("A011", TicketState::Called);
    bench.show();

    std::set<std::string> reached;
    for (int i = 0; i < 8; ++i) {
        bench.key(Key::Tab);
        reached.insert(target_of(bench.stage.focused()));
    }
    CHECK(reached == std::set<std::string>{"next", "recall", "start", "finish", "no-show", "more"});

    while (target_of(bench.stage.focused()) != "finish")
        bench.key(Key::Tab);
    bench.key(Key::Enter);
    CHECK(bench.presses == std::vector<Press>{Action::Finish});
    bench.clock.advance(1s);
    while (target_of(bench.stage.focused()) != "more")
        bench.key(Key::Tab);
    bench.key(Key::Enter);
    CHECK(bench.more == 1);
}

TEST_CASE("Strip: a closed or paused counter has one key that begins again", "[caller][strip]") {
    StripBench bench;
    bench.hall.set(model::CounterState::Paused);
    bench.show();
    bench.key(Key::Tab);
    while (target_of(bench.stage.focused()) != "begin")
        bench.key(Key::Tab);

    bench.key(Key::Enter);
    CHECK(bench.presses == std::vector<Press>{Action::Pause});

    bench.hall.set(model::CounterState::Closed);
    bench.desk = Desk(model::CounterId{3}, {});
    bench.clock.advance(1s);
    bench.show();
    bench.stage.focus(nullptr);
    while (target_of(bench.stage.focused()) != "begin")
        bench.key(Key::Tab);
    bench.key(Key::Enter);
    REQUIRE(bench.desk.question());
    CHECK(bench.desk.question()->topic == Topic::StaffNumber);
}

TEST_CASE("Strip: keys stand beside each other on every width, in every language", "[caller][strip]") {
    const std::string language =
        GENERATE("zh_Hans", "zh_Hant", "en", "ja", "ko", "ru", "fr", "es", "ar", "he", "qps");
    const int width = GENERATE(640, 1024, 1280, 1920, 3840);
    StripBench bench(language.c_str(), {width, Strip::kHeight});
    bench.people_wait();
    bench.hall.is_here("A011", TicketState::Called);
    bench.show();
    INFO(language << " on " << width);

    std::vector<screen::Rect> places;
    for (const auto& child : bench.strip.root().children())
        if (child->visible())
            places.push_back(child->bounds());
    for (std::size_t i = 0; i < places.size(); ++i) {
        CHECK(places[i].intersection(bench.stage.frame().bounds()) == places[i]);
        CHECK(places[i].width > 0);
        for (std::size_t k = 0; k < i; ++k)
            CHECK(places[i].intersection(places[k]).empty());
    }
}

TEST_CASE("Strip: its sentence is whole where a screen is as wide as screens are", "[caller][strip]") {
    const std::string language = GENERATE("zh_Hans", "en", "ru", "fr", "es", "ar", "qps");
    StripBench bench(language.c_str(), {1366, Strip::kHeight});
    bench.show(false);
    const auto& look = bench.stage.look();
    const auto text =
        bench.catalogue.tr("The hall is out of reach. Presses are not kept; it is tried again by itself.");

    const auto paragraph = fonts().lay_out(text, {{look.theme.body.size * 13 / 14, screen::Weight::Regular},
                                                  look.language,
                                                  1366 - look.theme.space * 12,
                                                  1,
                                                  2});

    CHECK_FALSE(paragraph->shortened);
}

TEST_CASE("Strip: damage-drawn pictures equal whole ones", "[caller][strip]") {
    StripBench bench;
    bench.people_wait();
    bench.show();
    bench.hall.is_here("A011", TicketState::Called);
    bench.show();
    bench.hall.set(model::CounterState::Paused);
    bench.show(false);
    bench.show();
    const auto damaged = bench.stage.frame();

    bench.stage.redraw_all();
    bench.stage.draw();

    CHECK(screen::differing_pixels(damaged, bench.stage.frame()) == 0);
}
