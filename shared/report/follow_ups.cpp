#include "shared/report/follow_ups.h"

#include <algorithm>

namespace report {

using model::Event;
using model::EventKind;
using model::FollowUpStep;

void FollowUps::put(const Event& event) {
    switch (event.kind) {
    case EventKind::DayBegan:
        served_by_.clear();
        return;
    case EventKind::ServiceFinished:
        served_by_[event.ticket] = event.clerk;
        return;
    case EventKind::TicketRated:
    case EventKind::WordLeft:
        cause_ = event;
        return;
    case EventKind::FollowUpOpened:
        open_one(event);
        return;
    case EventKind::FollowUpStepped:
        step(event);
        return;
    case EventKind::VisitorErased:
        erase(event.ticket);
        return;
    default:
        return;
    }
}

void FollowUps::open_one(const Event& event) {
    FollowUp opened;
    opened.number = event.number;
    opened.opened = event.at;
    opened.due = event.entry;
    opened.cause = static_cast<model::FollowUpCause>(event.value);
    opened.ticket_id = event.ticket;
    opened.service = event.service;
    opened.counter = event.counter;
    if (const auto clerk = served_by_.find(event.ticket); clerk != served_by_.end())
        opened.clerk = clerk->second;
    if (cause_.seq + 1 == event.seq) {
        const bool rating = cause_.kind == EventKind::TicketRated;
        opened.score = rating ? cause_.value : 0;
        opened.words = rating ? cause_.reason : cause_.note;
        opened.ticket = cause_.number;
    }
    all_.insert_or_assign(opened.number, std::move(opened));
}

void FollowUps::step(const Event& event) {
    const auto found = all_.find(event.number);
    if (found == all_.end())
        return;
    FollowUp& follow_up = found->second;
    const auto step = static_cast<FollowUpStep>(event.value);
    follow_up.deeds.push_back({event.at, step, event.clerk, {event.declared.value}, event.note});
    if (step == FollowUpStep::Assigned)
        follow_up.assignee = event.clerk;
    if (step == FollowUpStep::Closed)
        follow_up.closed = event.at;
}

void FollowUps::erase(model::TicketId ticket) {
    for (auto& [number, follow_up] : all_) {
        if (follow_up.ticket_id != ticket)
            continue;
        follow_up.words.clear();
        for (FollowUpDeed& deed : follow_up.deeds)
            deed.note.clear();
    }
}

std::vector<FollowUp> FollowUps::list() const {
    std::vector<FollowUp> list;
    list.reserve(all_.size());
    for (const auto& [number, follow_up] : all_)
        list.push_back(follow_up);
    std::ranges::stable_sort(list, {}, &FollowUp::opened);
    return list;
}

int FollowUps::open() const {
    return static_cast<int>(
        std::ranges::count_if(all_, [](const auto& entry) { return !entry.second.closed; }));
}

int FollowUps::overdue(base::WallTime now) const {
    return static_cast<int>(
        std::ranges::count_if(all_, [&](const auto& entry) { return entry.second.is_overdue(now); }));
}

} // namespace report
