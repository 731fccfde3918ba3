#pragma once

#include "display/board/board_view.h"
#include "display/led/sign.h"
#include "display/led/text_bus.h"
#include "shared/loop/loop.h"

#include <memory>
#include <optional>
#include <vector>

namespace display {

/// All LED signs of a display: strips above counters and the wall of the hall, which show what the board
/// shows.
///
/// Cards on one line share its cable. Lives in the thread of the loop and never keeps it waiting.
class Signs final : public loop::Timed {
  public:
    /// `test`: every sign shows the test pattern, whatever happens in the hall. Throws std::runtime_error
    /// with a sentence when a font is missing or there is no screen for an emulator. Adds itself to the loop.
    /// When it goes, its signs go dark: an old number would send people to the wrong counter.
    Signs(loop::Loop& loop, const base::Clock& clock, const std::vector<SignOptions>& options, bool test);
    Signs(const Signs&) = delete;
    Signs& operator=(const Signs&) = delete;
    ~Signs() override;

    /// What is shown from the next tick on; see Wall::on_show().
    void show(const Contents& contents) {
        contents_ = contents;
        stale_ = true;
    }
    /// Takes over all signs, at the next tick; none: back to the board. Text cards are told at once, too.
    void set_alarm(std::optional<SignAlarm> alarm) {
        alarm_ = std::move(alarm);
        stale_ = true;
    }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void add(const SignOptions& options);
    TextBus& bus(const SignOptions& options);

    loop::Loop& loop_;
    const base::Clock& clock_;
    std::unique_ptr<screen::DotFonts> fonts_; ///< when there is a wall of pixels
    std::vector<std::unique_ptr<TextBus>> buses_;
    std::vector<Sign> signs_;
    Contents contents_;
    std::optional<SignAlarm> alarm_;
    bool stale_ = true;
};

} // namespace display
