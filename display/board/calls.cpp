#include "display/board/calls.h"

#include <algorithm>
#include <utility>

namespace display {

using screen::Align;
using screen::Color;
using screen::Rect;

namespace {

constexpr double kAlone = 290, kOfTwo = 176; // the number, in units
constexpr double kNumberInRow = 80;          // of the calls before, and of the flash
constexpr double kMessageHeight = 470, kMessageWidth = 760;

MessageShown message_of(const Wording& wording, const Contents& contents) {
    switch (contents.currency) {
    case Currency::Connecting:
        return {"clock", wording.tr("One moment, please"),
                wording.tr("The board is being connected to the hall."), false};
    case Currency::NotCurrent:
        return {"offline", wording.tr("This board is not up to date at the moment"),
                wording.tr("Please ask our staff. Your place in the queue is kept."), true};
    case Currency::Current:
        break;
    }
    return {"call", wording.tr("Welcome"), wording.tr("Your number will appear here. Please take a seat."),
            false};
}

} // namespace

void CallCard::paint(screen::Canvas& canvas, const screen::Look& look) const {
    if (!shown_)
        return;
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const bool lit = shown_->attention == Attention::Lit;
    const bool framed = shown_->attention != Attention::Steady;
    const int radius = brush.scaled(28);
    if (lit)
        brush.rounded(bounds(), radius, colors.call);
    else
        brush.gradient(bounds(), radius, screen::mix(colors.surface, colors.primary, 20), colors.surface);
    if (!lit)
        brush.outline(bounds(), radius, brush.scaled(framed ? 8 : 2), framed ? colors.call : colors.border);
    paint_top(brush, *shown_, lit ? colors.on_call : colors.text);
    paint_body(brush, *shown_, lit ? colors.on_call : colors.call);
}

void CallCard::paint_top(const Brush& brush, const ShownCall& call, Color ink) const {
    const auto& colors = brush.colors();
    const Wording& wording = setting_.wording;
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
        const bool roomy = brush.width(joined(wording, names, "   "), quiet) * 5 < place.width * 2;
        const std::string where = roomy ? joined(wording, names, "   ") : names.first;
        const int width = std::min(place.width / 2, brush.width(where, quiet));
        brush.text({place.right() - width, place.y, width, place.height}, where, quiet);
        place.width -= width + brush.scaled(24);
    }
    const Both come = wording.tr("Please come to the counter");
    const Rect done =
        brush.text(place, come.first, {em, true, ink, Align::Leading, wording.first_language()});
    const int used = done.width + brush.scaled(22);
    const Ink second{quiet.em, false, quiet.color, Align::Leading, wording.second_language()};
    if (brush.width(come.second, second) * 3 / 4 <=
        place.width - used) // rather not at all than its beginning
        brush.text({place.x + used, place.y, place.width - used, place.height}, come.second, second);
}

void CallCard::paint_body(const Brush& brush, const ShownCall& call, Color ink) const {
    const Wording& wording = setting_.wording;
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
    Ink digits{tall(brush) ? kAlone : kOfTwo, true, ink, Align::Centre, "en"};
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
    brush.text({number.x, foot_y, number.width, line}, joined(wording, wording.names(call.location), "   "),
               quiet);
    brush.text({counter.x - arrow / 2, foot_y, counter.width + arrow, line},
               joined(wording, wording.tr("Counter")), quiet);
}

