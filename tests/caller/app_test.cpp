#include "caller/app.h"

#include "shared/base/file.h"
#include "tests/caller/small_hall.h"
#include "tests/link/bench.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace caller;
using namespace std::chrono_literals;

namespace {

/// The whole program on a window of memory, before a scripted hall with real sockets; time moves by pass().
struct Counter : support::Bench<support::ManualClock> {
    Options options;
    screen::VirtualWindow* pad = nullptr;
    screen::VirtualWindow* strip = nullptr;
    std::unique_ptr<App> app;

    Counter() {
        SmallHall small;
        hall.edit().hall.counters = small.board.hall.counters;
        hall.edit().hall.channels = small.board.hall.channels;
        hall.edit().hall.services = small.board.hall.services;
        hall.edit().counters = small.board.counters;
        options.counter = small.three;
        options.line = hall.line();
        options.language = "en";
        options.virtual_box = folder / "box";
        options.virtual_keys = *KeyMap::preset("numeric");
    }
    void start() {
        Windows windows;
        auto window = std::make_unique<screen::VirtualWindow>(options.pad_size);
        pad = window.get();
        windows.pad = std::move(window);
        if (options.strip) {
            auto line = std::make_unique<screen::VirtualWindow>(screen::Size{1366, Strip::kHeight});
            strip = line.get();
            windows.strip = std::move(line);
        }
        if (options.panel)
            windows.panel = std::make_unique<screen::VirtualWindow>(options.panel_size);
        app = std::make_unique<App>(options, std::move(windows), loop, clock);
    }
    /// A ticket that was finished at the counter, and what its visitor touches on the panel.
    void finish_and_rate() {
        model::Update update;
        update.event.kind = model::EventKind::ServiceFinished;
        update.event.counter = options.counter;
        update.event.ticket = model::TicketId{7};
        static_cast<hall_link::Follower::Listener&>(*app).updated(update);
        Panel::Listener& panel = *app;
        panel.rated(5);
        panel.details_done();
    }
    bool until_place(Place place) {
        return until([&] { return app->desk().place() == place && !app->desk().busy(); });
    }
    void key(char32_t function) { pad->send(screen::KeyEvent{screen::Key::Function, function, false}); }
    void box(const std::string& line) { std::ofstream(folder / "box") << line << std::endl; }
    bool carried_out(int count) {
        return until([&] { return hall.carried_out() == count && !app->desk().busy(); });
    }
};

} // namespace

TEST_CASE("App: a key on the pad and a key on a box are commands to the hall", "[caller][app]") {
    Counter counter;
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));

    counter.key(1);
    REQUIRE(counter.carried_out(1));
    counter.pass(1s);
    counter.box("kp-plus");

    CHECK(counter.carried_out(2));
}

TEST_CASE("App: a press while the hall is away is told, and not carried out when it returns",
          "[caller][app]") {
    Counter counter;
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));
    counter.hall.die();
    counter.pass(4s);
    REQUIRE(counter.app->desk().place() == Place::OutOfReach);

    counter.key(1);
    counter.box("kp-plus");
    REQUIRE(counter.until([&] { return counter.app->desk().message().has_value(); }));
    counter.hall.live();
    counter.pass(5s);
    REQUIRE(counter.until_place(Place::Idle));
    counter.settle();

    CHECK(counter.hall.carried_out() == 0);
}

TEST_CASE("App: a press into a hall that hangs is given up after two seconds", "[caller][app]") {
    Counter counter;
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));
    counter.hall.hang();
    counter.key(1);
    REQUIRE(counter.until([&] { return counter.app->desk().busy(); }));

    counter.pass(App::kPatience + 500ms);

    CHECK_FALSE(counter.app->desk().busy());
    REQUIRE(counter.app->desk().message());
    CHECK_THAT(std::string(counter.app->desk().message()->text), Catch::Contains("did not answer"));
}

TEST_CASE("App: starts without a hall, says so, and works once there is one", "[caller][app]") {
    Counter counter;
    counter.hall.die();
    counter.start();
    counter.pass(4s);
    CHECK(counter.app->desk().place() == Place::Unknown);

    counter.hall.live();
    counter.pass(5s);

    CHECK(counter.until_place(Place::Idle));
}

TEST_CASE("App: a rating given while the hall is away for a moment is kept, and taken once",
          "[caller][app]") {
    Counter counter;
    counter.options.panel = true;
    counter.hall.edit().tickets[model::TicketId{7}].id = model::TicketId{7};
    counter.hall.edit().tickets[model::TicketId{7}].number = "A007";
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));
    counter.hall.die();
    counter.pass(4s);

    counter.finish_and_rate();
    counter.pass(App::kPatience + 5s);
    int expected = 0;
    SECTION("it comes back within a minute") {
        counter.hall.live();
        counter.pass(5s);
        CHECK(counter.until([&] { return counter.hall.carried_out() == 1; }));
        expected = 1;
    }
    SECTION("it does not: the rating is dropped, and the log says so") {
        counter.pass(App::kRatingPatience);
        counter.hall.live();
        counter.pass(5s);
        CHECK(counter.until_place(Place::Idle));
    }
    counter.settle();
    CHECK(counter.hall.carried_out() == expected);
    CHECK_FALSE(counter.app->desk().message()); // the clerk learns nothing
}

