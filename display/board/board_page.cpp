#include "display/board/board_page.h"

#include <fmt/format.h>

#include <algorithm>

namespace display {

namespace {

using screen::Rect;

constexpr std::size_t kMostCounterCells = 16, kMostServiceCells = 8;

/// The n-th cell of a grid.
Rect cell(Rect area, int columns, int rows, int index, int gap) {
    const int width = (area.width - (columns - 1) * gap) / columns;
    const int height = (area.height - (rows - 1) * gap) / rows;
    return {area.x + index % columns * (width + gap), area.y + index / columns * (height + gap), width,
            height};
}

std::size_t pages(std::size_t entries, int cells) {
    const auto room = static_cast<std::size_t>(std::max(1, cells));
    return std::max<std::size_t>(1, (entries + room - 1) / room);
}

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

std::string ticker_of(const Wording& wording, const Contents& contents) {
    std::vector<std::string> texts;
    if (contents.currency != Currency::Connecting && !contents.accepting)
        texts.push_back(joined(wording.tr("Everyone who holds a ticket will be served today."), "  "));
    for (const model::Names& notice : contents.notices)
        texts.push_back(joined(wording.names(notice), "  "));
    std::string all;
    for (const std::string& text : texts)
        all += (all.empty() ? "" : "      •      ") + text;
    return all;
}

} // namespace

BoardPage::BoardPage(const Wording& wording)
    : wording_(wording), setting_{&wording, 1}, header_(add<Header>(setting_)),
      message_(add<Message>(setting_)), recent_(add<RecentCalls>(setting_)),
      notices_(add<screen::Marquee>("", &screen::Theme::body)) {
    for (std::size_t i = 0; i < BoardView::kMostLarge; ++i)
        cards_.push_back(&add<CallCard>(setting_));
    for (std::size_t i = 0; i < kMostCounterCells; ++i)
        counters_.push_back(&add<CounterCell>(setting_));
    for (std::size_t i = 0; i < kMostServiceCells; ++i)
        services_.push_back(&add<ServiceCell>(setting_));
}

void BoardPage::show(const Contents& contents) {
    const bool other_cells = contents.large.size() != contents_.large.size() ||
                             contents.counters.size() != contents_.counters.size() ||
                             contents.services.size() != contents_.services.size();
    contents_ = contents;
    distribute();
    if (other_cells)
        invalidate_layout();
}

void BoardPage::distribute() {
    const auto& time = contents_.time;
    const bool known = contents_.currency != Currency::Connecting;
    header_.set({contents_.currency, wording_.names(contents_.hall), known ? wording_.date(time) : Both{},
                 known ? fmt::format("{:02}:{:02}", time.hour, time.minute) : ""});
    message_.set(message_of(wording_, contents_));
    message_.set_visible(contents_.large.empty());
    for (std::size_t i = 0; i < cards_.size(); ++i) {
        cards_[i]->set_visible(i < contents_.large.size());
        cards_[i]->set(i < contents_.large.size() ? std::optional(contents_.large[i]) : std::nullopt);
    }
    recent_.set(contents_.recent);
    notices_.set_text(ticker_of(wording_, contents_));
    set_counters();
    set_services();
}

void BoardPage::set_counters() {
    const auto room = static_cast<std::size_t>(layout_.counter_cells());
    const std::size_t first =
        counter_page_ % pages(contents_.counters.size(), layout_.counter_cells()) * room;
    for (std::size_t i = 0; i < counters_.size(); ++i) {
        const bool used = i < room && first + i < contents_.counters.size();
        counters_[i]->set_visible(used);
        if (used)
            counters_[i]->set({contents_.counters[first + i], contents_.currency == Currency::Current});
    }
}

std::size_t BoardPage::service_pages() const {
    return pages(contents_.services.size(), layout_.service_cells());
}

void BoardPage::set_services() {
    const auto room = static_cast<std::size_t>(layout_.service_cells());
    const std::size_t first = service_page_ % service_pages() * room;
    for (std::size_t i = 0; i < services_.size(); ++i) {
        const bool used = i < room && first + i < contents_.services.size();
        services_[i]->set(used ? std::optional(contents_.services[first + i]) : std::nullopt);
    }
}

void BoardPage::arrange(const screen::Look& look, Rect bounds) {
    place(bounds);
    layout_ = lay_out(bounds.size(), contents_.counters.size());
    setting_.unit = layout_.unit;
    header_.arrange(look, layout_.header);
    message_.arrange(look, layout_.hero);
    const int gap = layout_.scaled(16);
    const int large = std::max(1, static_cast<int>(contents_.large.size()));
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->arrange(look, cell(layout_.hero, 1, large, std::min(static_cast<int>(i), large - 1), gap));
    recent_.rows = layout_.recent_rows;
    recent_.arrange(look, layout_.recent);
    for (std::size_t i = 0; i < counters_.size(); ++i)
        counters_[i]->arrange(look, cell(layout_.counters, layout_.counter_columns, layout_.counter_rows,
                                         static_cast<int>(i), gap));
    for (std::size_t i = 0; i < services_.size(); ++i)
        services_[i]->arrange(look, cell(layout_.services, layout_.service_columns, layout_.service_rows,
                                         static_cast<int>(i), gap));
    const int lead = layout_.scaled(108);
    const Rect ticker = layout_.ticker;
    notices_.arrange(look,
                     {ticker.x + lead, ticker.y, ticker.width - lead - layout_.scaled(28), ticker.height});
    set_counters();
    set_services();
}

void BoardPage::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush(canvas, look, layout_.unit);
    canvas.fill(bounds(), brush.colors().background);
    canvas.fill(layout_.ticker, brush.colors().surface);
    brush.icon(
        {layout_.ticker.x + layout_.scaled(28), layout_.ticker.y, layout_.scaled(56), layout_.ticker.height},
        "megaphone", 44, brush.colors().primary);
}

std::optional<base::SteadyTime> BoardPage::tick(base::SteadyTime now) {
    const std::size_t counter_pages = pages(contents_.counters.size(), layout_.counter_cells());
    if (service_pages() < 2 && counter_pages < 2) {
        turn_.reset();
        return std::nullopt;
    }
    if (!turn_)
        turn_ = now + kPageTurn;
    if (now >= *turn_) {
        service_page_ = (service_page_ + 1) % service_pages();
        counter_page_ = (counter_page_ + 1) % counter_pages;
        set_services();
        set_counters();
        turn_ = now + kPageTurn;
    }
    return turn_;
}

screen::Theme board_theme(screen::Size panel) {
    return screen::Theme::make(screen::Palette::Board, lay_out(panel, 1).scaled(TypeScale::kDetail));
}

} // namespace display
