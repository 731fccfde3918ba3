#include "caller/visitor/rating.h"

#include <algorithm>
#include <utility>

namespace caller {

using model::EventKind;

Rating::Wanted Rating::happened(const model::Event& event, const model::Ticket* ticket,
                                base::SteadyTime now) {
    const bool asked = page_ != PanelPage::Plate && event.ticket == given_.ticket;
    if (event.kind == EventKind::TicketRated) {
        if (kept_ && kept_->ticket == event.ticket)
            kept_.reset();
        if (asked && page_ == PanelPage::Rating)
            go(PanelPage::Plate, std::nullopt); // rated elsewhere, on the phone: asked once
        else if (asked && has_verdict())
            go(PanelPage::Thanks, now + kThank);
        return std::nullopt;
    }
    if (event.counter != counter_)
        return std::nullopt;
    switch (event.kind) {
    case EventKind::StepUndone:
        if (asked)
            withdraw();
        return std::nullopt;
    case EventKind::ServiceStarted:
    case EventKind::CounterClosed: {
        auto rate = leave();
        go(PanelPage::Plate, std::nullopt);
        return rate;
    }
    case EventKind::ServiceFinished:
        return ticket != nullptr ? finished(*ticket, now) : std::nullopt;
    default:
        return std::nullopt;
    }
}

Rating::Wanted Rating::finished(const model::Ticket& ticket, base::SteadyTime now) {
    auto rate = leave();
    if (kept_ && (kept_->ticket != ticket.id || ticket.rated))
        kept_.reset();
    given_ = {ticket.id, 0, {}, {}};
    number_ = ticket.number;
    language_ = ticket.language;
    if (ticket.rated)
        go(PanelPage::Plate, std::nullopt);
    else
        go(PanelPage::Rating, now + kAsk);
    return rate;
}

void Rating::board_replaced(const model::Board& board) {
    if (page_ == PanelPage::Plate || page_ == PanelPage::Thanks)
        return;
    const auto ticket = board.tickets.find(given_.ticket);
    if (ticket == board.tickets.end()) // boards need not hold tickets that have ended
        return;
    if (ticket->second.rated)
        go(PanelPage::Plate, std::nullopt);
    else if (ticket->second.state != model::TicketState::Finished)
        withdraw();
}

Rating::Wanted Rating::touched(int score, base::SteadyTime now) {
    if (page_ != PanelPage::Rating || score < 1 || score > kBest)
        return std::nullopt;
    kept_.reset(); // what is said now counts
    given_.score = score;
    if (has_panel_) {
        go(score <= kLow ? PanelPage::Reasons : PanelPage::Aspects, now + kAsk);
        return std::nullopt;
    }
    go(PanelPage::Thanks, now + kThank);
    return given_;
}

void Rating::toggle(const std::string& reason, base::SteadyTime now) {
    if (page_ != PanelPage::Reasons)
        return;
    auto& reasons = given_.reasons;
    if (const auto found = std::ranges::find(reasons, reason); found != reasons.end())
        reasons.erase(found);
    else if (reasons.size() < kMostReasons)
        reasons.push_back(reason);
    deadline_ = now + kAsk; // somebody is there and reads
}

void Rating::mark(std::size_t aspect, int score, base::SteadyTime now) {
    if (page_ != PanelPage::Aspects || aspect >= given_.aspects.size() || score < 1 || score > kBest)
        return;
    int& mark = given_.aspects.at(aspect);
    mark = mark == score ? 0 : score;
    deadline_ = now + kAsk;
}

Rating::Wanted Rating::done(base::SteadyTime now) {
    if (page_ == PanelPage::Reasons) {
        go(PanelPage::Aspects, now + kAsk);
        return std::nullopt;
    }
    auto rate = leave();
    if (rate)
        go(PanelPage::Thanks, now + kThank);
    return rate;
}

void Rating::answered(const model::RateTicket& rate, model::Refusal refusal) {
    if (refusal == model::Refusal::NotFinished) // the clerk was faster to take the finish back
        kept_ = rate;
}

Rating::Wanted Rating::tick(base::SteadyTime now) {
    if (!deadline_ || now < *deadline_)
        return std::nullopt;
    const bool thanks = has_verdict();
    auto rate = leave();
    if (thanks)
        go(PanelPage::Thanks, now + kThank);
    else
        go(PanelPage::Plate, std::nullopt);
    return rate;
}

/// The finish was taken back: the hall takes no verdict now.
void Rating::withdraw() {
    if (has_verdict())
        kept_ = given_;
    go(PanelPage::Plate, std::nullopt);
}

/// The verdict, when what it was given on is left.
Rating::Wanted Rating::leave() {
    if (has_verdict())
        return given_;
    if (page_ == PanelPage::Rating && kept_ && kept_->ticket == given_.ticket)
        return std::exchange(kept_, std::nullopt);
    return std::nullopt;
}

void Rating::go(PanelPage page, std::optional<base::SteadyTime> deadline) {
    page_ = page;
    deadline_ = deadline;
}

} // namespace caller
