#include "display/board/parts.h"

#include <algorithm>
#include <tuple>

namespace display {

namespace {

using screen::Align;
using screen::Color;
using screen::Rect;

/// A capsule with a word in it; returns its place. `right`: it ends at place.right() instead.
Rect pill(const Brush& brush, Rect place, std::string_view icon, std::string_view words, const Ink& ink,
          Color ground, bool right = false) {
    const int pad = brush.scaled(18);
    const int mark = icon.empty() ? 0 : brush.scaled(ink.em * 1.15) + pad / 2;
    const int width = std::min(place.width, brush.width(words, ink) + mark + 2 * pad);
    const Rect box{right ? place.right() - width : place.x, place.y, width, place.height};
    brush.canvas().rounded(box, box.height / 2, ground);
    if (mark > 0)
        brush.icon({box.x + pad, box.y, mark - pad / 2, box.height}, icon, ink.em * 1.15, ink.color);
    brush.text({box.x + pad + mark, box.y, box.width - 2 * pad - mark, box.height}, words, ink);
    return box;
}

std::string new_mark(const Wording& wording) {
    return joined(wording.tr("NEW"), " ");
}

} // namespace

std::string joined(const Both& both, std::string_view between) {
    if (both.second.empty() || both.first.empty())
        return both.first + both.second;
    return both.first + std::string(between) + both.second;
}

void Header::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush(canvas, look, setting_.unit);
    const auto& colors = brush.colors();
    const Wording& wording = *setting_.wording;
    const Rect all = bounds();
    canvas.fill(all, colors.background);

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
        brush.text(date, joined(shown_.date, "  "),
                   {24, false, colors.text_quiet, Align::Trailing, wording.first_language()});
    } else {
        const bool alone = shown_.date.second.empty();
        brush.text(
            {date.x, date.y + (alone ? 0 : nudge), date.width, alone ? all.height : all.height / 2 - nudge},
            shown_.date.first, {30, false, colors.text, Align::Trailing, wording.first_language()});
        brush.text({date.x, date.y + all.height / 2, date.width, all.height / 2 - nudge}, shown_.date.second,
                   {24, false, colors.text_quiet, Align::Trailing, wording.second_language()});
    }

    int right = date.x - brush.scaled(24);
    if (shown_.currency == Currency::NotCurrent) {
        const Rect place{all.x, all.centre().y - brush.scaled(30), right - all.x, brush.scaled(60)};
        const Rect mark = pill(brush, place, "offline", joined(wording.tr("Not current")),
                               {34, true, colors.on_warning, Align::Leading, wording.first_language()},
                               colors.warning, true);
        right = mark.x - brush.scaled(24);
    }
    // A jade bar before the name, as on a shop's sign.
    const int bar = brush.scaled(8);
    canvas.rounded({all.x, all.y + brush.scaled(22), bar, all.height - brush.scaled(40)}, bar / 2,
                   colors.primary);
    const Rect name{all.x + bar + brush.scaled(20), all.y, right - all.x - bar - brush.scaled(20),
                    all.height};
    const bool two = !shown_.hall.second.empty();
    const int split = two ? all.height * 60 / 100 : all.height;
    brush.text({name.x, name.y + (two ? nudge : 0), name.width, split - (two ? nudge : 0)}, shown_.hall.first,
               {44, true, colors.text, Align::Leading, wording.first_language()});
    brush.text({name.x, name.y + split - brush.scaled(4), name.width, all.height - split - nudge},
               shown_.hall.second, {26, false, colors.text_quiet, Align::Leading, wording.second_language()});
}

void CallCard::paint(screen::Canvas& canvas, const screen::Look& look) const {
    if (!shown_)
        return;
    const Brush brush(canvas, look, setting_.unit);
    const auto& colors = brush.colors();
    const bool lit = shown_->attention == Attention::Lit;
    const bool framed = shown_->attention != Attention::Steady;
    const int radius = brush.scaled(28);
    if (lit)
        canvas.rounded(bounds(), radius, colors.call);
    else
        canvas.gradient(bounds(), radius, screen::mix(colors.surface, colors.primary, 20), colors.surface);
    if (!lit)
        canvas.outline(bounds(), radius, brush.scaled(framed ? 8 : 2), framed ? colors.call : colors.border);
    paint_top(brush, *shown_, lit ? colors.on_call : colors.text);
    paint_body(brush, *shown_, lit ? colors.on_call : colors.call);
}

