#include "shared/screen/window.h"

#include "shared/screen/button.h"
#include "shared/screen/stage.h"
#include "tests/screen/sample.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace screen;

TEST_CASE("Window: opens without a monitor, shows pictures, has nothing to say", "[screen][window]") {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    WindowOptions options;
    options.size = {320, 200};
    const auto window = open_window(options);
    const Pixels smaller({100, 100}, Color::rgb(0x0C6158));
    const Pixels larger({1000, 1000}, Color::rgb(0x0C6158));

    CHECK(window->size() == Size{320, 200});
    CHECK(window->descriptor() == -1); // there is nothing to wait on
    for (const Pixels& frame : {smaller, larger})
        CHECK_NOTHROW(window->present(frame, std::vector<Rect>{{-5, -5, 50, 50}, {90, 90, 2000, 2000}}));
    for (int i = 0; i < 100 && window->has_events(); ++i)
        window->poll();
    CHECK_FALSE(window->has_events());
}

TEST_CASE("Window: no display is an error with a sentence", "[screen][window]") {
    ::setenv("SDL_VIDEODRIVER", "no-such-driver", 1);

    CHECK_THROWS_WITH(open_window({}), Catch::Contains("cannot reach a display"));
}

TEST_CASE("VirtualWindow: a touch reaches the button, and what changed is shown", "[screen][window]") {
    support::Bench bench;
    support::ManualClock clock;
    VirtualWindow window({400, 300});
    Stage stage(window.size(), bench.look("en"));
    int pressed = 0;
    auto& button = stage.show<Button>("Next", [&] { ++pressed; });
    const auto turn = [&] {
        for (const Event& event : window.poll())
            stage.handle(event, clock.steady());
        window.present(stage.frame(), stage.draw());
    };
    turn();
    CHECK(window.shown() == stage.frame());

    window.touch(button.bounds().centre());
    button.set_text("Again");
    turn();

    CHECK(pressed == 1);
    CHECK(window.shown() == stage.frame());
}
