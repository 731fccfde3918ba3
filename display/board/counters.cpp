#include "display/board/counters.h"

#include <algorithm>
#include <tuple>

namespace display {

using screen::Align;
using screen::Color;
using screen::Rect;

namespace {

constexpr double kNumberInCell = 80; // in units
constexpr double kSign = 400;        // the number above a counter

/// Columns for so many cells when a row takes `most`: rows are filled evenly.
int columns_for(std::size_t cells, int most) {
    const int count = std::max(1, static_cast<int>(cells));
    const int rows = (count + most - 1) / most;
    return (count + rows - 1) / rows;
}

} // namespace

void CounterCell::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const ShownCounter& counter = shown_.counter;
    const bool lit = counter.attention == Attention::Lit;
    const bool framed = counter.attention != Attention::Steady;
    const bool open = counter.state == model::CounterState::Open;
    const int radius = brush.scaled(22);
    brush.rounded(bounds(), radius, lit ? colors.call : (open ? colors.surface : colors.surface_alt));
    if (!lit)
        brush.outline(bounds(), radius, brush.scaled(framed ? 6 : 2), framed ? colors.call : colors.border);

    const int pad = brush.scaled(18), top = brush.scaled(54);
    const Rect head{bounds().x + pad, bounds().y + brush.scaled(6), bounds().width - 2 * pad, top};
    const Color quiet = lit ? colors.on_call : colors.text_quiet;
    const Rect number = brush.text(head, std::to_string(counter.id.value),
                                   {44, true, lit ? colors.on_call : colors.primary, Align::Leading, "en"});
    const int used = number.width + brush.scaled(12);
    paint_name(brush, {head.x + used, head.y, head.width - used, head.height}, quiet);
    paint_state(brush,
                {head.x, head.bottom(), head.width, bounds().bottom() - head.bottom() - brush.scaled(10)});
}

/// "Counter", and who sits there where both have room.
void CounterCell::paint_name(const Brush& brush, Rect place, Color ink) const {
    const Wording& wording = setting_.wording;
    const ShownClerk& clerk = shown_.counter.clerk;
    const Ink quiet{28, false, ink, Align::Leading, wording.first_language()};
    const std::string name = clerk.name.empty() ? clerk.staff_number : wording.names(clerk.name).first;
    const Both counter = wording.tr("Counter");
    std::string word = joined(wording, counter, " ");
    if (!name.empty()) {
        const int gap = brush.scaled(24), wanted = brush.width(name, quiet);
        if (brush.width(word, quiet) + gap + wanted > place.width)
            word = counter.first;
        if (brush.width(word, quiet) + gap + wanted * 3 / 4 <= place.width) {
            Ink at_end = quiet;
            at_end.align = Align::Trailing;
            const int used = brush.width(word, quiet) + gap;
            brush.text({place.x + used, place.y, place.width - used, place.height}, name, at_end);
            place.width = used - gap;
        }
    }
    brush.text(place, word, quiet);
}

