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

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace

std::vector<SessionEffect> Session::handle(const SessionEvent& event, base::SteadyTime now) {
    now_ = now;
    std::visit([this](const auto& each) { on(each); }, event);
    return std::exchange(effects_, {});
}

std::vector<SessionEffect> Session::tick(base::SteadyTime now) {
    now_ = now;
    if (job_ && state_ != State::Confirming && now >= job_->give_up) {
        stuck_ = state_ == State::Sending;
        if (state_ == State::Sending)
            break_off();
        finish(model::PrintState::Failed, fault());
    }
    if (state_ == State::Sending && stuck_since_ && now >= *stuck_since_ + times_.stuck) {
        stuck_ = true;
        judge();
    }
    if (deadline_ && now >= *deadline_) {
        deadline_.reset();
        if (state_ == State::Greeting)
            greeted();
        else if (state_ == State::Confirming && job_)
            finish(model::PrintState::Unconfirmed);
        else if (state_ == State::Troubled)
            poll();
    }
    return std::exchange(effects_, {});
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
    if (state_ == State::Away)
        return model::PrintFault::Offline;
    if (condition_.cover_open)
        return model::PrintFault::CoverOpen;
    if (condition_.paper_out)
        return model::PrintFault::PaperOut;
    if (condition_.cutter_jam)
        return model::PrintFault::CutterJam;
    if (condition_.recoverable || condition_.unrecoverable || lines_bad_)
        return model::PrintFault::PrinterError;
    return stuck_ ? model::PrintFault::TimedOut : model::PrintFault::None;
}

model::PrinterStatus Session::status() const {
    model::PrinterStatus status;
    status.online = state_ != State::Away;
    status.paper_low = condition_.paper_low;
    status.paper_out = condition_.paper_out;
    status.cover_open = condition_.cover_open;
    status.cutter_jam = condition_.cutter_jam;
    status.other_error = condition_.recoverable || condition_.unrecoverable || lines_bad_ || stuck_;
    status.device = device_;
    return status;
}

void Session::send(const Bytes& bytes, const std::string& name) {
    unsent_ += bytes.size();
    effects_.emplace_back(SendBytes{bytes, name});
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

    Bytes question;
    if (ability_ == Ability::Done) {
        const auto number = next_id_ = (next_id_ + 1) % 1000;
        awaited_ = {'J', static_cast<char>('0' + number / 100), static_cast<char>('0' + number / 10 % 10),
                    static_cast<char>('0' + number % 10)};
        question = escpos::ask_done(awaited_);
    } else if (ability_ == Ability::InOrder)
        question = escpos::ask_paper();
    flight_ = Flight{start.sheet, unsent_, start.sheet.bytes().size() + question.size(), 0};
    state_ = State::Sending;
    stuck_since_.reset();
    deadline_.reset();
    job_->result.state = model::PrintState::Printing;
    report(model::PrintFault::None); // first: what is killed now must know that something is on paper
    send(joined({start.sheet.bytes(), question}), start.name);
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
    lines_bad_ = stuck_ = dropping_ = false;
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
    ability_ = Ability::Unknown;
    send(escpos::report_changes());
    ask(2);
    ask(4);
    send(joined({escpos::ask_paper(), escpos::ask_maker()}));
}

void Session::greeted() {
    if (ability_ == Ability::Unknown)
        ability_ = Ability::None;
    asked_.clear();
    deadline_.reset();
    if (fault() != model::PrintFault::None && fault() != model::PrintFault::TimedOut) {
        state_ = State::Troubled;
        poll();
        return;
    }
    become_ready();
}

void Session::become_ready() {
    state_ = State::Ready;
    deadline_.reset();
    if (job_)
        effects_.emplace_back(StartAgain{job_->result.job, job_->broken_off || job_->result.printed_again});
}

void Session::on(const PortDown& /*down*/) {
    land();
    state_ = State::Away;
    deadline_.reset();
    stuck_since_.reset();
    condition_ = {};
    lines_bad_ = stuck_ = dropping_ = false;
    unsent_ = 0;
    if (job_)
        report(model::PrintFault::Offline);
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
    lines_bad_ = false;
}

void Session::on_answer(const StateAnswer& answer) {
    if (asked_.empty())
        return; // a picture's bytes looked like a question
    const auto which = asked_.front();
    asked_.pop_front();
    apply_state(condition_, which, answer.bits);
    if (state_ == State::Confirming && asked_.empty() && ability_ == Ability::InOrder &&
        !stops_ticket(condition_))
        finish(model::PrintState::Printed);
}

void Session::on_answer(const PaperAnswer& /*answer*/) {
    if (state_ == State::Greeting && ability_ == Ability::Unknown)
        ability_ = Ability::InOrder;
    if ((state_ == State::Sending || state_ == State::Confirming) && ability_ == Ability::InOrder) {
        ask(2); // it has left the buffer; is all well with the paper?
        ask(4);
    }
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
    device_ += device_.empty() ? answer.text : " " + answer.text;
    if (!answer.text.contains("EPSON"))
        return; // a clone might print the question
    send(escpos::ask_done(kHello));
    deadline_ = now_ + times_.greeting;
}

// After every news: can the ticket go on, and can a void one be printed again?
void Session::judge() {
    const auto why = fault();
    const bool bad = stops_ticket(condition_) || lines_bad_ || (stuck_ && state_ != State::Ready);
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
    ask(2);
    ask(3);
    ask(4);
}

void Session::finish(model::PrintState state, model::PrintFault fault) {
    job_->result.state = state;
    report(fault);
    if (state == model::PrintState::Printed) { // whole: nothing hangs out of the printer
        flight_.reset();
        stub_ = false;
        missing_ = 0;
    }
    if (state_ == State::Sending || state_ == State::Confirming) {
        flight_.reset();
        state_ = State::Ready;
        deadline_.reset();
        stuck_since_.reset();
    }
    job_.reset();
}

void Session::report(model::PrintFault fault) {
    job_->result.fault = fault;
    effects_.emplace_back(Report{job_->result});
}

} // namespace printer
