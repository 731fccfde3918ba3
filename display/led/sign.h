#pragma once

#include "display/led/drivers.h"
#include "display/led/painter.h"
#include "display/led/sign_options.h"
#include "display/led/sign_view.h"

#include <memory>

namespace display {

/// One LED sign: what the board says, in its words, on its driver. Tells it when that changes, and again
/// every `resend` (the watchdog: a wall that was switched off, or lost a packet, is right again by then).
class Sign {
  public:
    /// A wall of pixels, or a card with its own fonts: one of the two drivers.
    Sign(const SignOptions& options, screen::DotFonts& fonts, std::unique_ptr<PixelDriver> driver);
    Sign(const SignOptions& options, std::unique_ptr<TextDriver> driver);

    /// The test pattern instead of the board, from here on.
    void test() { testing_ = true; }

    /// `alarm`: null when there is none.
    void show(const Contents& contents, const SignAlarm* alarm, base::SteadyTime now);
    void go_dark();
    std::optional<base::SteadyTime> next_deadline() const;

  private:
    static constexpr base::Duration kTestStep{1500};

    void show_pixels(const SignPage& page, const Contents& contents, base::SteadyTime now);
    void show_text(const SignPage& page);
    void show_test(const Contents& contents, base::SteadyTime now);
    void send(screen::Pixels frame, const Contents& contents, base::SteadyTime now);

    SignOptions options_;
    SignView view_;
    std::optional<SignPainter> painter_;
    std::unique_ptr<PixelDriver> pixels_;
    std::unique_ptr<TextDriver> texts_;
    bool testing_ = false, alarmed_ = false;
    int step_ = -1;
    std::optional<base::SteadyTime> next_step_;
    std::optional<screen::Pixels> sent_;
    base::SteadyTime again_{};
};

} // namespace display
