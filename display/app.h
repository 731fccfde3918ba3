#pragma once

#include "display/board/wall.h"
#include "display/lamps/lamps.h"
#include "display/led/signs.h"
#include "display/options.h"
#include "display/voice/zones.h"
#include "shared/link/client.h"
#include "shared/link/follower.h"
#include "shared/loop/loop.h"
#include "shared/voice/speaker.h"

#include <memory>
#include <set>
#include <vector>

namespace display {

/// The display: follows the hall, shows and says what it learns. Goes on without a hall, and without sound.
class App final : private hall_link::Follower::Listener {
  public:
    /// Everything outlives the app. `loop` was made before any other thread.
    /// `windows`: one for each of the options' screens.
    App(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
        const std::vector<screen::Window*>& windows, const Options& options);
    ~App() override;

    Wall& wall() { return wall_; }

    /// Until a stop signal or until the window is closed; returns the exit code.
    int run() { return loop_.run(); }

  private:
    void board_replaced() override;
    void updated(const model::Update& update) override;
    void health_changed(hall_link::Follower::Health health) override;
    void heard() override { wall_.refresh(); }
    void follow_alarm();
    void report_sound();

    loop::Loop& loop_;
    const base::Clock& clock_;
    std::vector<std::string> sign_languages_; ///< of all LED signs
    std::optional<model::Alarm> alarm_;       ///< as the signs know it
    hall_link::Follower follower_;
    hall_link::Client client_;
    Wall wall_;
    Zones zones_;
    Lamps lamps_;
    Signs signs_;
    std::set<int> descriptors_;    ///< of the windows; those of one window system share one
    std::optional<bool> reported_; ///< whether the hall was told that there is sound
};

/// A key as display.toml writes it: "space", "enter", "f1", "5"; empty for one that has no word there, and
/// for one that is held.
std::string key_name(const screen::KeyEvent& event);

/// Says in the log from how far a screen can be read, and warns when that is not enough.
void check_legibility(const ScreenOptions& options, const Layout& layout, screen::Size panel);

/// The window that one of the screens asks for.
std::unique_ptr<screen::Window> open_window(const Options& options, const ScreenOptions& screen);

/// The loudspeaker that the options ask for, of this zone.
std::unique_ptr<voice::Speaker> open_speaker(const Options& options, const ZoneOptions& zone);

} // namespace display
