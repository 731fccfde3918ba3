#include "kiosk/staff.h"

#include "shared/screen/translations.h"

#include <algorithm>

namespace kiosk {

namespace {

template <typename Event>
constexpr bool kFromStaff = !std::is_same_v<Event, PinChecked> && !std::is_same_v<Event, StaffPrinted>;

} // namespace

std::vector<StaffEffect> Staff::handle(const StaffEvent& event, base::SteadyTime now) {
    now_ = now;
    return std::visit(
        [this]<typename Kind>(const Kind& kind) {
            if (kFromStaff<Kind> && open())
                leave_at_ = now_ + kIdle;
            if (kFromStaff<Kind> && !std::is_same_v<Kind, RestartWanted> &&
                !std::is_same_v<Kind, StaffSign> && news_ == StaffNews::RestartAsked)
                news_ = StaffNews::None;
            return on(kind);
        },
        event);
}

std::vector<StaffEffect> Staff::tick(base::SteadyTime now) {
    now_ = now;
    Effects effects;
    if (print_until_ && *print_until_ <= now) {
        print_until_.reset();
        news_ = StaffNews::NotPrinted;
        trouble_ = sentence(model::PrintFault::TimedOut);
        effects.emplace_back(TakeBackPrint{});
    }
    if (locked_until_ && *locked_until_ <= now) {
        locked_until_.reset();
        wrong_now_ = false;
    }
    if (leave_at_ && *leave_at_ <= now)
        std::ranges::move(close(), std::back_inserter(effects));
    return effects;
}

std::optional<base::SteadyTime> Staff::next_deadline() const {
    std::optional<base::SteadyTime> next;
    for (const auto& deadline : {leave_at_, print_until_, locked_until_})
        if (deadline && (!next || *deadline < *next))
            next = deadline;
    return next;
}

int Staff::minutes_locked(base::SteadyTime now) const {
    if (!locked_until_ || now >= *locked_until_)
        return 0;
    return static_cast<int>(std::chrono::ceil<std::chrono::minutes>(*locked_until_ - now).count());
}

Staff::Effects Staff::on(const ClockTouched&) {
    if (open())
        return {};
    knocks_.push_back(now_);
    while (now_ - knocks_.front() > kKnocking)
        knocks_.pop_front();
    if (knocks_.size() >= kKnocks)
        go(StaffPage::Pin);
    return {};
}

Staff::Effects Staff::on(const StaffKeyPressed&) {
    if (!open())
        go(StaffPage::Pin);
    return {};
}

Staff::Effects Staff::on(const PinTyped& event) {
    if (page_ != StaffPage::Pin || checking_ || locked())
        return {};
    wrong_now_ = false;
    if (event.character == U'\b' && !pin_.empty())
        pin_.pop_back();
    else if (event.character >= U'0' && event.character <= U'9' && pin_.size() < kLongestPin)
        pin_ += static_cast<char>(event.character);
    return {};
}

Staff::Effects Staff::on(const PinEntered&) {
    if (page_ != StaffPage::Pin || locked() || !can_enter())
        return {};
    checking_ = true;
    CheckPin check{pin_};
    forget_pin();
    return {std::move(check)};
}

Staff::Effects Staff::on(const PinChecked& event) {
    if (!std::exchange(checking_, false))
        return {};
    if (!event.right) {
        wrong_now_ = true;
        if (++wrong_ >= kTries)
            lock();
        return {};
    }
    wrong_ = 0;
    next_lock_ = kFirstLock;
    if (page_ == StaffPage::Pin)
        go(StaffPage::Menu);
    return {};
}

Staff::Effects Staff::on(const StaffChosen& event) {
    if (page_ == StaffPage::Menu && event.page > StaffPage::Menu)
        go(event.page);
    return {};
}

Staff::Effects Staff::on(const TestWanted&) {
    return page_ == StaffPage::Printer ? begin_print(PrintTest{}) : Effects{};
}

Staff::Effects Staff::on(const CopyWanted& event) {
    return page_ == StaffPage::Copies ? begin_print(PrintCopy{event.index}) : Effects{};
}

Staff::Effects Staff::begin_print(StaffEffect effect) {
    if (print_until_)
        return {};
    news_ = StaffNews::PrintUnderway;
    trouble_.clear();
    print_until_ = now_ + kPrinting;
    return {std::move(effect)};
}

Staff::Effects Staff::on(const StaffPrinted& event) {
    if (!print_until_)
        return {};
    const bool done =
        event.state == model::PrintState::Printed || event.state == model::PrintState::Unconfirmed;
    const bool waits = event.fault != model::PrintFault::None && !passes(event.fault);
    if (!done && event.state != model::PrintState::Failed && !waits)
        return {};
    print_until_.reset();
    news_ = done ? StaffNews::Printed : StaffNews::NotPrinted;
    trouble_ = done ? std::string_view() : sentence(event.fault);
    if (done || event.state == model::PrintState::Failed)
        return {};
    return {TakeBackPrint{}};
}

Staff::Effects Staff::on(const NewPaperIn&) {
    if (page_ != StaffPage::Printer || print_until_)
        return {};
    news_ = StaffNews::PaperTold;
    return {TellNewPaper{}};
}

Staff::Effects Staff::on(const VolumeChosen& event) {
    if (page_ != StaffPage::Volume || event.percent < 1 || event.percent > 100)
        return {};
    news_ = StaffNews::VolumeKept;
    return {KeepVolume{event.percent}};
}

Staff::Effects Staff::on(const NextColour&) {
    if (page_ == StaffPage::Screen && colour_ < kColours)
        ++colour_;
    return {};
}

Staff::Effects Staff::on(const RestartWanted&) {
    if (page_ != StaffPage::Menu)
        return {};
    if (std::exchange(news_, StaffNews::RestartAsked) != StaffNews::RestartAsked)
        return {};
    go(StaffPage::Closed);
    return {Restart{}};
}

Staff::Effects Staff::on(const StaffBack&) {
    if (page_ == StaffPage::Pin || page_ == StaffPage::Menu)
        return close();
    if (!open())
        return {};
    Effects effects;
    if (std::exchange(print_until_, std::nullopt))
        effects.emplace_back(TakeBackPrint{});
    go(StaffPage::Menu);
    return effects;
}

Staff::Effects Staff::on(const StaffLeft&) {
    return close();
}

Staff::Effects Staff::on(const StaffSign&) {
    return {};
}

Staff::Effects Staff::close() {
    Effects effects;
    if (std::exchange(print_until_, std::nullopt))
        effects.emplace_back(TakeBackPrint{});
    go(StaffPage::Closed);
    return effects;
}

void Staff::go(StaffPage page) {
    page_ = page;
    knocks_.clear();
    forget_pin();
    wrong_now_ = wrong_now_ && locked();
    news_ = StaffNews::None;
    trouble_.clear();
    colour_ = 0;
    leave_at_.reset();
    if (open())
        leave_at_ = now_ + kIdle;
}

void Staff::forget_pin() {
    std::ranges::fill(pin_, '\0');
    pin_.clear();
}

void Staff::lock() {
    locked_until_ = now_ + next_lock_;
    next_lock_ = std::min(next_lock_ * 2, kLongestLock);
}

std::string_view page_name(StaffPage page) {
    switch (page) {
    case StaffPage::Closed:
        return "";
    case StaffPage::Pin:
        return "staff-pin";
    case StaffPage::Menu:
        return "staff-menu";
    case StaffPage::Printer:
        return "staff-printer";
    case StaffPage::Volume:
        return "staff-volume";
    case StaffPage::Copies:
        return "staff-copies";
    case StaffPage::Diagnosis:
        return "staff-diagnosis";
    case StaffPage::Screen:
        return "staff-screen";
    }
    return "";
}

} // namespace kiosk