TEST_CASE("App: the touch map tells scripts where the keys are", "[caller][app]") {
    Counter counter;
    const auto map = counter.folder / "touch.json";
    ::setenv("JIAOHAO_TOUCH_MAP", map.c_str(), 1);
    counter.start();
    ::unsetenv("JIAOHAO_TOUCH_MAP");
    REQUIRE(counter.until_place(Place::Idle));
    counter.loop.turn(5ms);
    counter.pass(1100ms);

    const auto json = base::read_file(map);
    CHECK_THAT(json, Catch::Contains("\"page\":\"idle\""));
    CHECK_THAT(json, Catch::Contains("\"title\":\"Jiaohao counter 3\""));
    CHECK_THAT(json, Catch::Contains("\"id\":\"next\",\"x\":240,"));
    CHECK_THAT(json, !Catch::Contains("recall")); // nobody is there to be recalled
}

TEST_CASE("App: the visitor rates on a box of five keys", "[caller][app]") {
    Counter counter;
    counter.options.virtual_keys = *KeyMap::preset("rating");
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));
    counter.box("button-1"); // nobody was served: no question, no verdict
    counter.settle();
    CHECK(counter.hall.carried_out() == 0);

    model::Update finished;
    finished.event.kind = model::EventKind::ServiceFinished;
    finished.event.ticket = model::TicketId{1};
    finished.event.counter = counter.options.counter;
    model::Ticket ticket;
    ticket.id = finished.event.ticket;
    ticket.number = "A001";
    finished.tickets.push_back(ticket);
    counter.hall.happen(finished);
    counter.settle();
    counter.pass(1s);
    counter.box("button-2");

    REQUIRE(counter.carried_out(1));
    CHECK(counter.hall.last_command() == model::Command(model::RateTicket{ticket.id, 4, {}}));
}

TEST_CASE("App: beside a strip the pad comes for a question, with the keyboard, and goes again",
          "[caller][app][strip]") {
    Counter counter;
    counter.options.strip = true;
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));
    CHECK_FALSE(counter.app->pad_shown());

    counter.strip->send(screen::KeyEvent{screen::Key::Function, 8, false});
    REQUIRE(counter.until([&] { return counter.app->desk().question() && counter.app->pad_shown(); }));
    CHECK(counter.pad->visible());
    CHECK(counter.pad->has_keyboard());

    counter.strip->send(screen::KeyEvent{screen::Key::Character, U'1', false});
    REQUIRE(counter.until([&] { return counter.app->desk().question().has_value(); })); // when back?
    counter.strip->send(screen::KeyEvent{screen::Key::Character, U'1', false});
    REQUIRE(counter.carried_out(1));
    CHECK(counter.until([&] { return !counter.app->pad_shown(); }));
    CHECK_FALSE(counter.pad->visible());
}

TEST_CASE("App: a question from a button box takes the keyboard from nobody", "[caller][app][strip]") {
    Counter counter;
    counter.options.strip = true;
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));

    counter.box("kp-slash");

    REQUIRE(counter.until([&] { return counter.app->pad_shown(); }));
    CHECK(counter.pad->visible());
    CHECK_FALSE(counter.pad->has_keyboard());
}

TEST_CASE("App: a pad that was asked for stays, until Escape or its key", "[caller][app][strip]") {
    Counter counter;
    counter.options.strip = true;
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));
    const auto touch_more = [&] {
        counter.strip->touch({1366 - 24, 24});
        counter.pass(700ms);
    };

    touch_more();
    CHECK(counter.app->pad_shown());
    CHECK(counter.pad->has_keyboard());
    counter.pad->send(screen::KeyEvent{screen::Key::Escape, 0, false});
    CHECK(counter.until([&] { return !counter.app->pad_shown(); }));

    touch_more();
    CHECK(counter.app->pad_shown());
    touch_more();
    CHECK_FALSE(counter.app->pad_shown());

    touch_more();
    CHECK(counter.app->pad_shown());
    counter.pad->send(screen::Closed{});
    CHECK(counter.until([&] { return !counter.app->pad_shown(); }));
}

TEST_CASE("App: an evacuation covers pad and strip; a touch frees them to end the visit, keys work meanwhile",
          "[caller][app][alarm]") {
    Counter counter;
    counter.options.strip = true;
    counter.start();
    REQUIRE(counter.until_place(Place::Idle));
    const screen::Color red = takeover::Sheet::theme().colors.danger;
    const auto covered = [&] { return counter.strip->shown().at({1300, 2}) == red; };
    REQUIRE_FALSE(covered());
    counter.hall.edit().alarm = model::Alarm{model::AlarmKind::Evacuation, {}, {}};
    counter.hall.die();
    counter.pass(4s);
    counter.hall.live();
    counter.pass(5s);
    REQUIRE(counter.until(covered));

    counter.key(1);
    CHECK(counter.carried_out(1));
    CHECK(covered());
    counter.strip->touch({100, 30});
    REQUIRE(counter.until([&] { return !covered(); }));
    counter.pass(App::kEndVisit);
    CHECK(counter.until(covered));
}
