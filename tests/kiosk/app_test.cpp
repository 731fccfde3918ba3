#include "kiosk/app.h"

#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace std::chrono_literals;
using Catch::Contains;

namespace {

/// A kiosk whose hall is not there, with a loudspeaker of WAV files.
struct Alone {
    support::TemporaryFolder folder;
    base::SystemClock clock;
    loop::Loop loop{clock};
    zmq::context_t context;
    screen::VirtualWindow window{{540, 960}};

    Options options() const {
        for (const char* const name : {"hall", "kiosk-1"})
            wire::save_key_pair(folder / "keys", name, wire::make_key_pair());
        Options options;
        options.line = {"ipc://" + (folder / "hall").string(), "", folder / "keys/hall.pub",
                        folder / "keys/kiosk-1.key"};
        options.language = "en";
        options.state = folder / "state";
        options.virtual_speaker = folder / "said";
        return options;
    }
    std::string heard() const { return base::read_file(folder / "said/speaker.log"); }
    /// Turns, 20 s at most, until something was heard.
    void listen(App& app) {
        for (const auto end = clock.steady() + 20s; heard().empty() && clock.steady() < end;)
            app.turn(10ms);
    }
};

} // namespace

TEST_CASE("App: the help key makes a kiosk read aloud what it shows", "[kiosk][app]") {
    Alone alone;
    App app(alone.options(), alone.window, alone.clock, alone.context, alone.loop);
    app.turn(0ms);

    alone.window.send(screen::KeyEvent{screen::Key::Function, 1, false});
    alone.listen(app);

    CHECK_THAT(alone.heard(), Contains("en: One moment, please") && Contains("zh-Hans: "));
    CHECK(base::read_file(alone.folder / "said/001.wav").size() > 100000); // seconds of sound
}

TEST_CASE("App: a mute kiosk is whole, and silent", "[kiosk][app]") {
    Alone alone;
    Options options = alone.options();
    options.mute = true;
    App app(options, alone.window, alone.clock, alone.context, alone.loop);
    app.turn(0ms);

    alone.window.send(screen::KeyEvent{screen::Key::Function, 1, false});
    for (int i = 0; i < 5; ++i)
        app.turn(10ms);

    CHECK_FALSE(std::filesystem::exists(alone.folder / "said"));
    CHECK(app.flow().page() == Page::OutOfReach);
}