void Message::paint(screen::Canvas& canvas, const screen::Look& look) const {
    // As large as the place allows, and never larger than beside the other parts.
    const double room = std::min({1.0, bounds().height / (setting_.unit * kMessageHeight),
                                  bounds().width / (setting_.unit * kMessageWidth)});
    const Brush brush(canvas, look, setting_.unit * room, bounds());
    const auto& colors = brush.colors();
    const Wording& wording = setting_.wording;
    const int radius = brush.scaled(28);
    const Color accent = shown_.warning ? colors.warning : colors.primary;
    brush.gradient(bounds(), radius, screen::mix(colors.surface, colors.primary, 16), colors.surface);
    brush.outline(bounds(), radius, brush.scaled(shown_.warning ? 6 : 2),
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
    const int round = brush.scaled(icon);
    brush.rounded({disc.centre().x - round / 2, disc.y, round, round}, round / 2, accent);
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

Calls::Calls(const Wording& wording, const Area& area)
    : Part(wording, area), setting_{wording, 1}, message_(add<Message>(setting_)) {
    for (std::size_t i = 0; i < BoardView::kMostLarge; ++i)
        cards_.push_back(&add<CallCard>(setting_));
}

void Calls::show(const Contents& contents) {
    message_.set(message_of(wording_, contents));
    message_.set_visible(contents.large.empty());
    for (std::size_t i = 0; i < cards_.size(); ++i) {
        cards_[i]->set_visible(i < contents.large.size());
        cards_[i]->set(i < contents.large.size() ? std::optional(contents.large[i]) : std::nullopt);
    }
    if (std::exchange(large_, contents.large.size()) != contents.large.size())
        invalidate_layout();
}

void Calls::arrange(const screen::Look& look, Rect bounds) {
    place(bounds);
    setting_.unit = unit();
    message_.arrange(look, bounds);
    const int rows = std::max(1, static_cast<int>(large_));
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->arrange(look, cell(bounds, 1, rows, std::min(static_cast<int>(i), rows - 1), scaled(16)));
}

void CallsBefore::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const int radius = brush.scaled(28), pad = brush.scaled(28);
    brush.rounded(bounds(), radius, colors.surface);
    brush.outline(bounds(), radius, brush.scaled(2), colors.border);

    const int head = brush.scaled(84);
    const Rect title{bounds().x + pad, bounds().y, bounds().width - 2 * pad, head};
    const Both words = wording_.tr("Called before");
    const Rect done =
        brush.text(title, words.first, {38, true, colors.text, Align::Leading, wording_.first_language()});
    const int used = done.width + brush.scaled(18);
    brush.text({title.x + used, title.y, title.width - used, title.height}, words.second,
               {30, false, colors.text_quiet, Align::Leading, wording_.second_language()});
    brush.text(title, joined(wording_, wording_.tr("Counter"), " "),
               {30, false, colors.text_quiet, Align::Trailing, wording_.first_language()});

    const int inset = brush.scaled(12);
    const int height = (bounds().height - head - inset) / area_.rows;
    for (int i = 0; i < area_.rows; ++i) {
        const Rect row{bounds().x + inset, bounds().y + head + i * height, bounds().width - 2 * inset,
                       height - brush.scaled(6)};
        if (i < static_cast<int>(shown_.size()))
            paint_row(brush, row, shown_[static_cast<std::size_t>(i)], i % 2 == 0);
        else if (i % 2 == 0)
            brush.rounded(row, brush.scaled(18), colors.surface_alt);
    }
}

void CallsBefore::paint_row(const Brush& brush, Rect row, const ShownCall& call, bool shaded) const {
    const auto& colors = brush.colors();
    const bool lit = call.attention == Attention::Lit;
    const bool framed = call.attention != Attention::Steady;
    const int radius = brush.scaled(18), pad = brush.scaled(20);
    if (lit || shaded)
        brush.rounded(row, radius, lit ? colors.call : colors.surface_alt);
    if (framed && !lit)
        brush.outline(row, radius, brush.scaled(5), colors.call);
    const Color ink = lit ? colors.on_call : (framed ? colors.call : colors.text);
    const Rect inner{row.x + pad, row.y, row.width - 2 * pad, row.height};
    const int counter_width = brush.scaled(110);
    const Rect number{inner.x, inner.y, inner.width * 45 / 100, inner.height};
    const Rect done = brush.text(number, call.number, {kNumberInRow, true, ink, Align::Leading, "en"});
    brush.text({inner.right() - counter_width, inner.y, counter_width, inner.height},
               std::to_string(call.counter.value),
               {kNumberInRow, true, lit ? ink : colors.text, Align::Trailing, "en"});
    const int arrow = brush.scaled(64);
    const Rect middle{done.right() + brush.scaled(20), inner.y,
                      inner.right() - counter_width - arrow - done.right() - brush.scaled(28), inner.height};
    if (framed) {
        const int height = brush.scaled(44);
        pill(brush, {middle.x, middle.centre().y - height / 2, middle.width, height}, "", new_mark(wording_),
             {28, true, lit ? colors.call : colors.on_call, Align::Leading, wording_.first_language()},
             lit ? colors.on_call : colors.call);
    } else {
        brush.text(middle, wording_.names(call.location).first,
                   {30, false, colors.text_quiet, Align::Trailing, wording_.first_language()});
    }
    brush.arrow({inner.right() - counter_width - arrow, inner.y, arrow, inner.height}, 40,
                lit ? ink : colors.primary);
}

void Flash::show(const Contents& contents) {
    const bool rings = !contents.large.empty() && contents.large.front().attention != Attention::Steady;
    set(rings ? std::optional(contents.large.front()) : std::nullopt);
}

void Flash::paint(screen::Canvas& canvas, const screen::Look& look) const {
    if (!shown_)
        return;
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const Rect all = bounds();
    const bool lit = shown_->attention == Attention::Lit;
    const int radius = std::min(brush.scaled(28), all.height / 2);
    brush.rounded(all, radius, lit ? colors.call : colors.surface);
    brush.outline(all, radius, std::min(brush.scaled(8), std::max(2, all.height / 4)), colors.call);
    if (all.height < brush.scaled(0.9 * kNumberInRow))
        return;
    const Color ink = lit ? colors.on_call : colors.call;
    const int third = all.width / 3, arrow = brush.scaled(110);
    const Rect number{all.x, all.y, (all.width - arrow) / 2 + third / 4, all.height};
    brush.text(number, shown_->number, {kNumberInRow, true, ink, Align::Trailing, "en"});
    brush.arrow({number.right(), all.y, arrow, all.height}, 64, ink);
    brush.text({number.right() + arrow, all.y, all.right() - number.right() - arrow, all.height},
               std::to_string(shown_->counter.value), {kNumberInRow, true, ink, Align::Leading, "en"});
}

} // namespace display
