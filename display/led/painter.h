#pragma once

#include "display/led/sign_page.h"
#include "shared/base/clock.h"
#include "shared/screen/dot_fonts.h"

#include <optional>

namespace display {

/// Which colours a wall's LEDs can show.
enum class SignColors {
    Red,  ///< single-coloured: whatever it is in truth, what is lit is sent as red
    Two,  ///< red, green, and both: amber
    Full, ///< red, green, blue
};

/// Draws the lines of a page on a wall's frame, one under the other. A text that may scroll and is too long
/// runs towards where reading began, 2½ of its heights a second, and comes again after a gap.
///
/// A frame is a screen::Pixels: one pixel an LED, black is dark.
class SignPainter {
  public:
    /// `rows`: of a line, one of DotFonts::kRows.
    SignPainter(screen::DotFonts& fonts, screen::Size size, int rows, SignColors colors);

    int lines() const { return lines_; }
    static int lines_of(screen::Size size, int rows) { return std::max(1, size.height / rows); }

    screen::Pixels paint(const SignPage& page, base::SteadyTime now);
    /// When the same page will look different: while something scrolls.
    std::optional<base::SteadyTime> next_deadline() const { return next_; }

  private:
    struct Row {
        SignLine line;
        base::SteadyTime since; ///< when this text came
    };
    const screen::Mask& fitting(const SignLine& line, bool& fits) const;

    screen::DotFonts& fonts_;
    screen::Size size_;
    int rows_, lines_;
    SignColors colors_;
    std::vector<Row> shown_;
    std::optional<base::SteadyTime> next_;
};

/// How bright, 0 to 100 per cent: every channel, so that hues stay.
void dim(screen::Pixels& frame, int percent);

screen::Color color_of(Tone tone, SignColors colors);

/// What a technician looks at, one after the other: all red, all green, all blue, all white, then a frame,
/// its corners, and lines that run through every LED; `step` counts up.
screen::Pixels test_pattern(screen::Size size, int step);
inline constexpr int kTestSteps = 5;

} // namespace display
