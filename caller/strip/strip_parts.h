#pragma once

#include "caller/pad/action_key.h"
#include "caller/pad/face.h"

#include <string>
#include <vector>

namespace caller {

/// Who is at the counter, in two lines; the time at the counter stands beside what was promised for it.
struct StripTicketFace {
    CardFace card;
    std::string limit; ///< "10:00"; empty: nothing was promised
    int share = 0;     ///< of the limit that has gone, per cent; more than 100: it is over
    bool operator==(const StripTicketFace&) const = default;
};
StripTicketFace strip_ticket(const Desk& desk, const Around& around, const PadFace& face);

/// Counter and state, on the house's colour; on the colour of danger while the hall is out of reach.
class StripHead : public screen::View {
  public:
    void show(const PadFace& face, bool in_reach);
    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look&, screen::Rect bounds) override { place(bounds); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    std::string counter_, state_;
    bool in_reach_ = true;
};

class StripTicket : public screen::View {
  public:
    void show(const StripTicketFace& face);
    void arrange(const screen::Look&, screen::Rect bounds) override { place(bounds); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    void paint_time(screen::Canvas& canvas, const screen::Look& look, screen::Rect place) const;

    StripTicketFace face_;
};

/// The sentence for the clerk; whatever room it leaves tells where, who and when.
class StripLine : public screen::View {
  public:
    void show(const BarFace& face, std::string around);
    void arrange(const screen::Look&, screen::Rect bounds) override { place(bounds); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return face_.text; }

  private:
    BarFace face_;
    std::string around_;
};

/// Where everything stands.
class StripPage : public screen::View {
  public:
    StripHead* head = nullptr;
    StripTicket* ticket = nullptr;
    StripLine* line = nullptr;
    ActionKey* next = nullptr;
    std::vector<ActionKey*> keys; ///< of one width each
    ActionKey* begin = nullptr;   ///< where they stand, while it is visible
    ActionKey* more = nullptr;
    int key_width = 0, next_width = 0;

    static int more_width(const screen::Theme& theme) { return theme.body.size * 3; }
    static int line_height(const screen::Theme& theme) { return theme.body.size * 10 / 7; }
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
};

} // namespace caller
