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
constexpr base::Duration kLook = 1s;
constexpr std::size_t kBandRows = 256;

// For a port that keeps files.
std::string file_name(const model::PrintJob& job, bool copy) {
    auto name = job.number + "-" + job.job + (copy ? "-copy" : "");
    std::ranges::replace_if(
        name, [](char each) { return each == '/' || each == '.' || static_cast<unsigned char>(each) <= ' '; },
        '_');
    return name;
}

} // namespace

App::App(loop::Loop& loop, const base::Clock& clock, Port& port, Spool& spool, zmq::socket_t socket,
         Press& press, Session::Times times)
    : loop_(loop), clock_(clock), port_(port), spool_(spool), press_(press), times_(times), session_(times),
      server_(loop, std::move(socket), *this) {
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

model::PrintResult App::cancel(const std::string& job) {
    if (session_.is_printing(job))
        on_event(Cancel{job});
    else if (auto entry = spool_.find(job); entry && entry->is_open()) {
        entry->result.state = model::PrintState::Failed;
        entry->result.fault = model::PrintFault::Cancelled;
        settle(entry->result);
    }
    if (const auto entry = spool_.find(job))
        return entry->result;
    model::PrintResult unknown;
    unknown.job = job;
    unknown.state = model::PrintState::Failed;
    unknown.fault = model::PrintFault::Cancelled;
    return unknown;
}

model::PrinterStatus App::status() const {
    auto status = session_.status();
    status.waiting_jobs = spool_.count_open();
    return status;
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

void App::start(const Entry& entry, bool copy) {
    on_event(Start{entry.job.job, press_.print(entry.job, copy), file_name(entry.job, copy), copy});
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
    for (auto& entry : spool_.open_jobs()) {
        const auto age = now - entry.received;
        const bool in_vain = age > times_.patience && fault != model::PrintFault::None;
        if (session_.is_printing(entry.job.job) || (!in_vain && age <= kOldestJob))
            continue;
        entry.result.state = model::PrintState::Failed;
        entry.result.fault = fault == model::PrintFault::None ? model::PrintFault::TimedOut : fault;
        settle(entry.result);
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
        next_look_ = now + kLook;
        drop_stale();
        start_next();
    }
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
    if (now.paper_out && !told_.paper_out)
        base::log_warning("printer", "{}: no paper", now.device);
    if (now.cover_open && !told_.cover_open)
        base::log_warning("printer", "{}: the cover is open", now.device);
    told_ = std::move(now);
    server_.tell(told_);
}

} // namespace printer
