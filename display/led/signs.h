#pragma once

#include "display/board/board_view.h"
#include "display/led/sign.h"
#include "display/led/text_bus.h"
#include "shared/loop/loop.h"

#include <functional>
#include <memory>
#include <vector>

namespace display {

/// All LED signs of a display: strips above counters and the wall of the hall, told what the board shows.
///
/// Cards on one line share its cable. Lives in the thread of the loop and never keeps it waiting.
class Signs final : public loop::Timed {
  public:
    /// Where the hall's state is read when it is shown: null board while nothing is known.
    struct Source {
        std::function<const model::Board*()> board;
        std::function<base::WallTime()> hall_time;
    };

    /// `test`: every sign shows the test pattern, whatever happens in the hall. Throws std::runtime_error
    /// with a sentence when a font is missing or there is no screen for an emulator. Adds itself to the loop.
    /// When it goes, its signs go dark: an old number would send people to the wrong counter.
    Signs(loop::Loop& loop, const base::Clock& clock, const std::vector<SignOptions>& options, bool test,
          Source source);
    Signs(const Signs&) = delete;
    Signs& operator=(const Signs&) = delete;
    ~Signs() override;

    BoardView& view() { return view_; }
    /// Something happened: the next tick looks again.
    void refresh() { stale_ = true; }

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
    Source source_;
    std::unique_ptr<screen::DotFonts> fonts_; ///< when there is a wall of pixels
    std::vector<std::unique_ptr<TextBus>> buses_;
    std::vector<Sign> signs_;
    BoardView view_;
    Contents contents_;
    base::SteadyTime contents_until_{};
    std::optional<SignAlarm> alarm_;
    bool stale_ = true;
};

} // namespace display
