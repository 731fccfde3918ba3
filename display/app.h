#pragma once

#include "display/board/board_screen.h"
#include "display/led/signs.h"
#include "display/options.h"
#include "display/voice/announcer.h"
#include "shared/link/client.h"
#include "shared/link/follower.h"
#include "shared/loop/loop.h"
#include "shared/voice/speaker.h"
#include "shared/voice/studio.h"

namespace display {

/// The display: follows the hall, shows and says what it learns. Goes on without a hall, and without sound.
class App final : private hall_link::Follower::Listener {
  public:
    /// Everything outlives the app. `loop` was made before any other thread.
    App(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, screen::Window& window,
        voice::Speaker& speaker, const Options& options);
    ~App() override;

    /// Until a stop signal or until the window is closed; returns the exit code.
    int run() { return loop_.run(); }

  private:
    void board_replaced() override;
    void updated(const model::Update& update) override;
    void health_changed(hall_link::Follower::Health health) override;
    void heard() override { refresh(); }
    void refresh();
    void report_sound();

    loop::Loop& loop_;
    const base::Clock& clock_;
    screen::Window& window_;
    voice::Speaker& speaker_;
    Wording wording_;
    voice::Studio studio_;
    Announcer announcer_;
    hall_link::Follower follower_;
    hall_link::Client client_;
    BoardScreen screen_;
    Signs signs_;
    std::optional<bool> reported_; ///< whether the hall was told that there is sound
};

/// Says in the log from how far the board can be read, and warns when that is not enough.
void check_legibility(const Options& options, screen::Size panel);

/// The loudspeaker that the options ask for.
std::unique_ptr<voice::Speaker> open_speaker(const Options& options);

} // namespace display
