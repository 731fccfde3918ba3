#include "display/board/headline.h"

#include <fmt/format.h>

namespace display {

using screen::Align;
using screen::Rect;

namespace {

bool known(const Contents& contents) {
    return contents.currency != Currency::Connecting;
}

std::string time_of(const Contents& contents) {
    return known(contents) ? fmt::format("{:02}:{:02}", contents.time.hour, contents.time.minute) : "";
}

} // namespace

void Header::show(const Contents& contents) {
    set({contents.currency, wording_.names(contents.hall),
         known(contents) ? wording_.date(contents.time) : Both{}, time_of(contents)});
}

void Header::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const Rect all = bounds();
    const int end = paint_mark(brush, paint_time(brush) - brush.scaled(24));

    // A jade bar before the name, as on a shop's sign.
    const int bar = brush.scaled(8), height = std::min(all.height, brush.scaled(104));
    const int top = all.centre().y - height / 2;
    brush.rounded({all.x, top + brush.scaled(22), bar, height - brush.scaled(40)}, bar / 2, colors.primary);
    const int before = bar + brush.scaled(20), nudge = brush.scaled(8);
    const Rect name{all.x + before, top, end - all.x - before, height};
    const bool two = !shown_.hall.second.empty();
    const int split = two ? height * 60 / 100 : height;
    brush.text({name.x, name.y + (two ? nudge : 0), name.width, split - (two ? nudge : 0)}, shown_.hall.first,
               {44, true, colors.text, Align::Leading, wording_.first_language()});
    brush.text({name.x, name.y + split - brush.scaled(4), name.width, height - split - nudge},
               shown_.hall.second,
               {26, false, colors.text_quiet, Align::Leading, wording_.second_language()});
}

int Header::paint_time(const Brush& brush) const {
    const auto& colors = brush.colors();
    const Rect all = bounds();
    const bool upright = all.width < brush.scaled(1200); // then the date stands below the clock
    const int nudge = brush.scaled(8);
    const Ink clock{78, true, colors.text, Align::Trailing, "en"};
    const int clock_width = brush.width("00:00", clock) + brush.scaled(8);
    const int date_width = brush.scaled(upright ? 380 : 330);
    Rect date{all.right() - clock_width - brush.scaled(28) - date_width, all.y, date_width, all.height};
    Rect time{all.right() - clock_width, all.y, clock_width, all.height};
    if (upright) {
        time.height = all.height * 62 / 100;
        date = {all.right() - date_width, time.bottom() - brush.scaled(6), date_width, brush.scaled(36)};
    }
    brush.text(time, shown_.time, clock);
    if (upright) {
        brush.text(date, joined(wording_, shown_.date),
                   {24, false, colors.text_quiet, Align::Trailing, wording_.first_language()});
        return date.x;
    }
    const bool alone = shown_.date.second.empty();
    const int half = std::min(all.height / 2, brush.scaled(52));
    brush.text({date.x, alone ? date.y : all.centre().y - half + nudge, date.width,
                alone ? all.height : half - nudge},
               shown_.date.first, {30, false, colors.text, Align::Trailing, wording_.first_language()});
    brush.text({date.x, all.centre().y, date.width, half - nudge}, shown_.date.second,
               {24, false, colors.text_quiet, Align::Trailing, wording_.second_language()});
    return date.x;
}

/// Returns where it begins, or `end` when there is none.
int Header::paint_mark(const Brush& brush, int end) const {
    if (shown_.currency != Currency::NotCurrent)
        return end;
    const auto& colors = brush.colors();
    const Rect all = bounds();
    const Rect place{all.x, all.centre().y - brush.scaled(30), end - all.x, brush.scaled(60)};
    const Rect mark =
        pill(brush, place, "offline", joined(wording_, wording_.tr("Not current")),
             {34, true, colors.on_warning, Align::Leading, wording_.first_language()}, colors.warning, true);
    return mark.x - brush.scaled(24);
}

void Clock::show(const Contents& contents) {
    set({known(contents) ? wording_.date(contents.time) : Both{}, time_of(contents)});
}

void Clock::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const Ink time{78, true, colors.text, Align::Centre, "en"};
    Rect all = bounds();
    const int line = brush.scaled(36), high = brush.scaled(84);
    const int lines = std::min(shown_.date.second.empty() ? 1 : 2, std::max(0, all.height - high) / line);
    const int top = all.centre().y - (high + lines * line) / 2;
    brush.text({all.x, top, all.width, high}, shown_.time, time);
    if (lines > 0)
        brush.text({all.x, top + high, all.width, line}, shown_.date.first,
                   {28, false, colors.text, Align::Centre, wording_.first_language()});
    if (lines > 1)
        brush.text({all.x, top + high + line, all.width, line}, shown_.date.second,
                   {24, false, colors.text_quiet, Align::Centre, wording_.second_language()});
}

} // namespace display
