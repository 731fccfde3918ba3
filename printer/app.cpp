#include "printer/app.h"

#include "printer/ticket/layout.h"
#include "shared/base/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace printer {
namespace {

using namespace std::chrono_literals;

constexpr base::Duration kOldestJob = 10min;
constexpr base::Duration kRemembered = std::chrono::hours(48);
constexpr base::Duration kLookAtJobs = 1s;
constexpr std::size_t kBandRows = 256;

// For a port that keeps files.
std::string file_name(const model::PrintJob& job, bool copy) {
    auto name = (job.is_sheet() ? "sheet" : job.number) + "-" + job.job + (copy ? "-copy" : "");
    std::ranges::replace_if(
        name, [](char each) { return each == '/' || each == '.' || static_cast<unsigned char>(each) <= ' '; },
        '_');
    return name;
}

} // namespace

App::App(loop::Loop& loop, const base::Clock& clock, Port& port, Spool& spool, Entrance& entrance,
         Press& press, PrinterSettings settings)
    : loop_(loop), clock_(clock), port_(port), spool_(spool), press_(press), settings_(std::move(settings)),
      session_(settings_.times, traits_of(press_.profile())), roll_(spool.roll()),
      server_(loop, clock, entrance, *this) {
    const auto open = spool_.open_jobs();
    const auto begun = std::ranges::any_of(
        open, [](const Entry& each) { return each.result.state == model::PrintState::Printing; });
    if (begun) // how much of a band the printer still waits for, nobody knows any more
        session_.expect_stub(kBandRows * static_cast<std::size_t>(press_.paper().dots / 8));
    if (!open.empty())
        base::log_info("printer", "goes on with {} jobs of before", open.size());
    port_.on_event([this](const PortEvent& event) {
        if (const auto* const down = std::get_if<PortDown>(&event))
            base::log_warning("printer", "cannot print now: {}", to_string(down->fault));
        if (const auto* const up = std::get_if<PortUp>(&event))
            get_to_know(up->plug);
        on_event(event);
    });
    loop_.add(port_);
    loop_.add(*this);
    if (port_.descriptor() >= 0)
        loop_.add_descriptor(port_.descriptor(), [this] { port_.dispatch(); });
}

App::~App() {
    if (port_.descriptor() >= 0)
        loop_.remove_descriptor(port_.descriptor());
    loop_.remove(*this);
    loop_.remove(port_);
    port_.on_event({});
}

model::PrintResult App::accept(const model::PrintJob& job) {
    model::PrintResult refused;
    refused.job = job.job;
    refused.state = model::PrintState::Failed;
    refused.fault = model::PrintFault::BadJob;
    if (const auto why = fault_of(job)) {
        base::log_warning("printer", "refused a job: {}", *why);
        return refused;
    }
    const auto kept = keep(job);
    if (!kept) {
        refused.fault = kept.error();
        return refused;
    }
    next_look_ = clock_.steady(); // it starts in the next turn, after it was answered
    tell_status();
    auto result = *kept;
    if (result.state == model::PrintState::Received)
        result.fault = session_.fault();
    return result;
}

/// A disk that takes nothing more is the same to a kiosk as a spool that does not.
std::expected<model::PrintResult, model::PrintFault> App::keep(const model::PrintJob& job) {
    try {
        return spool_.accept(job, clock_.wall());
    } catch (const std::runtime_error& error) {
        base::log_error("printer", "{}; a job is refused", error.what());
        return std::unexpected(model::PrintFault::SpoolFull);
    }
}

std::optional<model::PrintResult> App::cancel(const std::string& job) {
    if (session_.is_printing(job))
        on_event(Cancel{job});
    else if (const auto entry = spool_.find(job); entry && entry->is_open()) {
        fail(entry->result, model::PrintFault::Cancelled);
    }
    if (const auto known = spool_.result_of(job))
        return known;
    try {
        spool_.forbid(job, clock_.wall());
    } catch (const std::runtime_error& error) {
        base::log_error("printer", "{}; a job is not taken back", error.what());
    }
    return spool_.result_of(job);
}

model::PrinterStatus App::status() const {
    auto status = session_.status();
    status.waiting_jobs = spool_.count_open();
    status.name = settings_.name;
    status.tells_hall = static_cast<bool>(settings_.tell_hall);
    if (counts_paper())
        status.tickets_left = roll_.tickets_left(settings_.roll);
    if (status.tickets_left && *status.tickets_left < settings_.warn_below)
        status.paper_low = true;
    return status;
}

bool App::counts_paper() const {
    return settings_.roll > 0 && !session_.traits().near_end_sensor && !roll_.sensed;
}

void App::paper_changed() {
    base::log_info("printer", "a new roll is in");
    roll_.change();
    keep_roll();
    tell_status();
}