void CallCard::paint_top(const Brush& brush, const ShownCall& call, Color ink) const {
    const auto& colors = brush.colors();
    const Wording& wording = *setting_.wording;
    const bool lit = call.attention == Attention::Lit;
    const int pad = brush.scaled(36), height = brush.scaled(tall(brush) ? 60 : 46);
    const double em = tall(brush) ? 40 : 32;
    Rect place{bounds().x + pad, bounds().y + brush.scaled(tall(brush) ? 30 : 22), bounds().width - 2 * pad,
               height};
    if (call.attention != Attention::Steady) {
        const Rect mark = pill(
            brush, place, "", new_mark(wording),
            {em * 0.9, true, lit ? colors.call : colors.on_call, Align::Leading, wording.first_language()},
            lit ? colors.on_call : colors.call);
        const int used = mark.width + brush.scaled(24);
        place = {place.x + used, place.y, place.width - used, place.height};
    }
    if (call.green) {
        const int size = brush.scaled(em * 1.3);
        brush.icon({place.right() - size, place.y, size, place.height}, "leaf", em * 1.3,
                   lit ? ink : colors.green_channel);
        place.width -= size + brush.scaled(20);
    }
    const Ink quiet{em * 0.8, false, lit ? ink : colors.text_quiet, Align::Trailing,
                    wording.first_language()};
    if (!tall(brush)) {
        const Both names = wording.names(call.location);
        const bool roomy = brush.width(joined(names, "   "), quiet) * 5 < place.width * 2;
        const std::string where = roomy ? joined(names, "   ") : names.first;
        const int width = std::min(place.width / 2, brush.width(where, quiet));
        brush.text({place.right() - width, place.y, width, place.height}, where, quiet);
        place.width -= width + brush.scaled(24);
    }
    const Both come = wording.tr("Please come to the counter");
    const Rect done =
        brush.text(place, come.first, {em, true, ink, Align::Leading, wording.first_language()});
    const int used = done.width + brush.scaled(22);
    brush.text({place.x + used, place.y, place.width - used, place.height}, come.second,
               {quiet.em, false, quiet.color, Align::Leading, wording.second_language()});
}

void CallCard::paint_body(const Brush& brush, const ShownCall& call, Color ink) const {
    const Wording& wording = *setting_.wording;
    const auto& colors = brush.colors();
    const bool lit = call.attention == Attention::Lit;
    const int pad = brush.scaled(36);
    const int top = bounds().y + brush.scaled(tall(brush) ? 90 : 64);
    const int foot = brush.scaled(tall(brush) ? 84 : 12);
    const Rect body{bounds().x + pad, top, bounds().width - 2 * pad, bounds().bottom() - foot - top};

    const int arrow = brush.scaled(tall(brush) ? 130 : 120);
    const int counter_width = (body.width - arrow) * 32 / 100;
    const Rect number{body.x, body.y, body.width - arrow - counter_width, body.height};
    const Rect counter{body.right() - counter_width, body.y, counter_width, body.height};
    // Both as large as the one that has less room: a pair, not two sizes.
    Ink digits{tall(brush) ? TypeScale::kCallAlone : TypeScale::kCallOfTwo, true, ink, Align::Centre, "en"};
    const std::string to = std::to_string(call.counter.value);
    const double fit =
        std::min({1.0, static_cast<double>(number.width) / std::max(1, brush.width(call.number, digits)),
                  static_cast<double>(counter.width) / std::max(1, brush.width(to, digits))});
    digits.em *= std::max(fit * 0.99, 0.5);
    brush.text(number, call.number, digits);
    brush.arrow({number.right(), body.y, arrow, body.height}, tall(brush) ? 92 : 80,
                lit ? ink : colors.primary);
    digits.color = lit ? ink : colors.text;
    brush.text(counter, to, digits);
    if (!tall(brush))
        return;
    const int line = brush.scaled(60), foot_y = bounds().bottom() - foot - brush.scaled(4);
    const Ink quiet{38, false, lit ? ink : colors.text_quiet, Align::Centre, wording.first_language()};
    brush.text({number.x, foot_y, number.width, line}, joined(wording.names(call.location), "   "), quiet);
    brush.text({counter.x - arrow / 2, foot_y, counter.width + arrow, line}, joined(wording.tr("Counter")),
               quiet);
}

