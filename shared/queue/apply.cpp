#include "shared/queue/bookings.h"
#include "shared/queue/decider.h"
#include "shared/queue/notices.h"
#include "shared/queue/state.h"

#include "shared/base/text.h"
#include "shared/model/appointment_code.h"

#include <algorithm>
#include <tuple>

namespace queue {

using model::CounterState;
using model::Event;
using model::EventKind;
using model::Ticket;
using model::TicketState;

/// One event at work on the state.
class Application {
  public:
    Application(State& state, const Event& event) : state_(state), event_(event) {}

    void run() {
        state_.seq_ = event_.seq;
        state_.now_ = std::max(state_.now_, event_.at);
        note_step();
        if (!apply_to_counter() && !apply_to_ticket() && !apply_to_hall())
            apply_to_staff();
    }

  private:
    bool apply_to_hall();
    bool apply_to_counter();
    bool apply_to_ticket();

    void begin_day();
    void issue();
    void call();
    void end(TicketState state);
    void report_device();
    void lease();
    void import_appointments();
    void raise_alarm();
    void withdraw_alarm();
    bool apply_to_staff();
    void assign();
    void restore_counters();
    template <typename Change>
    void change_duties(model::CounterId counter, Change how);
    void count_number(const Ticket& ticket);
    void remember_person(const Ticket& ticket);

    /// Changes a ticket and keeps its place in the lines true.
    template <typename Change>
    void change(Change how) {
        const auto found = state_.tickets_.find(event_.ticket);
        if (found == state_.tickets_.end())
            return;
        Ticket& ticket = found->second;
        if (ticket.state == TicketState::Waiting)
            state_.lines_.remove(state_.layout_, ticket);
        how(ticket);
        if (ticket.state == TicketState::Waiting)
            state_.lines_.add(state_.layout_, ticket);
    }

    void enter(Ticket& ticket, TicketState state) const {
        ticket.state = state;
        ticket.since = event_.at;
    }

    void enter_line(Ticket& ticket, std::optional<model::CounterId> counter) const {
        enter(ticket, TicketState::Waiting);
        ticket.entry = event_.entry;
        ticket.counter = counter;
        ticket.calls = 0;
        ticket.reason.clear();
    }

    /// Counts the stay in the line that ends now; an early appointment's begins at its entry.
    void count_stay(Ticket& ticket) const {
        if (ticket.state == TicketState::Waiting)
            ticket.waited +=
                std::max(base::Duration::zero(), event_.at - std::max(ticket.since, ticket.entry));
    }

    Desk& desk() {
        Desk& found = state_.desks_[event_.counter];
        found.status.id = event_.counter;
        return found;
    }

    /// The visitor leaves whichever counter he is at.
    void leave_desk(const Ticket& ticket) {
        if (!ticket.counter)
            return;
        const auto found = state_.desks_.find(*ticket.counter);
        if (found == state_.desks_.end() || found->second.status.ticket != ticket.id)
            return;
        found->second.status.ticket.reset();
        found->second.free = event_.at;
    }

    void set_counter(CounterState state, const model::ClerkId& clerk);
    void open_counter();
    void close_counter();
    void come_to_duty();
    void leave_duty(const model::ClerkId& clerk);
    void alert();

    void note_step();
    void forget_step(model::CounterId counter);
    void undo();
    void count_in_shift(const Ticket& ticket);
    void rate();

