#include "printer/session.h"

#include <algorithm>
#include <utility>

namespace printer {
namespace {

using namespace std::chrono_literals;

constexpr ProcessId kHello{'H', 'E', 'L', 'O'};
constexpr std::size_t kBytesPerSecond = 40'000; // of a slow engine: 70 mm/s at 576 dots
constexpr base::Duration kAnswerTime = 3s;

// Somebody has to help, and what is half printed cannot be saved. A hot head or a pressed feed button passes.
bool stops_ticket(const Condition& condition) {
    return condition.cover_open || condition.paper_out || condition.cutter_jam || condition.recoverable ||
           condition.unrecoverable;
}

// What a printer that got any part of what was sent may still wait for.
std::size_t longest_gap(const Sheet& sheet, std::size_t sent) {
    std::size_t gap = 0;
    for (std::size_t at = 1; at <= sent; ++at)
        gap = std::max(gap, sheet.missing_after(at));
    return gap;
}

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace

Traits traits_of(const Profile& profile) {
    return {profile.confirms, profile.near_end_sensor};
}

std::vector<SessionEffect> Session::handle(const SessionEvent& event, base::SteadyTime now) {
    now_ = now;
    std::visit([this](const auto& each) { on(each); }, event);
    return std::exchange(effects_, {});
}

std::vector<SessionEffect> Session::tick(base::SteadyTime now) {
    now_ = now;
    if (job_ && state_ != State::Confirming && now >= job_->give_up) {
        stuck_ = state_ == State::Sending && !passes();
        if (state_ == State::Sending)
            break_off();
        finish(model::PrintState::Failed, fault());
    }
    if (state_ == State::Sending && stuck_since_ && now >= *stuck_since_ + times_.stuck) {
        stuck_since_ = now; // a hot head takes its time
        stuck_ = !passes();
        judge();
    }
    if (deadline_ && now >= *deadline_)
        on_deadline();
    return std::exchange(effects_, {});
}

void Session::on_deadline() {
    deadline_.reset();
    switch (state_) {
    case State::Greeting:
        return greeted();
    case State::Ready:
        return watch();
    case State::Confirming:
        return confirm_late();
    case State::Troubled:
        return poll();
    case State::Away:
    case State::Sending:
        return;
    }
}

std::optional<base::SteadyTime> Session::next_deadline() const {
    auto next = deadline_;
    const auto consider = [&next](base::SteadyTime time) { next = next ? std::min(*next, time) : time; };
    if (job_ && state_ != State::Confirming)
        consider(job_->give_up);
    if (state_ == State::Sending && stuck_since_)
        consider(*stuck_since_ + times_.stuck);
    return next;
}

model::PrintFault Session::fault() const {
    const auto worst = fault_of(status());
    if (worst == model::PrintFault::Offline && state_ != State::Away)
        return model::PrintFault::None; // somebody presses the feed button
    const bool says_so = condition_.recoverable || condition_.error || lines_bad_;
    return worst == model::PrintFault::PrinterError && !says_so ? model::PrintFault::TimedOut : worst;
}

model::PrinterStatus Session::status() const {
    model::PrinterStatus status;
    status.online = state_ != State::Away;
    status.unplugged = state_ == State::Away && down_ == PortFault::Unplugged;
    status.paper_low = condition_.paper_low;
    status.paper_out = condition_.paper_out;
    status.cover_open = condition_.cover_open;
    status.cutter_jam = condition_.cutter_jam;
    status.unrecoverable = condition_.unrecoverable;
    status.overheated = condition_.overheated;
    const bool has_cause = condition_.cover_open || condition_.paper_out || condition_.error;
    status.offline = status.online && condition_.offline && !has_cause;
    status.other_error =
        condition_.recoverable || lines_bad_ || stuck_ || silent_ ||
        (condition_.error && !condition_.cutter_jam && !condition_.unrecoverable && !condition_.overheated);
    status.device = device_;
    return status;
}

void Session::send(const Bytes& bytes, const std::string& name) {
    unsent_ += bytes.size();
    effects_.emplace_back(SendBytes{bytes, name});
}

void Session::ask_all() {
    for (const auto which : {1, 2, 3, 4})
        ask(which);
}

void Session::ask(int which) {
    if (!answers_)
        return;
    asked_.push_back(which);
    send(escpos::ask_state(which));
}

void Session::on(const Start& start) {
    if (state_ != State::Ready)
        return;
    const bool again = job_ && job_->result.job == start.job;
    if (!again)
        job_ = Job{{}, false, {}};
    job_->result.job = start.job;
    job_->result.printed_again = start.copy;
    job_->broken_off = false;
    if (!again)
        job_->give_up = now_ + times_.patience;

    const auto question = next_question();
    flight_ = Flight{start.sheet, unsent_, start.sheet.bytes().size() + question.size(), 0};
    state_ = State::Sending;
    stuck_since_.reset();
    deadline_.reset();
    job_->result.state = model::PrintState::Printing;
    report(fault()); // first: what is killed now must know that something is on paper
    send(joined({start.sheet.bytes(), question}), start.name);
}

Session::Ability Session::known_ability() const {
    switch (traits_.confirms) {
    case Traits::Confirms::Done:
        return Ability::Done;
    case Traits::Confirms::InOrder:
        return Ability::InOrder;
    case Traits::Confirms::No:
        return Ability::None;
    case Traits::Confirms::Ask:
        break;
    }
    return Ability::Unknown;
}

Bytes Session::next_question() {
    asked_again_ = false;
    const auto number = next_id_ = (next_id_ + 1) % 1000;
    awaited_ = {'J', static_cast<char>('0' + number / 100), static_cast<char>('0' + number / 10 % 10),
                static_cast<char>('0' + number % 10)};
    return question();
}

Bytes Session::question() const {
    switch (ability_) {
    case Ability::Done:
        return escpos::ask_done(awaited_);
    case Ability::InOrder:
        return escpos::ask_paper();
    case Ability::Unknown:
    case Ability::None:
        return {};
    }
    return {};
}

void Session::on(const Cancel& cancel) {
    if (!is_printing(cancel.job) || state_ == State::Sending || state_ == State::Confirming)
        return; // too late: it is on its way
    finish(model::PrintState::Failed, model::PrintFault::Cancelled);
}

void Session::on(const PortEvent& event) {
    std::visit([this](const auto& each) { on(each); }, event);
}

void Session::on(const PortUp& up) {
    device_ = up.name;
    answers_ = up.answers;
    condition_ = {};
    lines_bad_ = stuck_ = dropping_ = talks_ = silent_ = false;
    missed_ = 0;
    parser_.reset();
    asked_.clear();
    unsent_ = 0;
    greet();
}

void Session::greet() {
    state_ = State::Greeting;
    deadline_ = now_ + times_.greeting;
    cut_stub();
    if (!answers_) {
        ability_ = Ability::None;
        return greeted();
    }
    ability_ = known_ability();
    send(escpos::report_changes());
    ask_all();
    send(joined({escpos::ask_paper(), escpos::ask_maker()}));
}

void Session::greeted() {
    asked_.clear();
    deadline_.reset();
    if (is_bad()) { // then it answers the half only: it is greeted again
        state_ = State::Troubled;
        poll();
        return;
    }
    if (ability_ == Ability::Unknown)
        ability_ = Ability::None;
    become_ready();
}

void Session::become_ready() {
    state_ = State::Ready;
    deadline_ = now_ + times_.watch;
    if (job_)
        effects_.emplace_back(StartAgain{job_->result.job, job_->broken_off || job_->result.printed_again});
}

void Session::on(const PortDown& down) {
    const auto at_most = flight_ && !down.counted ? longest_gap(flight_->sheet, flight_->sent) : 0;
    land();
    missing_ = std::max(missing_, at_most);
    down_ = down.fault;
    state_ = State::Away;
    deadline_.reset();
    stuck_since_.reset();
    condition_ = {};
    lines_bad_ = stuck_ = dropping_ = silent_ = false;
    unsent_ = 0;
    if (job_)
        report(fault());
}

void Session::on(const PortSent& sent) {
    unsent_ -= std::min(unsent_, sent.bytes);
    stuck_since_.reset();
    stuck_ = false;
    if (!flight_)
        return;
    const auto before = std::min(flight_->ahead, sent.bytes);
    flight_->ahead -= before;
    flight_->sent = std::min(flight_->sent + sent.bytes - before, flight_->total);
    if (state_ != State::Sending || flight_->sent < flight_->total)
        return;
    state_ = State::Confirming;
    const auto printing = base::Duration(flight_->total * 1000 / kBytesPerSecond);
    deadline_ = now_ + printing + (ability_ == Ability::None ? 300ms : kAnswerTime);
    if (ability_ == Ability::None)
        effects_.emplace_back(AskLines{});
}

void Session::on(const PortGot& got) {
    for (const auto& event : parser_.feed(got.bytes))
        std::visit([this](const auto& each) { on_answer(each); }, event);
    judge();
}

void Session::on(const PortStuck& /*stuck*/) {
    if (!stuck_since_)
        stuck_since_ = now_;
    effects_.emplace_back(AskLines{});
}

// Cheap printers always say that all is well: good news from here ends only bad news from here.
void Session::on(const PortLines& lines) {
    lines_bad_ = lines.error;
    if (lines.paper_out || ability_ == Ability::None)
        condition_.paper_out = lines.paper_out;
    judge();
}

void Session::on_answer(const AutoStatus& status) {
    condition_ = status.condition;
    lines_bad_ = silent_ = false;
}

void Session::on_answer(const StateAnswer& answer) {
    if (asked_.empty())
        return; // a picture's bytes looked like a question
    const auto which = asked_.front();
    asked_.pop_front();
    talks_ = true;
    silent_ = false;
    apply_state(condition_, which, answer.bits);
    if (state_ == State::Confirming && asked_.empty() && ability_ == Ability::InOrder && condition_.good())
        finish(model::PrintState::Printed);
}

void Session::on_answer(const PaperAnswer& /*answer*/) {
    if (state_ == State::Greeting && ability_ == Ability::Unknown)
        ability_ = Ability::InOrder;
    if ((state_ == State::Sending || state_ == State::Confirming) && ability_ == Ability::InOrder)
        ask_all(); // it has left the buffer; is all well with the paper?
}

void Session::on_answer(const DoneAnswer& answer) {
    if (state_ == State::Greeting && answer.id == kHello) {
        ability_ = Ability::Done;
        return greeted();
    }
    // In trouble: it was finished just before. After it, the rest came on new paper, in two pieces.
    const bool awaits = state_ == State::Sending || state_ == State::Confirming ||
                        (state_ == State::Troubled && stops_ticket(condition_));
    if (job_ && awaits && ability_ == Ability::Done && answer.id == awaited_)
        finish(model::PrintState::Printed);
}

void Session::on_answer(const NameAnswer& answer) {
    if (state_ != State::Greeting)
        return;
    if (!device_.ends_with(answer.text))
        device_ += " " + answer.text;
    if (traits_.confirms != Traits::Confirms::Ask || !answer.text.contains("EPSON"))
        return; // a clone might print the question
    send(escpos::ask_done(kHello));
    deadline_ = now_ + times_.greeting;
}

// After every news: can the ticket go on, and can a void one be printed again?
void Session::judge() {
    const auto why = fault();
    const bool bad = is_bad();
    switch (state_) {
    case State::Ready:
        if (bad) {
            state_ = State::Troubled;
            deadline_ = now_ + times_.poll;
        }
        break;
    case State::Sending:
    case State::Confirming:
        if (bad)
            break_off();
        else if (job_->result.fault != why)
            report(why); // it passes
        break;
    case State::Troubled:
        if (!bad)
            recover();
        else if (job_ && job_->result.fault != why)
            report(why);
        break;
    case State::Away:
    case State::Greeting:
        break;
    }
}

bool Session::is_bad() const {
    return stops_ticket(condition_) || lines_bad_ || silent_ || (stuck_ && state_ != State::Ready);
}

/// A hot head cools down, a pressed feed button is let go: then it goes on by itself.
bool Session::passes() const {
    return !stops_ticket(condition_) && (condition_.overheated || condition_.offline);
}

void Session::break_off() {
    state_ = State::Troubled;
    deadline_ = now_ + times_.poll;
    stuck_since_.reset();
    dropping_ = true;
    effects_.emplace_back(DropUnsent{});
    report(fault());
}

void Session::on(const PortDropped& /*dropped*/) {
    unsent_ = 0;
    asked_.clear();
    dropping_ = stuck_ = false; // whether it takes bytes again shows when it gets some
    land();
    judge();
}

// The flight is over before its end: what is out of the printer, and what it still waits for?
void Session::land() {
    if (flight_ && flight_->sent > 0) {
        stub_ = true;
        missing_ = flight_->sheet.missing_after(flight_->sent);
        if (job_)
            job_->broken_off = true;
    }
    flight_.reset();
}

void Session::cut_stub() {
    if (stub_)
        send(joined({Bytes(missing_), escpos::feed_and_cut()}));
    missing_ = 0;
    stub_ = false;
}

void Session::recover() {
    if (dropping_)
        return;
    if (ability_ == Ability::Unknown)
        return greet();
    cut_stub();
    become_ready();
}

void Session::poll() {
    deadline_ = now_ + times_.poll;
    effects_.emplace_back(AskLines{});
    if (unsent_ > 0 || dropping_ || !answers_)
        return; // behind what it does not take, a question would only wait
    asked_.clear();
    if ((condition_.cutter_jam || condition_.recoverable) && !condition_.cover_open)
        send(escpos::drop_after_error());
    ask_all();
}

// A printer without work says nothing by itself, or it has been gone for long: it is asked.
void Session::watch() {
    deadline_ = now_ + times_.watch;
    if (!answers_ || !talks_) {
        effects_.emplace_back(AskLines{});
        return;
    }
    missed_ = asked_.empty() ? 0 : missed_ + 1;
    silent_ = missed_ > 1;
    asked_.clear();
    if (unsent_ == 0 && !silent_)
        ask_all();
    judge();
}

// Its answer may have been lost among others: one more question before nobody knows.
void Session::confirm_late() {
    if (passes() && now_ < job_->give_up) {
        deadline_ = now_ + kAnswerTime;
        return;
    }
    if (ability_ == Ability::None || asked_again_ || unsent_ > 0)
        return finish(model::PrintState::Unconfirmed);
    asked_again_ = true;
    asked_.clear();
    deadline_ = now_ + kAnswerTime;
    send(question());
}

void Session::finish(model::PrintState state, model::PrintFault fault) {
    job_->result.state = state;
    if (state == model::PrintState::Failed && (job_->broken_off || flight_))
        job_->result.printed_again = true; // some of it is out
    report(fault);
    if (state == model::PrintState::Printed) { // whole: nothing hangs out of the printer
        flight_.reset();
        stub_ = false;
        missing_ = 0;
    }
    if (state_ == State::Sending || state_ == State::Confirming) {
        flight_.reset();
        state_ = State::Ready;
        deadline_ = now_ + times_.watch;
        stuck_since_.reset();
    }
    job_.reset();
}

void Session::report(model::PrintFault fault) {
    job_->result.fault = fault;
    effects_.emplace_back(Report{job_->result});
}

} // namespace printer
