#include "caller/slip/slip_printer.h"

#include "shared/base/log.h"

#include <utility>

namespace caller {

SlipPrinter::SlipPrinter(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                         const hall_link::PrintLine::Printer& printer)
    : loop_(loop), clock_(clock), line_(loop, context, clock, printer, *this) {
    loop_.add(*this);
}

SlipPrinter::~SlipPrinter() {
    loop_.remove(*this);
}

void SlipPrinter::print(const model::PrintJob& job) {
    trouble_.reset();
    told_until_.reset();
    job_ = job;
    if (silent_)
        give_up(model::PrintFault::Offline);
    else
        line_.print(job);
}

void SlipPrinter::tick(base::SteadyTime now) {
    if (!told_until_ || now < *told_until_)
        return;
    told_until_.reset();
    trouble_.reset();
}

void SlipPrinter::print_result(const model::PrintResult& result) {
    if (!job_ || result.job != job_->job)
        return;
    const bool on_paper =
        result.state == model::PrintState::Printed || result.state == model::PrintState::Unconfirmed;
    if (on_paper)
        job_.reset();
    else if (result.state == model::PrintState::Failed ||
             (result.fault != model::PrintFault::None && !model::passes(result.fault)))
        give_up(result.fault);
}

void SlipPrinter::printer_silent() {
    silent_ = true;
    if (job_)
        give_up(model::PrintFault::Offline);
}

void SlipPrinter::give_up(model::PrintFault fault) {
    const auto job = *std::exchange(job_, std::nullopt);
    line_.cancel(job.job);
    trouble_ = Trouble{job.number, fault};
    told_until_ = clock_.steady() + kTold;
    base::log_warning("caller", "no slip for {}: {}", job.number, model::sentence(fault));
}

} // namespace caller
