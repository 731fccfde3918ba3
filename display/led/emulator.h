#pragma once

#include "display/led/drivers.h"
#include "shared/screen/window.h"

#include <filesystem>
#include <memory>

namespace display {

/// A wall as it is seen: a round dot an LED, `pitch` pixels apart, dark ones just visible.
screen::Pixels as_dots(const screen::Pixels& frame, int pitch);

/// The virtual twin of any wall: in a window of its own.
class WindowWall final : public PixelDriver {
  public:
    WindowWall(std::unique_ptr<screen::Window> window, int pitch)
        : window_(std::move(window)), pitch_(pitch) {}

    void show(const screen::Pixels& frame) override;
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return ask_; }

  private:
    static constexpr base::Duration kAsk{100}; ///< a window that nobody touches; it only has to be repainted

    std::unique_ptr<screen::Window> window_;
    int pitch_;
    screen::Pixels dots_;
    base::SteadyTime ask_{};
};

/// The virtual twin without a screen: a PNG that is always whole, and at most five times a second new.
class PictureWall final : public PixelDriver {
  public:
    PictureWall(std::filesystem::path file, int pitch) : file_(std::move(file)), pitch_(pitch) {}

    void show(const screen::Pixels& frame) override;
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return due_; }

  private:
    static constexpr base::Duration kLeast{200};

    std::filesystem::path file_;
    int pitch_;
    screen::Pixels frame_;
    bool told_ = false; ///< that it cannot be written
    base::SteadyTime earliest_{};
    std::optional<base::SteadyTime> due_;
};

} // namespace display
