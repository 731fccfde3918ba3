// The real window on a real X server (Xvfb), touched by a real pointer (xdotool).

#include "shared/screen/button.h"
#include "shared/screen/stage.h"
#include "shared/screen/window.h"
#include "tests/screen/sample.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

using namespace screen;

namespace {

/// An X server of its own, on a display number that it chooses.
class XServer {
  public:
    XServer() {
        std::array<int, 2> pipe_ends{};
        REQUIRE(::pipe(pipe_ends.data()) == 0);
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(pipe_ends[1], 3);
            ::execlp("Xvfb", "Xvfb", "-displayfd", "3", "-screen", "0", "640x480x24", "-nolisten", "tcp",
                     nullptr);
            ::_exit(127);
        }
        ::close(pipe_ends[1]);
        std::string number;
        std::array<char, 16> block{};
        for (ssize_t got = 0; (got = ::read(pipe_ends[0], block.data(), block.size())) > 0;) {
            number.append(block.data(), static_cast<std::size_t>(got));
            if (number.ends_with('\n'))
                break;
        }
        ::close(pipe_ends[0]);
        REQUIRE(number.size() > 1); // Xvfb is installed and runs
        number.pop_back();
        ::setenv("DISPLAY", (":" + number).c_str(), 1);
        ::setenv("SDL_VIDEODRIVER", "x11", 1);
    }
    XServer(const XServer&) = delete;
    XServer& operator=(const XServer&) = delete;
    ~XServer() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        ::unsetenv("DISPLAY");
    }

  private:
    pid_t process_ = -1;
};

bool wait_for(const Window& window, int milliseconds) {
    pollfd descriptor{window.descriptor(), POLLIN, 0};
    return ::poll(&descriptor, 1, milliseconds) > 0;
}

} // namespace

TEST_CASE("Window: wakes its loop for a touch and lets it sleep otherwise", "[screen][window]") {
    const XServer server;
    support::Bench bench;
    support::ManualClock clock;
    WindowOptions options;
    options.size = {640, 480};
    options.borderless = true;
    const auto window = open_window(options);
    REQUIRE(window->descriptor() >= 0);
    Stage stage(window->size(), bench.look("en"));
    int pressed = 0;
    stage.show<Button>("Next", [&] { ++pressed; });
    const auto turn = [&] {
        for (const Event& event : window->poll())
            stage.handle(event, clock.steady());
        if (stage.needs_draw())
            window->present(stage.frame(), stage.draw());
    };
    // Opening a window makes a few events; then it is quiet.
    for (int i = 0; i < 200 && (window->has_events() || wait_for(*window, 200)); ++i)
        turn();
    REQUIRE_FALSE(window->has_events());
    REQUIRE_FALSE(stage.needs_draw());

    REQUIRE(std::system("xdotool mousemove 320 240 click 1 key Tab") == 0);
    for (int i = 0; i < 200 && (pressed == 0 || stage.focused() == nullptr); ++i) {
        if (!window->has_events())
            wait_for(*window, 50);
        turn();
    }

    CHECK(pressed == 1);
    CHECK(stage.focused() != nullptr);
}
