#pragma once

#include "display/board/board_screen.h"
#include "display/lamps/lamps.h"
#include "display/options.h"
#include "display/voice/zones.h"
#include "shared/link/client.h"
#include "shared/link/follower.h"
#include "shared/loop/loop.h"
#include "shared/voice/speaker.h"

namespace display {

/// The display: follows the hall, shows and says what it learns. Goes on without a hall, and without sound.
class App final : private hall_link::Follower::Listener {
  public:
    /// Everything outlives the app. `loop` was made before any other thread.
    App(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, screen::Window& window,
        const Options& options);
    ~App() override;

    /// Until a stop signal or until the window is closed; returns the exit code.
    int run() { return loop_.run(); }

  private:
    void board_replaced() override;
    void updated(const model::Update& update) override;
    void health_changed(hall_link::Follower::Health health) override;
    void heard() override { screen_.refresh(); }
    void report_sound();

    loop::Loop& loop_;
    const base::Clock& clock_;
    screen::Window& window_;
    Wording wording_;
    hall_link::Follower follower_;
    hall_link::Client client_;
    BoardScreen screen_;
    Zones zones_;
    Lamps lamps_;
    std::optional<bool> reported_; ///< whether the hall was told that there is sound
};

/// A key as display.toml writes it: "space", "enter", "f1", "5"; empty for one that has no word there, and
/// for one that is held.
std::string key_name(const screen::KeyEvent& event);

/// Says in the log from how far the board can be read, and warns when that is not enough.
void check_legibility(const Options& options, screen::Size panel);

/// The loudspeaker that the options ask for, of this zone.
std::unique_ptr<voice::Speaker> open_speaker(const Options& options, const ZoneOptions& zone);

} // namespace display