    State& state_;
    const Event& event_;
};

/// Only the very last step at a counter can be taken back, and only while its ticket stands as it left it.
void Application::note_step() {
    std::optional<Step> step;
    switch (event_.kind) {
    case EventKind::ServiceStarted:
    case EventKind::ServiceFinished:
    case EventKind::TicketNoShow:
    case EventKind::TicketParked:
    case EventKind::TicketTransferred:
        if (const Ticket* ticket = state_.ticket(event_.ticket))
            step = Step{event_.kind, event_.at, *ticket};
        break;
    case EventKind::HelpCalled:
    case EventKind::HelpEnded:
    case EventKind::CounterAlerted:
    case EventKind::DeviceReported:
    case EventKind::NoticesPosted:
    case EventKind::AlarmRaised:
    case EventKind::AlarmWithdrawn:
    case EventKind::LogInFailed:
    case EventKind::StaffSignedIn:
    case EventKind::StaffSignedOut:
    case EventKind::ActionOrdered:
    case EventKind::ServicesAssigned:
    case EventKind::AccessRecorded:
    case EventKind::StepUndone: // needs it, and forgets it
        return;
    default:
        break;
    }
    forget_step(event_.counter);
    if (const auto elsewhere = state_.steps_.find(event_.ticket); elsewhere != state_.steps_.end())
        forget_step(model::CounterId(elsewhere->second));
    if (step) {
        state_.steps_[event_.ticket] = event_.counter;
        desk().step = std::move(step);
    }
}

void Application::forget_step(model::CounterId counter) {
    const auto found = state_.desks_.find(counter);
    if (found == state_.desks_.end() || !found->second.step)
        return;
    state_.steps_.erase(found->second.step->before.id);
    found->second.step.reset();
}

void Application::undo() {
    const auto found = state_.desks_.find(event_.counter);
    if (found == state_.desks_.end() || !found->second.step || found->second.step->before.id != event_.ticket)
        return;
    Desk& desk = found->second;
    const Step step = *desk.step;
    forget_step(event_.counter);
    const auto ticket = state_.tickets_.find(event_.ticket);
    if (ticket == state_.tickets_.end())
        return;
    if (ticket->second.state == TicketState::Waiting)
        state_.lines_.remove(state_.layout_, ticket->second);
    if (step.kind == EventKind::ServiceFinished) {
        state_.ended_.erase({ticket->second.since, event_.ticket});
        --desk.status.served;
        --desk.shift.served;
        desk.shift.serving -= step.at - desk.called;
    }
    if (step.kind == EventKind::TicketNoShow)
        --desk.shift.no_shows;
    ticket->second = step.before;
    desk.status.ticket = event_.ticket;
}

void Application::begin_day() {
    state_.day_ = event_.day;
    state_.tickets_.clear();
    state_.ended_.clear();
    state_.numbers_.clear();
    state_.used_appointments_.clear();
    state_.holders_.clear();
    state_.tickets_of_.clear();
    state_.tokens_.clear();
    state_.blocks_.clear();
    state_.failures_.clear();
    state_.duties_.clear();
    state_.service_pauses_.clear();
    state_.day_ended_ = false;
    state_.signed_in_.clear();
    state_.follow_ups_today_ = 0;
    state_.words_today_ = 0;
    restore_counters();
    std::erase_if(state_.imported_, [this](const auto& entry) { return entry.first < event_.day; });
    state_.lines_ = Lines(state_.layout_);
    for (auto& [id, desk] : state_.desks_) {
        desk.status.ticket.reset();
        desk.status.served = 0;
        desk.step.reset();
    }
    state_.steps_.clear();
}

void Application::report_device() {
    state_.devices_[event_.device] = {event_.device, static_cast<model::DeviceState>(event_.value),
                                      event_.reason, event_.at};
}

void Application::lease() {
    model::NumberBlock block;
    block.service = event_.service;
    block.first = event_.value;
    block.last = event_.value + event_.count - 1;
    state_.blocks_[event_.device].push_back(std::move(block));
}

void Application::import_appointments() {
    auto& day = state_.imported_[event_.value];
    if (event_.reason == kAnew)
        day.clear();
    for (const model::Appointment& appointment : read_bookings(event_.note).value_or(Bookings()))
        day.insert_or_assign(model::code_key(appointment.code), appointment);
}

void Application::raise_alarm() {
    const auto texts = read_notices(event_.note).value_or(std::vector<model::Names>());
    state_.alarm_ = model::Alarm{static_cast<model::AlarmKind>(event_.value),
                                 texts.empty() ? model::Names() : texts.front(), event_.entry};
}

/// Nobody is held to a time in which nobody could come or call: the clocks of missed calls and of idle
/// counters begin anew.
void Application::withdraw_alarm() {
    if (state_.evacuated()) {
        state_.last_clearing_ = Clearing{state_.alarm_->since, event_.at};
        for (auto& [id, desk] : state_.desks_) {
            desk.free = event_.at;
            const auto present =
                desk.status.ticket ? state_.tickets_.find(*desk.status.ticket) : state_.tickets_.end();
            if (present == state_.tickets_.end() || present->second.state != TicketState::Called)
                continue;
            desk.called = event_.at;
            present->second.calls = 1;
        }
    }
    state_.alarm_.reset();
}

/// Open counters are counted by what they serve.
template <typename Change>
void Application::change_duties(model::CounterId counter, Change how) {
    const auto is_open = [&] {
        const auto desk = state_.desks_.find(counter);
        return desk != state_.desks_.end() && desk->second.status.state == CounterState::Open;
    };
    const auto count = [&](int by) {
        if (const auto known = state_.layout_.desks.find(counter); known != state_.layout_.desks.end())
            for (const std::size_t service : known->second.services)
                state_.staffed_[service] += by;
    };
    if (is_open())
        count(-1);
    how();
    if (is_open())
        count(1);
}

void Application::assign() {
    const auto counter = std::ranges::find(state_.hall_.counters, event_.counter, &model::Counter::id);
    if (counter == state_.hall_.counters.end())
        return;
    state_.reassigned_.try_emplace(event_.counter, *counter);
    std::tie(counter->services, counter->backup) = services_in(event_.reason);
    const auto is_gone = [&](const model::ServiceId& service) {
        return model::find(state_.hall_.services, service) == nullptr; // hall.toml was changed meanwhile
    };
    std::erase_if(counter->services, is_gone);
    std::erase_if(counter->backup, is_gone);
    change_duties(event_.counter,
                  [&] { state_.layout_.seat(state_.hall_, event_.counter, desk().status.clerk); });
}

/// Every day begins with what hall.toml says; all counters are closed then.
void Application::restore_counters() {
    for (const auto& [id, configured] : state_.reassigned_) {
        *std::ranges::find(state_.hall_.counters, id, &model::Counter::id) = configured;
        state_.layout_.seat(state_.hall_, id, {});
    }
    state_.reassigned_.clear();
}

bool Application::apply_to_staff() {
    switch (event_.kind) {
    case EventKind::StaffSignedIn:
        state_.failures_.erase(event_.clerk);
        state_.signed_in_[event_.clerk] = {event_.device, event_.at};
        return true;
    case EventKind::StaffSignedOut:
        state_.signed_in_.erase(event_.clerk);
        return true;
    case EventKind::FollowUpOpened:
        state_.follow_ups_[event_.number] = event_.ticket;
        ++state_.follow_ups_today_;
        return true;
    case EventKind::FollowUpStepped:
        if (static_cast<model::FollowUpStep>(event_.value) == model::FollowUpStep::Closed)
            state_.follow_ups_.erase(event_.number);
        return true;
    default:
        return false; // the record alone
    }
}

bool Application::apply_to_hall() {
    switch (event_.kind) {
    case EventKind::DayBegan:
        begin_day();
        return true;
    case EventKind::NoticesPosted:
        state_.notices_ = read_notices(event_.note).value_or(std::vector<model::Names>());
        return true;
    case EventKind::AlarmRaised:
        raise_alarm();
        return true;
    case EventKind::AlarmWithdrawn:
        withdraw_alarm();
        return true;
    case EventKind::DeviceReported:
        report_device();
        return true;
    case EventKind::NumbersLeased:
        lease();
        return true;
    case EventKind::ServicesAssigned:
        assign();
        return true;
    case EventKind::ServicePaused:
        state_.service_pauses_[event_.service] = model::pause_of(event_);
        return true;
    case EventKind::ServiceResumed:
        state_.service_pauses_.erase(event_.service);
        return true;
    case EventKind::DayEnded:
    case EventKind::DayReopened:
        state_.day_ended_ = event_.kind == EventKind::DayEnded;
        return true;
    case EventKind::AppointmentsImported:
        import_appointments();
        return true;
    default:
        return false;
    }
}

void Application::set_counter(CounterState state, const model::ClerkId& clerk) {
    Desk& changed = desk();
    change_duties(event_.counter, [&] {
        state_.layout_.seat(state_.hall_, event_.counter, clerk);
        changed.status.state = state;
    });
    changed.status.clerk = clerk;
    changed.status.since = event_.at;
    changed.status.reason = event_.reason;
    changed.status.until.reset();
    changed.status.idle_alert = false;
    changed.free = event_.at;
}

void Application::open_counter() {
    leave_duty(desk().status.clerk);
    set_counter(CounterState::Open, event_.clerk);
    Desk& opened = desk();
    opened.status.reason.clear();
    opened.status.duty_alert = false;
    opened.shift = {};
    opened.shift.since = event_.at;
    state_.failures_.erase(event_.clerk);
    come_to_duty();
}

void Application::close_counter() {
    leave_duty(desk().status.clerk);
    set_counter(CounterState::Closed, {});
    Desk& closed = desk();
    closed.status.ticket.reset();
    closed.status.help.reset();
    closed.status.duty_alert = false;
    if (!event_.note.empty())
        closed.handover = model::HandOverNote{event_.note, event_.clerk, event_.at};
    else if (event_.reason != kDayEnded)
        closed.handover.reset();
}

/// An absence as long as a break begins the duty anew.
void Application::come_to_duty() {
    const model::ClerkId& clerk = desk().status.clerk;
    if (clerk.value.empty())
        return;
    const auto [found, anew] = state_.duties_.try_emplace(clerk, Duty{event_.at, std::nullopt});
    Duty& duty = found->second;
    if (!anew && duty.away && event_.at - *duty.away >= state_.hall_.rules.duty_break) {
        duty.since = event_.at;
        desk().status.duty_alert = false;
    }
    duty.away.reset();
}

void Application::leave_duty(const model::ClerkId& clerk) {
    if (const auto found = state_.duties_.find(clerk); found != state_.duties_.end())
        found->second.away = event_.at;
}

void Application::alert() {
    bool& flag = event_.reason == kDutyAlert ? desk().status.duty_alert : desk().status.idle_alert;
    flag = event_.value != 0;
}

bool Application::apply_to_counter() {
    switch (event_.kind) {
    case EventKind::CounterOpened:
        open_counter();
        return true;
    case EventKind::CounterClosed:
        close_counter();
        return true;
    case EventKind::CounterPaused:
        leave_duty(desk().status.clerk);
        set_counter(CounterState::Paused, model::ClerkId(desk().status.clerk));
        if (event_.entry > event_.at)
            desk().status.until = event_.entry;
        return true;
    case EventKind::CounterResumed:
        set_counter(CounterState::Open, model::ClerkId(desk().status.clerk));
        come_to_duty();
        return true;
    case EventKind::HelpCalled:
        desk().status.help = static_cast<model::Help>(event_.value);
        return true;
    case EventKind::HelpEnded:
        desk().status.help.reset();
        return true;
    case EventKind::LogInFailed: {
        Failures& failures = state_.failures_[event_.clerk];
        if (event_.at - failures.last >= kLockTime)
            failures.count = 0;
        ++failures.count;
        failures.last = event_.at;
        return true;
    }
    case EventKind::CounterAlerted:
        alert();
        return true;
    case EventKind::StepUndone:
        undo();
        return true;
    default:
        return false;
    }
}

/// What was leased is counted in its block, and does not move on the hall's own numbers.
void Application::count_number(const Ticket& ticket) {
    const auto digits = std::ranges::find_if(ticket.number, [](char c) { return c >= '0' && c <= '9'; });
    const int number = base::parse_number<int>(std::string(digits, ticket.number.end())).value_or(0);
    if (const auto blocks = state_.blocks_.find(event_.device); blocks != state_.blocks_.end())
        for (model::NumberBlock& block : blocks->second)
            if (block.service == ticket.service && block.first <= number && number <= block.last) {
                block.used.insert(std::ranges::lower_bound(block.used, number), number);
                return;
            }
    int& last = state_.numbers_[std::string(ticket.number.begin(), digits)];
    last = std::max(last, number);
}

void Application::remember_person(const Ticket& ticket) {
    if (!ticket.token.empty())
        state_.tokens_[ticket.token] = ticket.id;
    if (ticket.person.empty())
        return;
    state_.holders_[{ticket.person, ticket.service}] = ticket.id;
    ++state_.tickets_of_[ticket.person];
}

void Application::issue() {
    Ticket ticket;
    ticket.id = event_.ticket;
    ticket.number = event_.number;
    ticket.service = event_.service;
    ticket.channel = event_.channel;
    if (!event_.declared.value.empty()) {
        ticket.declared = event_.declared;
        ticket.approval = model::Approval::Pending;
    }
    ticket.language = event_.language;
    ticket.issued = event_.at;
    ticket.since = event_.at;
    ticket.entry = event_.entry;
    state_.last_ticket_ = std::max(state_.last_ticket_, ticket.id);
    ticket.claim = event_.reason;
    ticket.person = event_.person;
    ticket.token = event_.token;
    count_number(ticket);
    remember_person(ticket);
    if (!event_.note.empty())
        state_.used_appointments_.insert(model::code_key(event_.note));
    state_.lines_.add(state_.layout_, ticket);
    state_.tickets_[ticket.id] = std::move(ticket);
}

void Application::call() {
    change([&](Ticket& ticket) {
        count_stay(ticket);
        enter(ticket, TicketState::Called);
        ticket.counter = event_.counter;
        ticket.calls = 1;
        desk().status.ticket = ticket.id;
        desk().status.idle_alert = false;
        desk().called = event_.at;
    });
}

void Application::count_in_shift(const Ticket& ticket) {
    Desk& counted = desk();
    ++counted.status.served;
    if (counted.status.ticket != ticket.id)
        return;
    ++counted.shift.served;
    counted.shift.serving += event_.at - counted.called;
}

/// Counts for the shift that served the visitor, as long as it lasts.
void Application::rate() {
    change([&](Ticket& ticket) {
        ticket.rated = true;
        ticket.score = event_.value;
        const auto found = ticket.counter ? state_.desks_.find(*ticket.counter) : state_.desks_.end();
        if (found == state_.desks_.end() || ticket.since < found->second.shift.since || ticket.score < 1 ||
            ticket.score > 5)
            return;
        ++found->second.shift.ratings[static_cast<std::size_t>(ticket.score - 1)];
    });
}

void Application::end(TicketState state) {
    change([&](Ticket& ticket) {
        count_stay(ticket);
        if (state == TicketState::Finished) {
            count_in_shift(ticket);
            ticket.outcome = event_.reason;
            ticket.due = event_.value;
            ticket.missing = documents_of(event_.count);
            ticket.note = event_.note;
        } else {
            ticket.reason = event_.reason;
        }
        leave_desk(ticket);
        enter(ticket, state);
        state_.ended_.emplace(event_.at, ticket.id);
    });
}

bool Application::apply_to_ticket() {
    switch (event_.kind) {
    case EventKind::TicketIssued:
        issue();
        return true;
    case EventKind::TicketCalled:
        call();
        return true;
    case EventKind::TicketRecalled:
        change([](Ticket& ticket) { ++ticket.calls; });
        return true;
    case EventKind::ServiceStarted:
        change([&](Ticket& ticket) { enter(ticket, TicketState::Serving); });
        return true;
    case EventKind::ServiceFinished:
        end(TicketState::Finished);
        return true;
    case EventKind::TicketCancelled:
        end(TicketState::Cancelled);
        return true;
    case EventKind::TicketExpired:
        end(TicketState::Expired);
        return true;
    case EventKind::TicketNoShow:
        change([&](Ticket& ticket) {
            ++desk().shift.no_shows;
            leave_desk(ticket);
            enter(ticket, TicketState::NoShow);
        });
        return true;
    case EventKind::TicketParked:
        change([&](Ticket& ticket) {
            leave_desk(ticket);
            enter(ticket, TicketState::Parked);
            ticket.reason = event_.reason;
            ticket.parking = static_cast<model::Parking>(event_.value);
            ticket.missing = documents_of(event_.count);
            ticket.note = event_.note;
        });
        return true;
    case EventKind::TicketReturned:
        change([&](Ticket& ticket) {
            if (ticket.state == TicketState::NoShow)
                ++ticket.returns;
            enter_line(ticket, event_.target.value == 0 ? std::nullopt : std::optional(event_.target));
        });
        return true;
    case EventKind::TicketTransferred:
        change([&](Ticket& ticket) {
            leave_desk(ticket);
            ticket.service = event_.service;
            ticket.note = event_.note;
            enter_line(ticket, event_.target.value == 0 ? std::nullopt : std::optional(event_.target));
        });
        return true;
    case EventKind::TicketApproved:
    case EventKind::TicketReclassed:
        change([&](Ticket& ticket) {
            if (event_.kind == EventKind::TicketApproved) {
                ticket.approval = model::Approval::Approved;
                ticket.approved = event_.at;
            }
            ticket.channel = event_.channel;
            if (event_.entry <= ticket.entry)
                return;
            count_stay(ticket); // an emergency enters anew, in the order of approval
            ticket.entry = event_.entry;
        });
        return true;
    case EventKind::TicketRejected:
        change([](Ticket& ticket) { ticket.approval = model::Approval::Rejected; });
        return true;
    case EventKind::TicketRated:
        rate();
        return true;
    case EventKind::PlaceYielded:
        change([&](Ticket& ticket) {
            ticket.entry = event_.entry;
            ++ticket.yields;
        });
        return true;
    case EventKind::WordLeft:
        if (event_.ticket == model::TicketId{})
            ++state_.words_today_;
        change([](Ticket& ticket) { ++ticket.words; });
        return true;
    default:
        return false;
    }
}

void apply(State& state, const Event& event) {
    Application(state, event).run();
}

} // namespace queue
