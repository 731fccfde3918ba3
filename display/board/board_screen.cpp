#include "display/board/board_screen.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace display {

BoardScreen::BoardScreen(screen::Window& window, const Wording& wording, Source source)
    : window_(window), source_(std::move(source)),
      stage_(window.size(), {board_theme(window.size()), wording.first_language(), fonts_, icons_}),
      page_(stage_.show<BoardPage>(wording)) {}

bool BoardScreen::handle_window(base::SteadyTime now) {
    for (const screen::Event& event : window_.poll()) {
        if (std::holds_alternative<screen::Closed>(event))
            closed_ = true;
        if (const auto* key = std::get_if<screen::KeyEvent>(&event); key != nullptr && key_)
            key_(*key);
        stage_.handle(event, now);
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
    page_.show(view_.contents(board, hall_time, now));
    stale_ = false;
    next_ = view_.next_deadline(hall_time, now);
    if (const auto moving = stage_.tick(now))
        next_ = std::min(next_, *moving);
    if (window_.descriptor() < 0)
        next_ = std::min(next_, now + kAsk);
    if (!stage_.needs_draw())
        return;
    const auto damage = stage_.draw();
    window_.present(stage_.frame(), damage);
}

std::optional<base::SteadyTime> BoardScreen::next_deadline() const {
    // Presenting may have read events off the descriptor already.
    if (stale_ || window_.has_events())
        return base::SteadyTime{};
    return next_;
}

} // namespace display
