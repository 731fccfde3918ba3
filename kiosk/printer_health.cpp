#include "kiosk/printer_health.h"

#include "shared/screen/translations.h"

namespace kiosk {

namespace {

using screen::msgid;

std::string words(model::PrintFault fault) {
    switch (fault) {
    case model::PrintFault::PaperOut:
        return msgid("The printer is out of paper.");
    case model::PrintFault::CoverOpen:
        return msgid("The printer's cover is open.");
    case model::PrintFault::CutterJam:
        return msgid("The printer's cutter is jammed.");
    case model::PrintFault::Offline:
        return msgid("The printer is not connected.");
    case model::PrintFault::TimedOut:
    case model::PrintFault::SpoolFull:
        return msgid("The printer does not finish its tickets.");
    case model::PrintFault::None:
    case model::PrintFault::PrinterError:
    case model::PrintFault::BadJob:
    case model::PrintFault::Cancelled:
        return msgid("The printer reports an error.");
    }
    return msgid("The printer reports an error.");
}

model::PrintFault fault_of(const model::PrinterStatus& status) {
    if (!status.online)
        return model::PrintFault::Offline;
    if (status.paper_out)
        return model::PrintFault::PaperOut;
    if (status.cover_open)
        return model::PrintFault::CoverOpen;
    if (status.cutter_jam)
        return model::PrintFault::CutterJam;
    return status.other_error ? model::PrintFault::PrinterError : model::PrintFault::None;
}

} // namespace

bool PrinterHealth::heard(const model::PrinterStatus& status) {
    if (const auto fault = fault_of(status); fault != model::PrintFault::None)
        return set(model::DeviceState::Fault, words(fault));
    if (status.paper_low)
        return set(model::DeviceState::Warning, msgid("The printer's paper is low."));
    return set(model::DeviceState::Well, {});
}

bool PrinterHealth::heard(const model::PrintResult& result) {
    if (result.fault == model::PrintFault::Cancelled)
        return false; // by ourselves
    if (result.state == model::PrintState::Failed || result.fault != model::PrintFault::None)
        return set(model::DeviceState::Fault, words(result.fault));
    if (result.state == model::PrintState::Printed && report_.state == model::DeviceState::Fault)
        return set(model::DeviceState::Well, {});
    return false;
}

bool PrinterHealth::silent() {
    return set(model::DeviceState::Fault, msgid("The printer does not answer."));
}

bool PrinterHealth::set(model::DeviceState state, std::string detail) {
    model::ReportDevice report{{}, state, std::move(detail)};
    if (report == report_)
        return false;
    report_ = std::move(report);
    return true;
}

} // namespace kiosk