void CounterCell::paint_state(const Brush& brush, Rect place) const {
    const auto& colors = brush.colors();
    const Wording& wording = setting_.wording;
    const ShownCounter& counter = shown_.counter;
    if (!shown_.known) {
        brush.text(place, "–", {kNumberInCell, false, colors.text_quiet, Align::Centre, "en"});
        return;
    }
    if (counter.state == model::CounterState::Open && !counter.number.empty()) {
        const bool lit = counter.attention == Attention::Lit;
        const bool framed = counter.attention != Attention::Steady;
        brush.text(place, counter.number,
                   {kNumberInCell, true, lit ? colors.on_call : (framed ? colors.call : colors.text),
                    Align::Centre, "en"});
        return;
    }
    auto [words, icon, ink] = [&]() -> std::tuple<Both, const char*, Color> {
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
    std::string_view language = wording.second_language();
    if (!counter.until.empty()) {
        language = wording.first_language();
        words.second = wording.tr("Back at about {1}", counter.until).first; // both have no room
    }
    const int mark = brush.scaled(52);
    brush.icon({place.x, place.y, mark, place.height}, icon, 44, ink);
    const Rect text{place.x + mark + brush.scaled(10), place.y, place.width - mark - brush.scaled(10),
                    place.height};
    const int half = text.height / 2;
    const bool two = !words.second.empty();
    brush.text({text.x, text.y + brush.scaled(two ? 4 : 0), text.width, two ? half : text.height},
               words.first, {38, true, ink, Align::Leading, wording.first_language()});
    brush.text({text.x, text.y + half, text.width, half - brush.scaled(4)}, words.second,
               {28, false, colors.text_quiet, Align::Leading, language});
}

Counters::Counters(const Wording& wording, const Area& area)
    : Part(wording, area), setting_{wording, 1}, turns_(area.stands) {
    for (int i = 0; i < area.columns * area.rows; ++i)
        cells_.push_back(&add<CounterCell>(setting_));
}

void Counters::show(const Contents& contents) {
    const bool current = contents.currency == Currency::Current;
    if (contents.counters.size() != all_.size())
        invalidate_layout();
    all_.clear();
    for (const ShownCounter& counter : contents.counters)
        all_.push_back({counter, current});
    fill();
}

void Counters::fill() {
    const std::size_t first = turns_.first(all_.size(), cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const bool used = first + i < all_.size();
        cells_[i]->set_visible(used);
        if (used)
            cells_[i]->set(all_[first + i]);
    }
}

void Counters::arrange(const screen::Look& look, Rect bounds) {
    place(bounds);
    setting_.unit = unit();
    const int columns = std::min(columns_for(all_.size(), area_.columns), area_.columns);
    const int rows =
        std::min(area_.rows, static_cast<int>(all_.size() + static_cast<std::size_t>(columns) - 1) / columns);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const Rect place = cell(bounds, columns, std::max(1, rows), static_cast<int>(i), scaled(16));
        cells_[i]->arrange(look, look.mirrored() ? turned_in(place, bounds) : place);
    }
}

std::optional<base::SteadyTime> Counters::tick(base::SteadyTime now) {
    if (turns_.tick(now, all_.size(), cells_.size()))
        fill();
    return turns_.next();
}

CounterSign::CounterSign(const Wording& wording, const Area& area, std::optional<model::CounterId> counter)
    : Showing(wording, area), counter_(counter) {}

void CounterSign::show(const Contents& contents) {
    CounterShown shown;
    shown.known = contents.currency == Currency::Current;
    if (counter_)
        shown.counter.id = *counter_;
    for (const ShownCounter& counter : contents.counters)
        if (counter.id == counter_)
            shown.counter = counter;
    set(shown);
}

bool CounterSign::has_number() const {
    return shown_.known && shown_.counter.state == model::CounterState::Open &&
           !shown_.counter.number.empty();
}

CounterSign::Saying CounterSign::saying(const screen::Colors& colors) const {
    if (!shown_.known)
        return {wording_.tr("Not current"), "offline", colors.warning};
    const ShownCounter& counter = shown_.counter;
    switch (counter.state) {
    case model::CounterState::Open:
        if (counter.number.empty())
            return {wording_.tr("Ready"), "check", colors.primary};
        if (counter.coming)
            return {wording_.tr("Please come"), "", colors.text};
        return {wording_.tr("Now being served"), "", colors.text_quiet};
    case model::CounterState::Paused:
        if (!counter.until.empty())
            return {wording_.tr("Back at about {1}", counter.until), "pause", colors.warning};
        return {wording_.tr("Paused"), "pause", colors.warning};
    case model::CounterState::Closed:
        break;
    }
    return {wording_.tr("Closed"), "close", colors.text_quiet};
}

void CounterSign::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const bool framed = shown_.counter.attention != Attention::Steady;
    brush.fill(bounds(), lit() ? colors.call : colors.background);
    if (framed && !lit())
        brush.outline(bounds(), 0, std::max(2, std::min(bounds().height, bounds().width) / 40), colors.call);
    if (is_strip({bounds().width, bounds().height}))
        paint_strip(brush);
    else
        paint_panel(brush);
}

