#pragma once

#include "display/board/board_page.h"
#include "display/board/board_view.h"
#include "shared/loop/loop.h"
#include "shared/screen/stage.h"
#include "shared/screen/window.h"

#include <functional>

namespace display {

/// A board in a window: what the view says, drawn when it changes; asleep while nothing moves.
class BoardScreen final : public loop::Timed {
  public:
    /// Where the hall's state is read when it is drawn: null board while nothing is known.
    struct Source {
        std::function<const model::Board*()> board;
        std::function<base::WallTime()> hall_time;
    };

    BoardScreen(screen::Window& window, const Wording& wording, Source source);

    BoardView& view() { return view_; }
    /// Something happened: the next tick looks again.
    void refresh() { stale_ = true; }
    /// Call it when the window's descriptor is readable. False once the window was closed.
    bool handle_window(base::SteadyTime now);
    bool closed() const { return closed_; }
    /// Called for every key that goes down while the window has the keyboard.
    void on_key(std::function<void(const screen::KeyEvent&)> key) { key_ = std::move(key); }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    /// A window system without a descriptor is asked so often.
    static constexpr base::Duration kAsk{20};

    screen::Window& window_;
    Source source_;
    screen::Fonts fonts_;
    screen::Icons icons_;
    screen::Stage stage_;
    BoardPage& page_;
    BoardView view_;
    std::function<void(const screen::KeyEvent&)> key_;
    bool stale_ = true, closed_ = false;
    base::SteadyTime next_{};
};

} // namespace display
