#pragma once

#include "display/board/part.h"

#include <vector>

namespace display {

/// One service: how many wait, and how long it will take.
class ServiceCell final : public Showing<std::optional<ShownService>, Cell> {
  public:
    using Showing::Showing;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    void paint_wait(const Brush& brush, screen::Rect place) const;
};

/// All services; those that do not fit at once take turns.
class Services final : public Part {
  public:
    Services(const Wording& wording, const Area& area);
    void show(const Contents& contents) override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;

  private:
    double units() const override { return 41; } ///< the names
    void fill();

    Setting setting_;
    std::vector<ServiceCell*> cells_;
    std::vector<ShownService> all_;
    Turns turns_;
};

} // namespace display
