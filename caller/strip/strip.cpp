#include "caller/strip/strip.h"

#include <algorithm>
#include <array>
#include <utility>

namespace caller {

namespace {

constexpr std::size_t kNoLines = 2; ///< of the pad's list, which is not shown here

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& part : parts)
        if (!part.empty())
            all += (all.empty() ? "" : " · ") + part;
    return all;
}

} // namespace

Strip::Strip(screen::Stage& stage, const screen::Catalogue& catalogue, Pressed pressed,
             std::function<void()> more)
    : stage_(stage), catalogue_(catalogue), pressed_(std::move(pressed)) {
    auto& page = stage_.show<StripPage>();
    page_ = &page;
    page.head = &page.add<StripHead>();
    page.ticket = &page.add<StripTicket>();
    next_ = &add_key(Action::Next, "next", "next", "F1", ActionKey::Weight::Dominant);
    page.next = next_;
    keys_ = {
        {Action::Recall, &add_key(Action::Recall, "recall", "recall", "F2", ActionKey::Weight::Usual)},
        {Action::Start, &add_key(Action::Start, "start", "start", "F3", ActionKey::Weight::Usual)},
        {Action::Finish, &add_key(Action::Finish, "finish", "finish", "F4", ActionKey::Weight::Usual)},
        {Action::NoShow, &add_key(Action::NoShow, "no-show", "no-show", "F5", ActionKey::Weight::Usual)}};
    for (const Key& key : keys_)
        page.keys.push_back(key.view);
    begin_ = &page.add<ActionKey>("begin", "counter", "", [this] { pressed_(begins_); });
    begin_->set_visible(false);
    page.begin = begin_;
    more_ = &page.add<ActionKey>("more", "", "", std::move(more), ActionKey::Weight::Quiet);
    more_->set_text("…");
    page.more = more_;
    page.line = &page.add<StripLine>();
}

screen::Theme Strip::theme_for(screen::Size window) {
    return screen::Theme::make(screen::Palette::Light, std::clamp(window.height * 14 / kHeight, 10, 40));
}

ActionKey& Strip::add_key(Action action, const char* target, const char* icon, const char* shortcut,
                          ActionKey::Weight weight) {
    return page_->add<ActionKey>(target, icon, shortcut, [this, action] { pressed_(action); }, weight);
}

void Strip::show(const Desk& desk, const Around& around) {
    const PadFace face = face_of(desk, around, catalogue_, kNoLines);
    page_->head->show(face, desk.place() >= Place::NoSuchCounter);
    page_->ticket->show(strip_ticket(desk, around, face));
    page_->line->show(face.bar, joined({face.location, face.clerk, face.clock}));
    show_keys(desk, face);
}

int Strip::width_of(const std::vector<std::string>& words) const {
    const auto& look = stage_.look();
    const int unit = look.theme.body.size;
    int widest = 0;
    for (const auto& each : words)
        widest =
            std::max(widest, look.fonts.measure(each, {unit, screen::Weight::Bold}, look.language).width);
    const int wanted = widest + unit * 9 / 4 + look.theme.space * 6;
    const int count = static_cast<int>(words.size());
    // What is left for the visitor is at least a number and a service.
    const int room = page_->bounds().width * 21 / 50 - StripPage::more_width(look.theme);
    return count * wanted <= room ? wanted : 0;
}

void Strip::show_keys(const Desk& desk, const PadFace& face) {
    const auto& look = stage_.look();
    const int unit = look.theme.body.size;
    const std::array words{catalogue_.tr_c("key", "Recall"), catalogue_.tr_c("key", "Start"),
                           catalogue_.tr_c("key", "Finish"), catalogue_.tr_c("key", "No-show")};
    const int wide = width_of({words.begin(), words.end()});
    const bool in_reach = desk.place() >= Place::Closed;
    const bool begins = in_reach && (face.closed || face.paused);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        keys_[i].view->set_text(wide > 0 ? words[i] : "");
        keys_[i].view->set_enabled(desk.enabled(keys_[i].action));
        keys_[i].view->set_visible(!begins);
    }
    begins_ = face.closed ? Action::Open : Action::Pause;
    begin_->set_text(face.closed ? catalogue_.tr_c("key", "Open") : catalogue_.tr_c("key", "Resume"));
    begin_->set_icon(face.closed ? "counter" : "resume");
    begin_->set_visible(begins);
    next_->set_text(catalogue_.tr_c("key", "Next"));
    next_->set_badge(face.next_badge);
    next_->set_enabled(in_reach);
    next_->set_dimmed(!desk.enabled(Action::Next));
    const int key_width = wide > 0 ? wide : unit * 7 / 2;
    const int next_wanted =
        look.theme.icon * 2 + unit * 10 + look.theme.space * 3 +
        std::min(look.fonts.measure(catalogue_.tr_c("key", "Next"), look.theme.headline, look.language).width,
                 unit * 8);
    const int whole = page_->bounds().width;
    const int next_width = whole > 0 ? std::min(next_wanted, whole / 4) : next_wanted;
    const bool other_keys = std::exchange(page_->key_width, key_width) != key_width;
    const bool other_next = std::exchange(page_->next_width, next_width) != next_width;
    if (other_keys || other_next)
        page_->invalidate_layout();
}

} // namespace caller