/// Counter, number or state, what to do: in one line.
void CounterSign::paint_strip(const Brush& brush) const {
    const auto& colors = brush.colors();
    const Rect all = bounds().grown(-bounds().height / 16);
    const Saying saying = this->saying(colors);
    const Color ink = lit() ? colors.on_call : colors.text;
    const int badge = all.height * 23 / 20;
    brush.rounded({all.x, all.y, badge, all.height}, all.height / 8, lit() ? colors.on_call : colors.primary);
    brush.text({all.x, all.y, badge, all.height}, std::to_string(shown_.counter.id.value),
               {kSign * 0.9, true, lit() ? colors.call : colors.on_primary, Align::Centre, "en"});
    const int gap = all.height / 4;
    Rect rest{all.x + badge + gap, all.y, all.width - badge - gap, all.height};
    if (has_number()) {
        const Ink digits{kSign, true, number_ink(colors), Align::Leading, "en"};
        const Rect number =
            brush.text({rest.x, rest.y, rest.width * 6 / 10, rest.height}, shown_.counter.number, digits);
        rest = {number.right() + gap, rest.y, rest.right() - number.right() - gap, rest.height};
    } else if (!saying.icon.empty()) {
        brush.icon({rest.x, rest.y, all.height, all.height}, saying.icon, kSign * 0.8, saying.ink);
        rest = {rest.x + all.height + gap / 2, rest.y, rest.width - all.height - gap / 2, rest.height};
    }
    stack(brush, rest, saying.words,
          {190, true, lit() ? ink : saying.ink, Align::Leading, wording_.first_language()},
          {120, false, lit() ? ink : colors.text_quiet, Align::Leading, wording_.second_language()}, 58);
}

/// The counter above, the number or the state in the middle, what to do below.
void CounterSign::paint_panel(const Brush& brush) const {
    const auto& colors = brush.colors();
    const int pad = std::min(bounds().width, bounds().height) / 20;
    const Rect all = bounds().grown(-pad);
    const Saying saying = this->saying(colors);
    const Color ink = lit() ? colors.on_call : colors.text;
    const int head = all.height * 20 / 100, foot = all.height * 24 / 100;
    paint_head(brush, {all.x, all.y, all.width, head}, ink);
    const Rect middle{all.x, all.y + head, all.width, all.height - head - foot};
    if (has_number())
        brush.text(middle, shown_.counter.number,
                   {400, true, lit() ? ink : (shown_.counter.coming ? colors.call : colors.text),
                    Align::Centre, "en"});
    else
        paint_state(brush, middle, saying);
    stack(brush, {all.x, all.bottom() - foot, all.width, foot}, saying.words,
          {120, true, lit() ? ink : saying.ink, Align::Centre, wording_.first_language()},
          {70, false, lit() ? ink : colors.text_quiet, Align::Centre, wording_.second_language()});
}

/// Where nobody is called: a sign, and that it is a pause where only its end is said below.
void CounterSign::paint_state(const Brush& brush, Rect place, const Saying& saying) const {
    const bool named = !shown_.counter.until.empty() && shown_.known;
    const int icon = named ? place.height * 58 / 100 : place.height;
    brush.icon({place.x, place.y, place.width, icon}, saying.icon, named ? 180 : 260, saying.ink);
    if (named)
        brush.text({place.x, place.y + icon, place.width, place.height - icon},
                   joined(wording_, wording_.tr("Paused"), "  "),
                   {80, false, brush.colors().text, Align::Centre, wording_.first_language()});
}

Color CounterSign::number_ink(const screen::Colors& colors) const {
    if (lit())
        return colors.on_call;
    return shown_.counter.coming ? colors.call : colors.text;
}

/// The counter's number and place at the beginning, who sits there at the end.
void CounterSign::paint_head(const Brush& brush, Rect place, Color ink) const {
    const auto& colors = brush.colors();
    const ShownCounter& counter = shown_.counter;
    const Color quiet = lit() ? ink : colors.text_quiet;
    const int badge = place.height * 5 / 4;
    brush.rounded({place.x, place.y, badge, place.height}, place.height / 6,
                  lit() ? colors.on_call : colors.primary);
    brush.text({place.x, place.y, badge, place.height}, std::to_string(counter.id.value),
               {150, true, lit() ? colors.call : colors.on_primary, Align::Centre, "en"});
    const int gap = place.height / 5, half = (place.width - badge - gap) / 2;
    stack(brush, {place.x + badge + gap, place.y, half - gap, place.height}, wording_.names(counter.location),
          {60, false, ink, Align::Leading, wording_.first_language()},
          {42, false, quiet, Align::Leading, wording_.second_language()});
    if (counter.clerk.staff_number.empty())
        return;
    Both clerk = wording_.names(counter.clerk.name);
    if (clerk.first.empty())
        clerk.first = counter.clerk.staff_number;
    else
        clerk.second = wording_.tr("Staff number {1}", counter.clerk.staff_number).first;
    stack(brush, {place.right() - half, place.y, half, place.height}, clerk,
          {60, true, ink, Align::Trailing, wording_.first_language()},
          {42, false, quiet, Align::Trailing, wording_.first_language()});
}

} // namespace display
