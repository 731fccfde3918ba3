#pragma once

#include "caller/pad/action_key.h"
#include "caller/pad/face.h"

#include <functional>
#include <vector>

namespace caller {

/// The pad's head: counter, where it is, who works there, state, clock.
class HeadView : public screen::View {
  public:
    void show(const PadFace& face);
    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look&, screen::Rect bounds) override { place(bounds); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    std::string counter_, location_, clerk_, clock_, state_;
    bool open_ = false;
};

/// The visitor at the counter: number, matter, channel, how long.
class CardView : public screen::View {
  public:
    void show(const CardFace& face);
    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    void paint_ticket(screen::Canvas& canvas, const screen::Look& look, screen::Rect inside) const;
    void paint_empty(screen::Canvas& canvas, const screen::Look& look, screen::Rect inside) const;

    CardFace face_;
};

/// One sentence for the clerk, always in the same place, so that nothing jumps; and a key where something can
/// be done about it.
class BarView : public screen::View {
  public:
    using Touched = std::function<void(const BarFace&)>;
    explicit BarView(Touched touched);

    void show(const BarFace& face);
    const BarFace& face() const { return face_; }
    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    ActionKey* key_;
    BarFace face_;
};

/// What the list below it holds.
class ListTitle : public screen::View {
  public:
    void show(const std::string& text);
    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look&, screen::Rect bounds) override { place(bounds); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return text_; }

  private:
    std::string text_;
};

/// A line of the list: touched, it asks to call that ticket, or brings it back; an approval has two keys.
class LineView : public screen::View, public Target {
  public:
    using Approved = std::function<void(model::TicketId, bool)>;
    using Touched = std::function<void(const LineFace&)>;
    LineView(Touched touched, Approved approved, const screen::Catalogue& catalogue);

    /// Nothing: an empty line. A touch that began on another ticket does nothing.
    void show(const LineFace* face);

    std::string target() const override;
    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    bool shown() const { return shown_; }
    bool touchable() const override { return shown_ && !asks() && !bounds().empty(); }
    void activate() override;
    base::Duration strike_pause() const override { return base::Duration(60); }
    std::string speech() const override { return face_.number; }

  private:
    void decide(const Approved& approved, bool yes);
    bool asks() const { return shown_ && face_.kind == LineFace::Kind::Approval; }

    Touched touched_;
    LineFace face_;
    ActionKey* approve_;
    ActionKey* reject_;
    bool shown_ = false, moved_ = false;
};

} // namespace caller
