#include "caller/visitor/rating.h"

#include <algorithm>
#include <utility>

namespace caller {

Rating::Wanted Rating::happened(const model::Event& event, const model::Ticket* ticket,
                                base::SteadyTime now) {
    if (event.kind == model::EventKind::TicketRated && event.ticket == ticket_ && page_ == PanelPage::Rating)
        go(PanelPage::Plate, std::nullopt); // rated elsewhere, on the phone: asked once
    if (event.counter != counter_)
        return std::nullopt;
    const bool starts = event.kind == model::EventKind::ServiceStarted;
    const bool closes = event.kind == model::EventKind::CounterClosed;
    if (starts || closes) {
        auto rate = leave();
        go(PanelPage::Plate, std::nullopt);
        return rate;
    }
    if (event.kind != model::EventKind::ServiceFinished || ticket == nullptr)
        return std::nullopt;
    auto rate = leave();
    ticket_ = event.ticket;
    number_ = ticket->number;
    language_ = ticket->language;
    go(PanelPage::Rating, now + kAsk);
    return rate;
}

Rating::Wanted Rating::touched(int score, base::SteadyTime now) {
    if (page_ != PanelPage::Rating || score < 1 || score > kBest)
        return std::nullopt;
    score_ = score;
    if (score <= kLow) {
        go(PanelPage::Reasons, now + kAsk);
        return std::nullopt;
    }
    go(PanelPage::Thanks, now + kThank);
    return model::RateTicket{ticket_, score, {}};
}

void Rating::toggle(const std::string& reason) {
    if (page_ != PanelPage::Reasons)
        return;
    if (const auto found = std::ranges::find(reasons_, reason); found != reasons_.end())
        reasons_.erase(found);
    else if (reasons_.size() < kMostReasons)
        reasons_.push_back(reason);
}

Rating::Wanted Rating::done(base::SteadyTime now) {
    auto rate = leave();
    if (page_ == PanelPage::Reasons)
        go(PanelPage::Thanks, now + kThank);
    return rate;
}

Rating::Wanted Rating::tick(base::SteadyTime now) {
    if (!deadline_ || now < *deadline_)
        return std::nullopt;
    if (page_ == PanelPage::Reasons)
        return done(now);
    go(PanelPage::Plate, std::nullopt);
    return std::nullopt;
}

/// The low score that was given, when its page is left.
Rating::Wanted Rating::leave() {
    if (page_ != PanelPage::Reasons)
        return std::nullopt;
    return model::RateTicket{ticket_, score_, std::exchange(reasons_, {})};
}

void Rating::go(PanelPage page, std::optional<base::SteadyTime> deadline) {
    page_ = page;
    deadline_ = deadline;
    reasons_.clear();
}

} // namespace caller
