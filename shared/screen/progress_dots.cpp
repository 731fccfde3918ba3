#include "shared/screen/progress_dots.h"

namespace screen {

namespace {

constexpr base::Duration kStep{400};
constexpr int kDots = 3;

} // namespace

Size ProgressDots::measure(const Look& look, int) const {
    const int dot = 2 * look.theme.space;
    return {kDots * dot + (kDots - 1) * dot, 2 * dot};
}

void ProgressDots::paint(Canvas& canvas, const Look& look) const {
    const int radius = look.theme.space;
    const Point centre = bounds().centre();
    for (int i = 0; i < kDots; ++i) {
        const Color ink = look.theme.colors.*ink_;
        const Point at{centre.x + (i - kDots / 2) * 4 * radius, centre.y};
        canvas.circle(at, radius, i == step_ ? ink : mix(look.theme.colors.background, ink, 70));
    }
}

std::optional<base::SteadyTime> ProgressDots::tick(base::SteadyTime now) {
    const int step = static_cast<int>(now.time_since_epoch() / kStep % kDots);
    if (step != step_) {
        step_ = step;
        invalidate();
    }
    return base::SteadyTime((now.time_since_epoch() / kStep + 1) * kStep);
}

} // namespace screen
