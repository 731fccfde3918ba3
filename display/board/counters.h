#pragma once

#include "display/board/part.h"

#include <vector>

namespace display {

/// A counter, and whether what is said of it is true now.
struct CounterShown {
    ShownCounter counter;
    bool known = false; ///< false: the board is not current
    bool operator==(const CounterShown&) const = default;
};

/// One counter among others: its number, its clerk, who is there, or that it is paused or closed.
class CounterCell final : public Showing<CounterShown, Cell> {
  public:
    using Showing::Showing;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    void paint_name(const Brush& brush, screen::Rect place, screen::Color ink) const;
    void paint_state(const Brush& brush, screen::Rect place) const;
};

/// All counters; those that do not fit at once take turns.
class Counters final : public Part {
  public:
    Counters(const Wording& wording, const Area& area);
    void show(const Contents& contents) override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;

  private:
    double units() const override { return 80; } ///< the numbers
    void fill();

    Setting setting_;
    std::vector<CounterCell*> cells_;
    std::vector<CounterShown> all_;
    Turns turns_;
};

/// The panel above one counter: whom it calls or serves, please come, open, paused, closed. A strip is read
/// in one line.
class CounterSign final : public Showing<CounterShown, Part> {
  public:
    /// `counter` is the one it hangs above.
    CounterSign(const Wording& wording, const Area& area, std::optional<model::CounterId> counter);
    void show(const Contents& contents) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    /// What it says below the number, or instead of one.
    struct Saying {
        Both words;
        std::string icon;
        screen::Color ink;
    };
    double units() const override { return 400; } ///< the number
    Saying saying(const screen::Colors& colors) const;
    void paint_strip(const Brush& brush) const;
    void paint_panel(const Brush& brush) const;
    void paint_head(const Brush& brush, screen::Rect place, screen::Color ink) const;
    void paint_state(const Brush& brush, screen::Rect place, const Saying& saying) const;
    screen::Color number_ink(const screen::Colors& colors) const;
    bool lit() const { return shown_.counter.attention == Attention::Lit; }
    bool has_number() const;

    std::optional<model::CounterId> counter_;
};

} // namespace display
