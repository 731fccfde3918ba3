#include "printer/hall_report.h"

#include "shared/base/log.h"
#include "shared/model/words.h"

#include <utility>

namespace printer {
namespace {

constexpr base::Duration kReportPatience = std::chrono::seconds(5);

} // namespace

HallReport::HallReport(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                       const wire::Line& line)
    : loop_(loop), clock_(clock), client_(loop, context, clock, line) {
    loop_.add(*this);
}

HallReport::~HallReport() {
    loop_.remove(*this);
}

void HallReport::set(const model::PrinterStatus& status) {
    auto report = report_of(status);
    if (report_ == report)
        return;
    report_ = std::move(report);
    send_at_ = clock_.steady() + kSettles;
}

void HallReport::tick(base::SteadyTime now) {
    if (!send_at_ || now < *send_at_ || !report_)
        return;
    send_at_ = now + kAgain;
    client_.send(*report_, kReportPatience, [this](const hall_link::Result<model::Answer>& answer) {
        if (answer && !answer->ok() && !std::exchange(refused_, true))
            base::log_warning("printer", "the hall takes no report: {}", word(answer->refusal));
    });
}

} // namespace printer
