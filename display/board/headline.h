#pragma once

#include "display/board/part.h"

namespace display {

struct HeaderShown {
    Currency currency = Currency::Connecting;
    Both hall;
    Both date;
    std::string time;
    bool operator==(const HeaderShown&) const = default;
};

/// The hall's name, the date, the time, and the mark that the board is not current.
class Header final : public Showing<HeaderShown, Part> {
  public:
    using Showing::Showing;
    void show(const Contents& contents) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    double units() const override { return 44; } ///< the hall's name
    int paint_time(const Brush& brush) const;    ///< where it begins
    int paint_mark(const Brush& brush, int end) const;
};

struct ClockShown {
    Both date;
    std::string time;
    bool operator==(const ClockShown&) const = default;
};

/// The time, and the date below it where there is room.
class Clock final : public Showing<ClockShown, Part> {
  public:
    using Showing::Showing;
    void show(const Contents& contents) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    double units() const override { return 78; } ///< the time
};

} // namespace display
