#pragma once

#include "display/board/board_view.h"
#include "display/board/brush.h"
#include "display/board/layout.h"
#include "display/board/wording.h"
#include "shared/screen/view.h"

#include <optional>
#include <string>
#include <vector>

namespace display {

/// What every part of the board knows: its languages, and the size of things.
struct Setting {
    const Wording* wording;
    double unit = 1;
};

/// A part of the board that draws `Shown` and is damaged only when that changes.
template <typename Shown>
class Part : public screen::View {
  public:
    explicit Part(const Setting& setting) : setting_(setting) {}

    void set(Shown shown) {
        if (shown == shown_)
            return;
        shown_ = std::move(shown);
        invalidate();
    }

  protected:
    const Setting& setting_; ///< the page's; may change with the panel's size
    Shown shown_{};
};

struct HeaderShown {
    Currency currency = Currency::Connecting;
    Both hall;
    Both date;
    std::string time;
    bool operator==(const HeaderShown&) const = default;
};

/// The hall's name, the date, the time, and the mark that the board is not current.
class Header final : public Part<HeaderShown> {
  public:
    using Part::Part;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
};

/// One number called, as large as its place allows; empty: nothing, the page says something instead.
class CallCard final : public Part<std::optional<ShownCall>> {
  public:
    using Part::Part;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    /// Alone in the hero's place, or one of two.
    bool tall(const Brush& brush) const { return bounds().height > brush.scaled(380); }
    void paint_top(const Brush& brush, const ShownCall& call, screen::Color ink) const;
    void paint_body(const Brush& brush, const ShownCall& call, screen::Color ink) const;
};

/// In place of a call: welcome, connecting, not current.
struct MessageShown {
    std::string icon;
    Both title, text;
    bool warning = false;
    bool operator==(const MessageShown&) const = default;
};

class Message final : public Part<MessageShown> {
  public:
    using Part::Part;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
};

/// The calls before, newest on top.
class RecentCalls final : public Part<std::vector<ShownCall>> {
  public:
    using Part::Part;
    int rows = 4;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    void paint_row(const Brush& brush, screen::Rect row, const ShownCall& call, bool shaded) const;
};

/// One counter: its number, who is there, or that it is paused or closed.
struct CounterShown {
    ShownCounter counter;
    bool known = false; ///< false: the board is not current
    bool operator==(const CounterShown&) const = default;
};

class CounterCell final : public Part<CounterShown> {
  public:
    using Part::Part;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    void paint_state(const Brush& brush, screen::Rect place) const;
};

/// One service: how many wait, and how long it will take.
class ServiceCell final : public Part<std::optional<ShownService>> {
  public:
    using Part::Part;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    void paint_wait(const Brush& brush, screen::Rect place) const;
};

/// "counter 3, 1F east hall" in one or two languages, as one line.
std::string joined(const Both& both, std::string_view between = "  ");

} // namespace display
