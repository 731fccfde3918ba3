#include "display/voice/announcements.h"

#include <algorithm>
#include <utility>

namespace display {

namespace {

/// Emergencies first, then in the order of the hall's events.
auto order(const Call& call) {
    return std::pair(!call.emergency, call.seq);
}

} // namespace

std::vector<Announcements::Waiting>::iterator Announcements::find(model::TicketId ticket) {
    return std::ranges::find_if(waiting_, [&](const Waiting& w) { return w.call.ticket == ticket; });
}

void Announcements::insert(const Call& call, bool recall) {
    if (waiting_.size() >= kMostWaiting) {
        const auto spare = std::ranges::find_if(waiting_, &Waiting::recall);
        if (spare != waiting_.end())
            waiting_.erase(spare);
        else if (recall)
            return;
    }
    const auto place = std::ranges::upper_bound(waiting_, order(call), {},
                                                [](const Waiting& waiting) { return order(waiting.call); });
    waiting_.insert(place, {call, recall});
}

void Announcements::called(const Call& call) {
    if (last_ && last_->ticket == call.ticket)
        last_.reset();
    if (const auto before = find(call.ticket); before != waiting_.end())
        waiting_.erase(before); // another counter calls it now
    insert(call, false);
}

Recalled Announcements::recalled(const Call& call, base::SteadyTime now) {
    if (const auto same = find(call.ticket); same != waiting_.end()) {
        if (same->recall) {
            waiting_.erase(same);
            insert(call, true);
        }
        return Recalled::Coalesced;
    }
    const auto before = recalls_.find(call.counter);
    if (before != recalls_.end() && now < before->second + kRecallPause)
        return Recalled::TooSoon;
    recalls_[call.counter] = now;
    if (last_ && last_->ticket == call.ticket)
        last_.reset();
    insert(call, true);
    return Recalled::Queued;
}

bool Announcements::asked(base::SteadyTime now) {
    if (asked_after_ || (speaking_ && speaking_->current) || (answered_ && now < *answered_ + kAskPause))
        return false;
    asked_after_ = waiting_.size();
    return true;
}

bool Announcements::ended(model::TicketId ticket) {
    if (last_ && last_->ticket == ticket)
        last_.reset();
    const auto found = find(ticket);
    if (found == waiting_.end())
        return false;
    waiting_.erase(found);
    return true;
}

std::size_t Announcements::keep(const std::function<bool(const Call&)>& still_called) {
    if (last_ && !still_called(*last_))
        last_.reset();
    return std::erase_if(waiting_, [&](const Waiting& waiting) { return !still_called(waiting.call); });
}

void Announcements::clear() {
    waiting_.clear();
    last_.reset();
    recalls_.clear();
}

bool Announcements::repeat_due() const {
    return last_ && said_ < times_ && waiting_.empty();
}

std::optional<Utterance> Announcements::next(base::SteadyTime now) {
    if (speaking_ || now < quiet_until_)
        return std::nullopt;
    if (asked_after_ && (*asked_after_ == 0 || waiting_.empty())) {
        asked_after_.reset();
        last_.reset();
        speaking_ = Utterance{{}, Length::Short, false, false, true};
        return speaking_;
    }
    if (repeat_due()) {
        ++said_;
        speaking_ = Utterance{*last_, Length::Full, false, true};
        return speaking_;
    }
    if (waiting_.empty())
        return std::nullopt;

    const Waiting first = waiting_.front();
    waiting_.erase(waiting_.begin());
    if (asked_after_)
        --*asked_after_;
    const bool is_short = waiting_.size() >= kShortFrom;
    speaking_ =
        Utterance{first.call, is_short ? Length::Short : Length::Full, !(is_short && follows_on_), false};
    last_ = first.call;
    // A recall is itself a repeat, and so is not said twice.
    said_ = first.recall || !waiting_.empty() ? times_ : 1;
    return speaking_;
}

void Announcements::spoken(base::SteadyTime now) {
    if (speaking_ && speaking_->current)
        answered_ = now;
    speaking_.reset();
    quiet_until_ = now + kBetween;
    follows_on_ = !waiting_.empty();
    if (follows_on_)
        last_.reset(); // repeats are dropped first
}

std::optional<base::SteadyTime> Announcements::next_deadline() const {
    if (speaking_ || (waiting_.empty() && !repeat_due() && !asked_after_))
        return std::nullopt;
    return quiet_until_;
}

} // namespace display
