#pragma once

#include "shared/screen/view.h"

namespace screen {

/// Three dots that take turns: something is on its way. Well below three flashes a second.
class ProgressDots : public View {
  public:
    explicit ProgressDots(Color Colors::* ink = &Colors::primary) : ink_(ink) {}

    Size measure(const Look& look, int width) const override;
    void paint(Canvas& canvas, const Look& look) const override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;
    std::string speech() const override { return {}; }

  private:
    Color Colors::* ink_;
    int step_ = 0;
};

} // namespace screen