void Message::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush(canvas, look, setting_.unit);
    const auto& colors = brush.colors();
    const Wording& wording = *setting_.wording;
    const int radius = brush.scaled(28);
    const Color accent = shown_.warning ? colors.warning : colors.primary;
    canvas.gradient(bounds(), radius, screen::mix(colors.surface, colors.primary, 16), colors.surface);
    canvas.outline(bounds(), radius, brush.scaled(shown_.warning ? 6 : 2),
                   shown_.warning ? colors.warning : colors.border);

    // Icon, title, second title, text, second text, centred together.
    const double icon = 128;
    const double lines[] = {icon + 30, 92, 56, 26, 60, 48};
    double sum = 0;
    for (const double line : lines)
        sum += line;
    const int pad = brush.scaled(48);
    int y = bounds().centre().y - brush.scaled(sum) / 2;
    const auto next = [&](double height) {
        const Rect place{bounds().x + pad, y, bounds().width - 2 * pad, brush.scaled(height)};
        y += brush.scaled(height);
        return place;
    };
    const Rect disc = next(lines[0]);
    canvas.circle({disc.centre().x, disc.y + brush.scaled(icon / 2)}, brush.scaled(icon / 2), accent);
    brush.icon({disc.x, disc.y, disc.width, brush.scaled(icon)}, shown_.icon, 76,
               shown_.warning ? colors.on_warning : colors.on_primary);
    brush.text(next(lines[1]), shown_.title.first,
               {66, true, colors.text, Align::Centre, wording.first_language()});
    brush.text(next(lines[2]), shown_.title.second,
               {40, false, colors.text_quiet, Align::Centre, wording.second_language()});
    next(lines[3]);
    brush.text(next(lines[4]), shown_.text.first,
               {44, false, colors.text, Align::Centre, wording.first_language()});
    brush.text(next(lines[5]), shown_.text.second,
               {34, false, colors.text_quiet, Align::Centre, wording.second_language()});
}

void RecentCalls::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush(canvas, look, setting_.unit);
    const auto& colors = brush.colors();
    const Wording& wording = *setting_.wording;
    const int radius = brush.scaled(28), pad = brush.scaled(28);
    canvas.rounded(bounds(), radius, colors.surface);
    canvas.outline(bounds(), radius, brush.scaled(2), colors.border);

    const int head = brush.scaled(84);
    const Rect title{bounds().x + pad, bounds().y, bounds().width - 2 * pad, head};
    const Both words = wording.tr("Called before");
    const Rect done =
        brush.text(title, words.first, {38, true, colors.text, Align::Leading, wording.first_language()});
    const int used = done.width + brush.scaled(18);
    brush.text({title.x + used, title.y, title.width - used, title.height}, words.second,
               {30, false, colors.text_quiet, Align::Leading, wording.second_language()});
    brush.text(title, joined(wording.tr("Counter"), " "),
               {30, false, colors.text_quiet, Align::Trailing, wording.first_language()});

    const int inset = brush.scaled(12);
    const int height = (bounds().height - head - inset) / rows;
    for (int i = 0; i < rows; ++i) {
        const Rect row{bounds().x + inset, bounds().y + head + i * height, bounds().width - 2 * inset,
                       height - brush.scaled(6)};
        if (i < static_cast<int>(shown_.size()))
            paint_row(brush, row, shown_[static_cast<std::size_t>(i)], i % 2 == 0);
        else if (i % 2 == 0)
            canvas.rounded(row, brush.scaled(18), colors.surface_alt);
    }
}

