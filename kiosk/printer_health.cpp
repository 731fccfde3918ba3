#include "kiosk/printer_health.h"

#include "shared/screen/translations.h"

#include <tuple>
#include <utility>

namespace kiosk {

using screen::msgid;

bool PrinterHealth::heard(const model::PrinterStatus& status) {
    tells_hall_ = status.tells_hall;
    return set(report_of(status), tells_hall_);
}

bool PrinterHealth::heard(const model::PrintResult& result) {
    if (result.fault == model::PrintFault::Cancelled)
        return false; // by ourselves
    if (result.state == model::PrintState::Failed || result.fault != model::PrintFault::None)
        return set({{}, model::DeviceState::Fault, std::string(sentence(result.fault))}, tells_hall_);
    if (result.state == model::PrintState::Printed && !prints())
        return set({}, tells_hall_);
    return false;
}

bool PrinterHealth::silent() {
    return set({{}, model::DeviceState::Fault, msgid("The printer does not answer.")}, false);
}

bool PrinterHealth::set(model::ReportDevice report, bool tells_hall) {
    auto trouble = report.state == model::DeviceState::Fault ? report.detail : std::string();
    if (tells_hall)
        report = {};
    if (std::tie(report, trouble) == std::tie(report_, trouble_))
        return false;
    report_ = std::move(report);
    trouble_ = std::move(trouble);
    return true;
}

} // namespace kiosk
