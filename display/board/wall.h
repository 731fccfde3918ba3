#pragma once

#include "display/board/board_screen.h"
#include "display/board/board_view.h"
#include "shared/loop/loop.h"

#include <functional>
#include <memory>
#include <vector>

namespace display {

/// All screens of a process before one view of the hall: what is shown is worked out once, when it changes,
/// and each screen draws its share. Asleep while nothing moves.
class Wall final : public loop::Timed {
  public:
    /// Where the hall's state is read: null board while nothing is known.
    struct Source {
        std::function<const model::Board*()> board;
        std::function<base::WallTime()> hall_time;
    };

    explicit Wall(Source source) : source_(std::move(source)) {}

    /// One more screen; `window` outlives the wall.
    BoardScreen& hang(screen::Window& window, const Hanging& hanging);
    const std::vector<std::unique_ptr<BoardScreen>>& screens() const { return screens_; }

    BoardView& view() { return view_; }
    /// Something happened: the next tick looks again.
    void refresh() { stale_ = true; }
    /// What is shown now.
    const Contents& contents() const { return contents_; }
    /// Called with it whenever it was worked out anew: for what hangs in no window.
    void on_show(std::function<void(const Contents&)> show) { show_ = std::move(show); }

    /// Call it when a window's descriptor is readable.
    void handle_windows(base::SteadyTime now);
    /// Called once a window was closed, at every look at the windows.
    void on_closed(std::function<void()> closed) { closed_ = std::move(closed); }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void look_for_closed() const;

    Source source_;
    std::function<void(const Contents&)> show_ = [](const Contents&) {};
    std::function<void()> closed_ = [] {};
    screen::Fonts fonts_; ///< one for all screens
    screen::Icons icons_;
    std::vector<std::unique_ptr<BoardScreen>> screens_;
    BoardView view_;
    Contents contents_;
    bool stale_ = true;
    base::SteadyTime look_again_{};
};

} // namespace display
