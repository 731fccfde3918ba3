#pragma once

#include "display/board/part.h"

#include <vector>

namespace display {

/// One number called, as large as its place allows; empty: nothing, the part says something instead.
class CallCard final : public Showing<std::optional<ShownCall>, Cell> {
  public:
    using Showing::Showing;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    /// Alone in the part's place, or one of two.
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

class Message final : public Showing<MessageShown, Cell> {
  public:
    using Showing::Showing;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
};

/// Who is to come now: one card, or two when two were called shortly one after the other.
class Calls final : public Part {
  public:
    Calls(const Wording& wording, const Area& area);
    void show(const Contents& contents) override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;

  private:
    double units() const override { return 176; } ///< the number, when two are called

    Setting setting_;
    Message& message_;
    std::vector<CallCard*> cards_;
    std::size_t large_ = 0;
};

/// The calls before, newest on top.
class CallsBefore final : public Showing<std::vector<ShownCall>, Part> {
  public:
    using Showing::Showing;
    void show(const Contents& contents) override { set(contents.recent); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    double units() const override { return 80; } ///< the numbers
    void paint_title(const Brush& brush, screen::Rect place) const;
    void paint_row(const Brush& brush, screen::Rect row, const ShownCall& call, bool shaded) const;
};

/// For those who do not hear: lights up with every new call, at 1 Hz, then stands with the number until the
/// call is old. A lit bar where it is too low for the number.
class Flash final : public Showing<std::optional<ShownCall>, Part> {
  public:
    using Showing::Showing;
    void show(const Contents& contents) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    double units() const override { return 80; } ///< the number
};

} // namespace display
