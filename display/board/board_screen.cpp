#include "display/board/board_screen.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace display {

BoardScreen::BoardScreen(screen::Window& window, const Wording& wording, Source source)
    : window_(window), source_(std::move(source)),
      stage_(window.size(), {board_theme(window.size()), wording.first_language(), fonts_, icons_}),
      page_(stage_.show<BoardPage>(wording)), curtain_(fonts_, icons_) {}

bool BoardScreen::handle_window(base::SteadyTime now) {
    for (const screen::Event& event : window_.poll()) {
        if (std::holds_alternative<screen::Closed>(event))
            closed_ = true;
        stage_.handle(event, now);
        curtain_.handle(event, now);
        if (const auto* resized = std::get_if<screen::Resized>(&event)) {
            stage_.set_look({board_theme(resized->size), stage_.look().language, fonts_, icons_});
            stale_ = true;
        }
    }
    return !closed_;
}

void BoardScreen::tick(base::SteadyTime now) {
    handle_window(now);
    const model::Board* board = source_.board();
    const base::WallTime hall_time = source_.hall_time();
    const Contents contents = view_.contents(board, hall_time, now);
    page_.show(contents);
    curtain_.follow(board);
    stale_ = false;
    next_ = view_.next_deadline(hall_time, now);
    const bool down = covered(contents, now);
    if (!down && curtain_.gone_up())
        stage_.redraw_all();
    if (const auto moving = down ? curtain_.present(window_, now) : stage_.tick(now))
        next_ = std::min(next_, *moving);
    if (window_.descriptor() < 0)
        next_ = std::min(next_, now + kAsk);
    if (down || !stage_.needs_draw())
        return;
    const auto damage = stage_.draw();
    window_.present(stage_.frame(), damage);
}

/// A notice makes way for whoever is called now: service goes on below it.
bool BoardScreen::covered(const Contents& contents, base::SteadyTime now) const {
    return curtain_.covers(now) &&
           (curtain_.evacuates() || std::ranges::none_of(contents.large, [](const ShownCall& call) {
                return call.attention != Attention::Steady;
            }));
}

std::optional<base::SteadyTime> BoardScreen::next_deadline() const {
    // Presenting may have read events off the descriptor already.
    if (stale_ || window_.has_events())
        return base::SteadyTime{};
    return next_;
}

} // namespace display
