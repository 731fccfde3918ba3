#include "shared/report/ledger.h"

#include "shared/base/text.h"
#include "shared/model/words.h"
#include "shared/queue/decide.h"
#include "shared/queue/reach.h"
#include "shared/queue/rule.h"

#include <algorithm>

namespace report {

using model::Event;
using model::EventKind;
using model::TicketState;

namespace {

constexpr std::string_view kBetweenReasons = "; "; ///< of a rating, as the hall joins them

std::vector<std::string> reasons_of(std::string_view joined) {
    std::vector<std::string> reasons;
    while (!joined.empty()) {
        const auto end = joined.find(kBetweenReasons);
        if (const auto reason = base::trim(joined.substr(0, end)); !reason.empty())
            reasons.emplace_back(reason);
        joined = end == std::string_view::npos ? "" : joined.substr(end + kBetweenReasons.size());
    }
    return reasons;
}

model::Aspects aspects_of(int digits) {
    model::Aspects aspects{};
    for (auto mark = aspects.rbegin(); mark != aspects.rend(); ++mark, digits /= 10)
        *mark = digits % 10;
    return aspects;
}

std::optional<Fate> fate_of(TicketState state) {
    switch (state) {
    case TicketState::Waiting:
        return Fate::Waiting;
    case TicketState::Called:
    case TicketState::Serving:
        return Fate::AtCounter;
    case TicketState::Parked:
        return Fate::SetAside;
    case TicketState::NoShow:
        return Fate::Missed;
    case TicketState::Finished:
        return Fate::Finished;
    case TicketState::Cancelled:
        return Fate::Cancelled;
    case TicketState::Expired: // stays as it was when the day ended
        break;
    }
    return std::nullopt;
}

} // namespace

Ledger::Ledger(model::Hall hall, Period period) : state_(std::move(hall)) {
    facts_.period = period;
}

void Ledger::put(const Event& event) {
    if (event.day > facts_.period.last && event.kind == EventKind::DayBegan)
        facts_.complete = true;
    if (!facts_.period.covers(event.day)) {
        queue::apply(state_, event);
        return;
    }
    facts_.last_seq = event.seq;
    const auto found = live_.find(event.ticket);
    Live* live = found == live_.end() ? nullptr : &found->second;
    if (event.kind == EventKind::DayBegan)
        begin_day(event);
    else if (event.kind == EventKind::TicketIssued)
        issue(event);
    else if (!put_counter(event) && (live == nullptr || !put_ticket(event, *live)))
        put_hall(event, live);
    decide(event, live);
    note_act(event, live);
    follow_ups_.put(event);
    queue::apply(state_, event);
    watch_signs(event);
    if (live != nullptr)
        update_fate(event, *live);
}

void Ledger::begin_day(const Event& event) {
    facts_.days.push_back(event.day);
    live_.clear();
}

void Ledger::issue(const Event& event) {
    Visitor visitor;
    visitor.ticket = event.ticket;
    visitor.number = event.number;
    visitor.day = event.day;
    // A number that a kiosk gave on its own was taken before it was journalled; an appointment's clock begins
    // later.
    visitor.came = std::min(event.at, event.entry);
    visitor.service = event.service;
    visitor.channel = event.channel;
    visitor.language = event.language;
    visitor.booked = !event.note.empty();
    visitor.foreseen = event.foreseen;
    live_[event.ticket] = {facts_.visitors.size(), event.entry, std::nullopt};
    facts_.visitors.push_back(std::move(visitor));
}

bool Ledger::put_ticket(const Event& event, Live& live) {
    switch (event.kind) {
    case EventKind::TicketCalled:
        call(event, live);
        return true;
    case EventKind::ServiceStarted:
        if (live.visit)
            facts_.visits[*live.visit].began = event.at;
        return true;
    case EventKind::ServiceFinished:
        end_visit(event, live, Ending::Finished);
        return true;
    case EventKind::TicketNoShow:
        end_visit(event, live, Ending::Missed);
        return true;
    case EventKind::TicketParked:
        end_visit(event, live, Ending::SetAside);
        return true;
    case EventKind::TicketTransferred:
        end_visit(event, live, Ending::SentOn);
        live.joined = event.at;
        return true;
    case EventKind::TicketReturned:
        come_back(event, live);
        live.joined = event.at;
        return true;
    case EventKind::TicketCancelled:
    case EventKind::TicketExpired:
        return true;
    case EventKind::TicketApproved:
    case EventKind::TicketReclassed:
        facts_.visitors[live.visitor].channel = event.channel;
        return true;
    case EventKind::TicketRated:
        rate(event, live);
        return true;
    case EventKind::StepUndone:
        undo(event, live);
        return true;
    default:
        return false;
    }
}

void Ledger::update_fate(const Event& event, const Live& live) {
    Visitor& visitor = facts_.visitors[live.visitor];
    const model::Ticket* ticket = state_.ticket(event.ticket);
    if (ticket == nullptr)
        return;
    if (const auto fate = fate_of(ticket->state))
        visitor.fate = *fate;
    else
        visitor.expired = true;
}

void Ledger::call(const Event& event, Live& live) {
    Visitor& visitor = facts_.visitors[live.visitor];
    Visit visit;
    visit.visitor = live.visitor;
    visit.day = event.day;
    const model::Ticket* ticket = state_.ticket(event.ticket);
    visit.service = ticket != nullptr ? ticket->service : event.service;
    visit.channel = visitor.channel;
    visit.counter = event.counter;
    visit.clerk = event.clerk;
    visit.joined = live.joined;
    visit.called = event.at;
    visit.why = event.note;
    const model::Channel* channel = model::find(state_.hall().channels, visitor.channel);
    if (event.reason == queue::kPicked)
        visit.turn = Turn::Picked;
    else if (event.reason == queue::kWoken)
        visit.turn = Turn::Woken;
    else if (channel != nullptr && channel->emergency)
        visit.turn = Turn::Emergency;
    if (visit.turn == Turn::ByRule)
        compare(event, visit);
    if (!live.visit)
        visitor.first_wait = visit.waited();
    live.visit = facts_.visits.size();
    facts_.visits.push_back(std::move(visit));
}

/// Whom the call went before, of all those whom the counter might have called instead.
void Ledger::compare(const Event& event, Visit& visit) {
    if (const auto violation = queue::check_call(state_, event))
        visit.broke = violation->bound;
    const model::Ticket* called = state_.ticket(event.ticket);
    if (called == nullptr)
        return;
    const auto look_at = [&](const queue::Lines::Line& line) {
        const model::Ticket* head = line.empty() ? nullptr : state_.ticket(line.begin()->id);
        if (head == nullptr || !queue::may_call(state_, event.counter, *head, event.at))
            return;
        for (const queue::Place& place : line) {
            if (place.entry >= called->entry)
                break;
            const auto passed = live_.find(place.id);
            if (passed == live_.end())
                continue;
            ++facts_.visitors[passed->second.visitor].overtaken;
            ++visit.overtook;
            visit.furthest = std::max(visit.furthest, called->entry - place.entry);
        }
    };
    const queue::Lines& lines = state_.lines();
    for (std::size_t service = 0; service < state_.hall().services.size(); ++service)
        for (std::size_t channel = 0; channel < lines.channels(); ++channel)
            look_at(lines.line(service, channel));
    if (const auto own = lines.own().find(event.counter); own != lines.own().end())
        for (const queue::Lines::Line& line : own->second)
            look_at(line);
}

void Ledger::end_visit(const Event& event, Live& live, Ending ending) {
    if (!live.visit)
        return;
    Visit& visit = facts_.visits[*live.visit];
    visit.ended = event.at;
    visit.ending = ending;
    if (ending == Ending::Finished)
        visit.outcome = event.reason.empty() ? std::string(model::kDone) : event.reason;
    if (ending == Ending::SetAside) {
        visit.reason = event.reason;
        visit.parking = static_cast<model::Parking>(event.value);
    }
    visit.documents =
        ending == Ending::Missed || ending == Ending::SentOn ? 0U : static_cast<unsigned>(event.count);
}

void Ledger::come_back(const Event& event, const Live& live) {
    if (live.visit)
        facts_.visits[*live.visit].back = event.at;
}

/// The visit is as it was before the step: nothing has followed from it, or it could not be taken back.
void Ledger::undo(const Event& event, const Live& live) {
    facts_.corrections.push_back({event.at, event.counter, event.clerk, facts_.visitors[live.visitor].number,
                                  static_cast<EventKind>(event.value)});
    if (!live.visit)
        return;
    Visit& visit = facts_.visits[*live.visit];
    if (static_cast<EventKind>(event.value) == EventKind::ServiceStarted) {
        visit.began.reset();
        return;
    }
    visit.ended.reset();
    visit.ending = Ending::Open;
    visit.outcome.clear();
    visit.reason.clear();
    visit.documents = 0;
}

void Ledger::rate(const Event& event, const Live& live) {
    Rating rating;
    rating.day = event.day;
    rating.at = event.at;
    rating.number = facts_.visitors[live.visitor].number;
    rating.score = event.value;
    rating.aspects = aspects_of(event.count);
    rating.reasons = reasons_of(event.reason);
    if (live.visit) {
        const Visit& last = facts_.visits[*live.visit];
        rating.service = last.service;
        rating.counter = last.counter;
        rating.clerk = last.clerk;
    }
    facts_.ratings.push_back(std::move(rating));
}

void Ledger::decide(const Event& event, const Live* live) {
    const bool closed = event.kind == EventKind::CounterClosed;
    const bool overrides = event.reason.starts_with(queue::kOverride);
    if (event.kind != EventKind::TicketApproved && event.kind != EventKind::TicketRejected &&
        event.kind != EventKind::TicketReclassed && !(closed && overrides))
        return;
    Decision decision;
    decision.at = event.at;
    decision.kind = event.kind;
    decision.number = number_of(live);
    decision.counter = event.counter;
    decision.channel = event.channel;
    decision.by =
        closed && !event.declared.value.empty() ? model::ClerkId{event.declared.value} : event.clerk;
    decision.overrides = overrides;
    decision.reason =
        overrides ? base::trim(std::string_view(event.reason).substr(queue::kOverride.size())) : event.reason;
    facts_.decisions.push_back(std::move(decision));
}

void Ledger::close_shift(const Event& event, bool replaced) {
    if (const auto pause = open_pauses_.extract(event.counter))
        facts_.pauses[pause.mapped()].to = event.at;
    const auto open = open_shifts_.extract(event.counter);
    if (!open)
        return;
    Shift& shift = facts_.shifts[open.mapped()];
    shift.to = event.at;
    shift.reason = replaced ? std::string() : event.reason;
    shift.replaced = replaced;
}

bool Ledger::put_counter(const Event& event) {
    switch (event.kind) {
    case EventKind::CounterOpened:
        close_shift(event, true);
        open_shifts_[event.counter] = facts_.shifts.size();
        facts_.shifts.push_back({event.day, event.counter, event.clerk, event.at, {}, {}, false});
        return true;
    case EventKind::CounterClosed:
        close_shift(event, false);
        if (!event.note.empty())
            facts_.handovers.push_back({event.at, event.counter, event.clerk, event.note});
        return true;
    case EventKind::CounterPaused:
        open_pauses_[event.counter] = facts_.pauses.size();
        facts_.pauses.push_back({event.day,
                                 event.counter,
                                 event.clerk,
                                 event.reason,
                                 event.at,
                                 event.entry > event.at ? std::optional(event.entry) : std::nullopt,
                                 {}});
        return true;
    case EventKind::CounterResumed:
        if (const auto pause = open_pauses_.extract(event.counter))
            facts_.pauses[pause.mapped()].to = event.at;
        return true;
    case EventKind::LogInFailed:
        facts_.failed_log_ins.push_back({event.at, event.counter, event.clerk});
        return true;
    default:
        return false;
    }
}

/// Many an alert ends without an event of its own: with the call, the pause, the log-out.
void Ledger::watch_signs(const Event& event) {
    const queue::Desk* desk = state_.desk(event.counter);
    if (desk == nullptr)
        return;
    const auto sync = [&](std::string_view what, bool up) {
        const std::pair key{event.counter, std::string(what)};
        const auto open = open_signs_.find(key);
        if (up && open == open_signs_.end()) {
            open_signs_[key] = facts_.signs.size();
            facts_.signs.push_back({event.counter, desk->status.clerk, key.second, event.at, {}});
        } else if (!up && open != open_signs_.end()) {
            facts_.signs[open->second].to = event.at;
            open_signs_.erase(open);
        }
    };
    sync(queue::kIdleAlert, desk->status.idle_alert);
    sync(queue::kDutyAlert, desk->status.duty_alert);
    for (const auto help : {model::Help::Colleague, model::Help::Supervisor, model::Help::Technician})
        sync(word(help), desk->status.help == help);
}

std::string Ledger::number_of(const Live* live) const {
    return live == nullptr ? std::string() : facts_.visitors[live->visitor].number;
}

void Ledger::note_act(const Event& event, const Live* live) {
    switch (event.kind) {
    case EventKind::ActionOrdered:
    case EventKind::ServicesAssigned:
    case EventKind::AlertAcknowledged:
    case EventKind::AccessRecorded:
    case EventKind::StaffSignedIn:
    case EventKind::StaffSignedOut:
    case EventKind::VisitorErased:
    case EventKind::DayEnded:
    case EventKind::DayReopened:
        facts_.acts.push_back({event.at, event.kind, event.clerk, event.device, event.reason, number_of(live),
                               event.counter, event.service});
        return;
    default:
        return;
    }
}

void Ledger::put_hall(const Event& event, const Live* live) {
    switch (event.kind) {
    case EventKind::DeviceReported:
        report_device(event);
        return;
    case EventKind::WordLeft:
        facts_.words.push_back({event.at, static_cast<model::WordKind>(event.value), number_of(live),
                                event.service, event.counter, event.note});
        return;
    case EventKind::ServicePaused:
    case EventKind::ServiceResumed:
        if (const auto open = open_service_pauses_.extract(event.service))
            facts_.service_pauses[open.mapped()].to = event.at;
        if (event.kind == EventKind::ServicePaused) {
            open_service_pauses_[event.service] = facts_.service_pauses.size();
            facts_.service_pauses.push_back({event.service, event.reason, event.at, {}});
        }
        return;
    case EventKind::AlarmRaised:
        raise_alarm(event);
        return;
    case EventKind::AlarmWithdrawn:
        if (!facts_.alarms.empty() && !facts_.alarms.back().to) {
            facts_.alarms.back().to = event.at;
            facts_.alarms.back().withdrawn_by = event.clerk;
        }
        return;
    default:
        return;
    }
}

void Ledger::report_device(const Event& event) {
    if (const auto open = open_faults_.extract(event.device))
        facts_.faults[open.mapped()].to = event.at;
    const auto state = static_cast<model::DeviceState>(event.value);
    if (state == model::DeviceState::Well)
        return;
    open_faults_[event.device] = facts_.faults.size();
    facts_.faults.push_back({event.device, state, event.reason, event.at, {}});
}

/// One that is up when a day begins is journalled again, and is still the same.
void Ledger::raise_alarm(const Event& event) {
    const auto kind = static_cast<model::AlarmKind>(event.value);
    if (!facts_.alarms.empty() && !facts_.alarms.back().to) {
        if (facts_.alarms.back().from == event.entry && facts_.alarms.back().kind == kind)
            return;
        facts_.alarms.back().to = event.at; // replaced
    }
    facts_.alarms.push_back({kind, event.entry, {}, event.clerk, {}});
}

} // namespace report
