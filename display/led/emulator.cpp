#include "display/led/emulator.h"

#include "shared/base/log.h"
#include "shared/screen/canvas.h"

#include <exception>

namespace display {

namespace {

constexpr screen::Color kBoard = screen::Color::rgb(0x0B0B0D), kUnlit = screen::Color::rgb(0x1C1C20);

} // namespace

screen::Pixels as_dots(const screen::Pixels& frame, int pitch) {
    screen::Pixels dots({frame.width() * pitch, frame.height() * pitch}, kBoard);
    screen::Canvas canvas(dots);
    const int radius = std::max(1, pitch * 2 / 5);
    for (int y = 0; y < frame.height(); ++y)
        for (int x = 0; x < frame.width(); ++x) {
            const screen::Color color = frame.at({x, y});
            const bool lit = color.red != 0 || color.green != 0 || color.blue != 0;
            if (pitch < 4)
                canvas.fill({x * pitch, y * pitch, std::max(1, pitch - 1), std::max(1, pitch - 1)},
                            lit ? color : kUnlit);
            else
                canvas.circle({x * pitch + pitch / 2, y * pitch + pitch / 2}, radius, lit ? color : kUnlit);
        }
    return dots;
}

void WindowWall::show(const screen::Pixels& frame) {
    dots_ = as_dots(frame, pitch_);
    const screen::Rect all = dots_.bounds();
    window_->present(dots_, std::span(&all, 1));
}

void WindowWall::tick(base::SteadyTime now) {
    if (now < ask_)
        return;
    ask_ = now + kAsk;
    if (!window_->poll().empty() && dots_.width() > 0) {
        const screen::Rect all = dots_.bounds();
        window_->present(dots_, std::span(&all, 1));
    }
}

void PictureWall::show(const screen::Pixels& frame) {
    if (frame == frame_)
        return;
    frame_ = frame;
    due_ = earliest_;
}

void PictureWall::tick(base::SteadyTime now) {
    if (!due_ || now < *due_)
        return;
    due_.reset();
    earliest_ = now + kLeast;
    std::filesystem::path fresh = file_;
    fresh += ".new";
    try {
        screen::save_png(as_dots(frame_, pitch_), fresh);
        std::filesystem::rename(fresh, file_); // who looks sees a whole picture, the old or the new
        told_ = false;
    } catch (const std::exception& error) {
        if (!std::exchange(told_, true))
            base::log_error("led", "the picture of the wall cannot be written: {}", error.what());
    }
}

} // namespace display
