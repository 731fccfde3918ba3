#include "display/board/board_page.h"

#include "display/board/calls.h"
#include "display/board/counters.h"
#include "display/board/headline.h"
#include "display/board/notices.h"
#include "display/board/phone_code.h"
#include "display/board/pictures.h"
#include "display/board/services.h"

#include <algorithm>
#include <cmath>

namespace display {

namespace {

constexpr double kBody = 0.038; // of the panel's shorter side
constexpr double kMark = 0.02;

std::unique_ptr<Part> make_part(const Wording& wording, const Area& area, const Supplies& supplies,
                                RetiredReels& retired) {
    switch (area.part) {
    case PartKind::Header:
        return std::make_unique<Header>(wording, area);
    case PartKind::Call:
        return std::make_unique<Calls>(wording, area);
    case PartKind::Before:
        return std::make_unique<CallsBefore>(wording, area);
    case PartKind::Counters:
        return std::make_unique<Counters>(wording, area);
    case PartKind::Services:
        return std::make_unique<Services>(wording, area);
    case PartKind::Ticker:
        return std::make_unique<Ticker>(wording, area);
    case PartKind::Notices:
        return std::make_unique<NoticePages>(wording, area);
    case PartKind::Pictures:
        return std::make_unique<Pictures>(wording, area, supplies.pictures, retired);
    case PartKind::Clock:
        return std::make_unique<Clock>(wording, area);
    case PartKind::Code:
        return std::make_unique<PhoneCode>(wording, area, supplies.phone_page);
    case PartKind::Flash:
        return std::make_unique<Flash>(wording, area);
    case PartKind::Counter:
        break;
    }
    return std::make_unique<CounterSign>(wording, area, supplies.counter);
}

/// A gear in a ring: not a word that a visitor would wonder at.
class Mark final : public screen::View {
  public:
    void paint(screen::Canvas& canvas, const screen::Look& look) const override {
        const int side = bounds().width;
        const auto& icon = look.icon("settings", side * 3 / 4);
        canvas.circle(bounds().centre(), side / 2, look.theme.colors.warning);
        canvas.draw(icon,
                    {bounds().centre().x - icon.size.width / 2, bounds().centre().y - icon.size.height / 2},
                    look.theme.colors.on_warning);
    }
};

} // namespace

BoardPage::BoardPage(const Wording& wording, const Layout& layout, Supplies supplies)
    : wording_(wording), layout_(layout), supplies_(std::move(supplies)) {
    build();
}

BoardPage::~BoardPage() {
    stand_on(nullptr);
    clear(); // the parts before what they lean on
}

void BoardPage::build() {
    clear();
    parts_.clear();
    for (const Area& area : layout_.areas)
        parts_.push_back(static_cast<Part*>(&adopt(make_part(wording_, area, supplies_, retired_))));
    mark_ = &add<Mark>(); // last: above all
    mark_->set_visible(marked_);
}

void BoardPage::set_layout(const Layout& layout) {
    layout_ = layout;
    build();
    for (Part* const part : parts_)
        part->show(contents_);
    invalidate();
    invalidate_layout();
}

void BoardPage::set_mark(bool shown) {
    marked_ = shown;
    mark_->set_visible(shown);
}

void BoardPage::show(const Contents& contents) {
    contents_ = contents;
    for (Part* const part : parts_)
        part->show(contents_);
}

void BoardPage::arrange(const screen::Look& look, screen::Rect bounds) {
    place(bounds);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const screen::Rect area = layout_.areas[i].on(bounds.size());
        parts_[i]->set_panel(bounds.size());
        parts_[i]->arrange(look, look.mirrored() ? turned_in(area, bounds) : area);
    }
    const int side = std::max(12, static_cast<int>(std::min(bounds.width, bounds.height) * kMark));
    mark_->arrange(look, {bounds.right() - side - side / 2, bounds.bottom() - side - side / 2, side, side});
}

screen::Theme board_theme(screen::Size panel) {
    return screen::Theme::make(
        screen::Palette::Board,
        std::max(1, static_cast<int>(std::lround(std::min(panel.width, panel.height) * kBody))));
}

} // namespace display
