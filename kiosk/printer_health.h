#pragma once

#include "shared/model/command.h"
#include "shared/model/print.h"

#include <optional>
#include <string>

namespace kiosk {

/// What the staff are told about the printer below this kiosk: the worst thing known, and only when it
/// changes.
///
/// Pure. The details are msgids of the catalogues.
class PrinterHealth {
  public:
    /// True when what report() says has changed.
    bool heard(const model::PrinterStatus& status);
    bool heard(const model::PrintResult& result);
    bool silent(); ///< it did not answer in time

    /// The hall fills in which device this is.
    const model::ReportDevice& report() const { return report_; }

  private:
    bool set(model::DeviceState state, std::string detail);

    model::ReportDevice report_;
};

} // namespace kiosk
