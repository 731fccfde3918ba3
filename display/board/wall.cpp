#include "display/board/wall.h"

#include <algorithm>

namespace display {

BoardScreen& Wall::hang(screen::Window& window, const Hanging& hanging) {
    screens_.push_back(std::make_unique<BoardScreen>(window, fonts_, icons_, hanging));
    stale_ = true;
    return *screens_.back();
}

void Wall::handle_windows(base::SteadyTime now) {
    for (const auto& screen : screens_)
        screen->handle_window(now);
    look_for_closed();
}

void Wall::look_for_closed() const {
    if (std::ranges::any_of(screens_, [](const auto& screen) { return screen->closed(); }))
        closed_();
}

void Wall::tick(base::SteadyTime now) {
    if (stale_ || now >= look_again_) {
        const base::WallTime hall_time = source_.hall_time();
        contents_ = view_.contents(source_.board(), hall_time, now);
        look_again_ = view_.next_deadline(hall_time, now);
        stale_ = false;
        for (const auto& screen : screens_)
            screen->show(contents_, source_.board());
        show_(contents_);
    }
    for (const auto& screen : screens_)
        screen->tick(now);
    look_for_closed(); // drawing reads events, too: the descriptor may have nothing left to say
}

std::optional<base::SteadyTime> Wall::next_deadline() const {
    if (stale_)
        return base::SteadyTime{};
    base::SteadyTime next = look_again_;
    for (const auto& screen : screens_)
        next = std::min(next, screen->next_deadline());
    return next;
}

} // namespace display