void RecentCalls::paint_row(const Brush& brush, Rect row, const ShownCall& call, bool shaded) const {
    const auto& colors = brush.colors();
    const bool lit = call.attention == Attention::Lit;
    const bool framed = call.attention != Attention::Steady;
    const int radius = brush.scaled(18), pad = brush.scaled(20);
    if (lit || shaded)
        brush.canvas().rounded(row, radius, lit ? colors.call : colors.surface_alt);
    if (framed && !lit)
        brush.canvas().outline(row, radius, brush.scaled(5), colors.call);
    const Color ink = lit ? colors.on_call : (framed ? colors.call : colors.text);
    const Rect inner{row.x + pad, row.y, row.width - 2 * pad, row.height};
    const int counter_width = brush.scaled(110);
    const Rect number{inner.x, inner.y, inner.width * 45 / 100, inner.height};
    const Rect done = brush.text(number, call.number, {TypeScale::kRow, true, ink, Align::Leading, "en"});
    brush.text({inner.right() - counter_width, inner.y, counter_width, inner.height},
               std::to_string(call.counter.value),
               {TypeScale::kRow, true, lit ? ink : colors.text, Align::Trailing, "en"});
    const int arrow = brush.scaled(64);
    const Rect middle{done.right() + brush.scaled(20), inner.y,
                      inner.right() - counter_width - arrow - done.right() - brush.scaled(28), inner.height};
    if (framed) {
        const int height = brush.scaled(44);
        pill(brush, {middle.x, middle.centre().y - height / 2, middle.width, height}, "",
             new_mark(*setting_.wording),
             {28, true, lit ? colors.call : colors.on_call, Align::Leading,
              setting_.wording->first_language()},
             lit ? colors.on_call : colors.call);
    } else {
        brush.text(middle, setting_.wording->names(call.location).first,
                   {30, false, colors.text_quiet, Align::Trailing, setting_.wording->first_language()});
    }
    brush.arrow({inner.right() - counter_width - arrow, inner.y, arrow, inner.height}, 40,
                lit ? ink : colors.primary);
}

void CounterCell::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush(canvas, look, setting_.unit);
    const auto& colors = brush.colors();
    const ShownCounter& counter = shown_.counter;
    const bool lit = counter.attention == Attention::Lit;
    const bool framed = counter.attention != Attention::Steady;
    const bool open = counter.state == model::CounterState::Open;
    const int radius = brush.scaled(22);
    canvas.rounded(bounds(), radius, lit ? colors.call : (open ? colors.surface : colors.surface_alt));
    if (!lit)
        canvas.outline(bounds(), radius, brush.scaled(framed ? 6 : 2), framed ? colors.call : colors.border);

    const Wording& wording = *setting_.wording;
    const int pad = brush.scaled(18), top = brush.scaled(54);
    const Rect head{bounds().x + pad, bounds().y + brush.scaled(6), bounds().width - 2 * pad, top};
    const Color quiet = lit ? colors.on_call : colors.text_quiet;
    const Rect number = brush.text(head, std::to_string(counter.id.value),
                                   {44, true, lit ? colors.on_call : colors.primary, Align::Leading, "en"});
    const int used = number.width + brush.scaled(12);
    brush.text({head.x + used, head.y, head.width - used, head.height}, joined(wording.tr("Counter"), " "),
               {28, false, quiet, Align::Leading, wording.first_language()});
    paint_state(brush,
                {head.x, head.bottom(), head.width, bounds().bottom() - head.bottom() - brush.scaled(10)});
}

