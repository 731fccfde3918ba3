#include "kiosk/printers.h"

#include "shared/base/log.h"

#include <algorithm>

namespace kiosk {

using model::DeviceState;

/// One printer: its line, and how it is.
struct Printers::Station final : hall_link::PrintLine::Listener {
    Station(Printers& of, std::size_t number, loop::Loop& loop, zmq::context_t& context,
            const hall_link::PrintLine::Printer& printer)
        : printers(of), index(number), line(loop, context, of.clock_, printer, *this) {}

    void print_result(const model::PrintResult& result) override {
        const bool changed = health.heard(result);
        printers.carry_out(printers.desk_.heard(index, result, printers.clock_.steady()));
        told(changed);
    }
    void printer_status(const model::PrinterStatus& status) override {
        const bool changed = health.heard(status);
        last = status;
        printers.carry_out(printers.desk_.heard(index, health.prints(), printers.clock_.steady()));
        told(changed);
    }
    void printer_silent() override {
        base::log_warning("kiosk", "printer {} does not answer", index + 1);
        const bool changed = health.silent();
        last = {};
        printers.carry_out(printers.desk_.heard(index, false, printers.clock_.steady()));
        told(changed);
    }
    void told(bool changed) const {
        if (changed)
            printers.listener_.printers_changed();
    }

    Printers& printers;
    std::size_t index;
    PrinterHealth health;
    model::PrinterStatus last;
    hall_link::PrintLine line;
};

Printers::Printers(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                   const std::vector<hall_link::PrintLine::Printer>& printers, Listener& listener)
    : loop_(loop), clock_(clock), listener_(listener), desk_(printers.size()) {
    for (const hall_link::PrintLine::Printer& printer : printers)
        stations_.push_back(std::make_unique<Station>(*this, stations_.size(), loop, context, printer));
    loop_.add(*this);
}

Printers::~Printers() {
    loop_.remove(*this);
}

void Printers::print(const model::PrintJob& job, std::optional<Asked> resumed) {
    job_ = job;
    carry_out(desk_.start(job.job, resumed, clock_.steady()));
}

void Printers::give_up(bool silent) {
    carry_out(desk_.give_up());
    if (silent && !none() && stations_[asked_.printer]->health.silent())
        listener_.printers_changed();
}

void Printers::tick(base::SteadyTime now) {
    carry_out(desk_.tick(now));
}

void Printers::carry_out(const PrintDesk::Effects& effects) {
    for (const DeskEffect& effect : effects)
        std::visit([this](const auto& kind) { carry_out(kind); }, effect);
}

void Printers::carry_out(const SendJob& send) {
    asked_ = send.asked;
    listener_.asks_printer(send.asked);
    auto job = job_;
    job.job = PrintDesk::name_of(job_.job, send.asked.printer);
    job.reprint = job.reprint || send.asked.copy;
    stations_[send.asked.printer]->line.print(job);
}

void Printers::carry_out(const TakeBack& take_back) {
    stations_[take_back.printer]->line.cancel(PrintDesk::name_of(job_.job, take_back.printer));
}

void Printers::carry_out(const TellResult& tell) {
    listener_.print_result(tell.result);
}

model::ReportDevice Printers::report() const {
    if (none()) {
        model::PrinterStatus nothing;
        nothing.unplugged = true;
        return report_of(nothing);
    }
    const auto state_of = [](const auto& station) { return station->health.report().state; };
    const auto& worst = *std::ranges::max_element(stations_, {}, state_of);
    auto report = worst->health.report();
    const bool all = std::ranges::all_of(
        stations_, [&](const auto& station) { return state_of(station) == DeviceState::Fault; });
    if (report.state == DeviceState::Fault && !all)
        report.state = DeviceState::Warning;
    return report;
}

std::string Printers::trouble() const {
    if (none() || std::ranges::any_of(stations_, [](const auto& each) { return each->health.prints(); }))
        return {};
    return stations_.front()->health.trouble();
}

void Printers::paper_changed() {
    for (const auto& station : stations_)
        station->line.paper_changed();
}

std::vector<Printers::Look> Printers::looks() const {
    std::vector<Look> looks;
    looks.reserve(stations_.size());
    for (const auto& station : stations_)
        looks.push_back({station->health.trouble(), station->last.paper_low, station->last.tickets_left});
    return looks;
}

} // namespace kiosk