// Paper after its end was seen is a new roll, also when the process or the printer was started in between.
void App::watch_paper() {
    const auto status = session_.status();
    if ((status.paper_out && !roll_.ended) || (status.paper_low && !roll_.sensed)) {
        roll_.ended = roll_.ended || status.paper_out;
        roll_.sensed = roll_.sensed || status.paper_low;
        keep_roll();
    } else if (roll_.ended && session_.is_ready())
        paper_changed();
}

// An estimate is no reason to stop printing.
void App::keep_roll() {
    try {
        spool_.keep(roll_);
    } catch (const std::runtime_error& error) {
        base::log_warning("printer", "{}; the paper's count is not kept", error.what());
    }
}

// One after the other: a port may tell of something while it is told to do something.
void App::on_event(const SessionEvent& event) {
    events_.push_back(event);
    if (std::exchange(busy_, true))
        return;
    while (!events_.empty()) {
        const auto next = std::move(events_.front());
        events_.pop_front();
        carry_out(session_.handle(next, clock_.steady()));
    }
    busy_ = false;
    if (session_.is_ready())
        next_look_ = clock_.steady();
    watch_paper();
    tell_status();
}

void App::carry_out(const std::vector<SessionEffect>& effects) {
    for (const auto& effect : effects)
        std::visit([this](const auto& each) { carry_out(each); }, effect);
}

void App::carry_out(const SendBytes& send) {
    port_.send(send.bytes, send.name);
}
void App::carry_out(const DropUnsent& /*drop*/) {
    port_.drop();
}
void App::carry_out(const AskLines& /*ask*/) {
    port_.ask_lines();
}

void App::carry_out(const StartAgain& again) {
    if (const auto entry = spool_.find(again.job))
        start(*entry, again.copy);
}

void App::carry_out(const Report& report) {
    settle(report.result);
}

void App::settle(model::PrintResult result) {
    spool_.record(result);
    server_.tell(result);
    if (result.state == model::PrintState::Failed)
        base::log_warning("printer", "job {} failed", result.job);
}

// One that an earlier process had begun may be out.
void App::fail(model::PrintResult result, model::PrintFault fault) {
    result.printed_again = result.printed_again || result.state == model::PrintState::Printing;
    result.state = model::PrintState::Failed;
    result.fault = fault;
    settle(std::move(result));
}

/// Before the session greets it: nothing of a ticket is sent to one model in the words of another.
void App::get_to_know(const PlugIdentity& plug) {
    if (!settings_.choose)
        return;
    if (auto setup = settings_.choose(plug)) {
        press_.change(std::move(*setup));
        session_.know(traits_of(press_.profile()));
    }
}

void App::start(const Entry& entry, bool copy) {
    auto sheet = press_.print(entry.job, copy);
    const double length = press_.paper().millimetres_of(sheet.rows());
    entry.job.is_sheet() ? roll_.count_sheet(length) : roll_.count(length);
    keep_roll();
    on_event(Start{entry.job.job, std::move(sheet), file_name(entry.job, copy), copy});
}

void App::start_next() {
    if (!session_.is_ready())
        return;
    const auto open = spool_.open_jobs();
    if (!open.empty())
        start(open.front(), open.front().result.state == model::PrintState::Printing);
}

// A ticket that comes out long after its visitor has gone is a trap for the next one.
void App::drop_stale() {
    const auto now = clock_.wall();
    const auto fault = session_.fault();
    for (const auto& entry : spool_.open_jobs()) {
        const auto age = now - entry.received;
        const bool in_vain = age > settings_.times.patience && fault != model::PrintFault::None;
        if (session_.is_printing(entry.job.job) || (!in_vain && age <= kOldestJob))
            continue;
        fail(entry.result, fault == model::PrintFault::None ? model::PrintFault::TimedOut : fault);
    }
    spool_.forget_before(now - kRemembered);
}

void App::tick(base::SteadyTime now) {
    busy_ = true;
    carry_out(session_.tick(now));
    busy_ = false;
    if (!events_.empty()) {
        const auto first = std::move(events_.front());
        events_.pop_front();
        on_event(first);
    }
    if (now >= next_look_) {
        next_look_ = now + kLookAtJobs;
        drop_stale();
        start_next();
    }
    watch_paper();
    tell_status();
}

std::optional<base::SteadyTime> App::next_deadline() const {
    const auto own = session_.next_deadline();
    return own ? std::min(*own, next_look_) : next_look_;
}

void App::tell_status() {
    auto now = status();
    if (now == told_)
        return;
    if (now.online != told_.online)
        base::log_info("printer", "{} {}", now.device, now.online ? "is there" : "is away");
    if (const auto report = report_of(now);
        now.online && report != report_of(told_) && !report.detail.empty())
        base::log_warning("printer", "{}: {}", now.device, report.detail);
    told_ = std::move(now);
    server_.tell(told_);
    if (settings_.tell_hall)
        settings_.tell_hall(told_);
}

} // namespace printer