void CounterCell::paint_state(const Brush& brush, Rect place) const {
    const auto& colors = brush.colors();
    const Wording& wording = *setting_.wording;
    const ShownCounter& counter = shown_.counter;
    if (!shown_.known) {
        brush.text(place, "–", {TypeScale::kRow, false, colors.text_quiet, Align::Centre, "en"});
        return;
    }
    if (counter.state == model::CounterState::Open && !counter.number.empty()) {
        const bool lit = counter.attention == Attention::Lit;
        const bool framed = counter.attention != Attention::Steady;
        brush.text(place, counter.number,
                   {TypeScale::kRow, true, lit ? colors.on_call : (framed ? colors.call : colors.text),
                    Align::Centre, "en"});
        return;
    }
    const auto [words, icon, ink] = [&]() -> std::tuple<Both, const char*, Color> {
        switch (counter.state) {
        case model::CounterState::Open:
            return {wording.tr("Ready"), "check", colors.text};
        case model::CounterState::Paused:
            return {wording.tr("Paused"), "pause", colors.warning};
        case model::CounterState::Closed:
            break;
        }
        return {wording.tr("Closed"), "close", colors.text_quiet};
    }();
    const int mark = brush.scaled(52);
    brush.icon({place.x, place.y, mark, place.height}, icon, 44, ink);
    const Rect text{place.x + mark + brush.scaled(10), place.y, place.width - mark - brush.scaled(10),
                    place.height};
    const int half = text.height / 2;
    const bool two = !words.second.empty();
    brush.text({text.x, text.y + brush.scaled(two ? 4 : 0), text.width, two ? half : text.height},
               words.first, {38, true, ink, Align::Leading, wording.first_language()});
    brush.text({text.x, text.y + half, text.width, half - brush.scaled(4)}, words.second,
               {28, false, colors.text_quiet, Align::Leading, wording.second_language()});
}

void ServiceCell::paint(screen::Canvas& canvas, const screen::Look& look) const {
    if (!shown_)
        return;
    const Brush brush(canvas, look, setting_.unit);
    const auto& colors = brush.colors();
    const Wording& wording = *setting_.wording;
    const int radius = brush.scaled(22), pad = brush.scaled(18);
    canvas.rounded(bounds(), radius, colors.surface_alt);

    const int half = bounds().height / 2;
    const int badge = brush.scaled(60);
    const Rect letter{bounds().x + pad, bounds().y + brush.scaled(16), badge, badge};
    canvas.rounded(letter, brush.scaled(14), colors.primary);
    brush.text(letter, shown_->letter, {40, true, colors.on_primary, Align::Centre, "en"});
    const Both name = wording.names(shown_->name);
    const Rect place{letter.right() + brush.scaled(14), bounds().y + brush.scaled(12),
                     bounds().right() - pad - letter.right() - brush.scaled(14), half - brush.scaled(12)};
    const bool two = !name.second.empty();
    const int split = two ? place.height * 62 / 100 : place.height;
    brush.text({place.x, place.y, place.width, split}, name.first,
               {TypeScale::kDetail, true, colors.text, Align::Leading, wording.first_language()});
    brush.text({place.x, place.y + split, place.width, place.height - split}, name.second,
               {26, false, colors.text_quiet, Align::Leading, wording.second_language()});

    paint_wait(brush, {bounds().x + pad, bounds().y + half + brush.scaled(6), bounds().width - 2 * pad,
                       half - brush.scaled(18)});
}

void ServiceCell::paint_wait(const Brush& brush, Rect place) const {
    const auto& colors = brush.colors();
    const Wording& wording = *setting_.wording;
    if (!shown_->waiting) {
        brush.text(place, "–", {TypeScale::kDetail, false, colors.text_quiet, Align::Leading, "en"});
        return;
    }
    const auto stack = [&](Rect at, const Both& words, double em, bool bold, Color color, Align align) {
        const int split = words.second.empty() ? at.height : at.height * 60 / 100;
        brush.text({at.x, at.y, at.width, split}, words.first,
                   {em, bold, color, align, wording.first_language()});
        brush.text({at.x, at.y + split, at.width, at.height - split}, words.second,
                   {26, false, colors.text_quiet, align, wording.second_language()});
    };
    const Rect count = brush.text(place, std::to_string(*shown_->waiting),
                                  {TypeScale::kDetail * 1.5, true, colors.text, Align::Leading, "en"});
    const int used = count.width + brush.scaled(14), wait = (place.width - used) * 58 / 100;
    stack({place.x + used, place.y, place.width - used - wait, place.height}, wording.tr("waiting"), 28,
          false, colors.text_quiet, Align::Leading);
    stack({place.right() - wait, place.y, wait, place.height}, wording.wait(shown_->wait), TypeScale::kDetail,
          true, colors.primary, Align::Trailing);
}

} // namespace display
