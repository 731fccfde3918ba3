#pragma once

#include "shared/model/command.h"
#include "shared/model/print.h"

#include <string>

namespace kiosk {

/// How one printer below this kiosk is: the worst thing known. The staff hear of it from the kiosk, unless
/// the printer tells the hall itself; then only that it does not answer.
///
/// Pure. The details are msgids of the catalogues.
class PrinterHealth {
  public:
    /// True when what report(), prints() or trouble() says has changed.
    bool heard(const model::PrinterStatus& status);
    bool heard(const model::PrintResult& result);
    bool silent(); ///< it did not answer in time

    /// The hall fills in which device this is.
    const model::ReportDevice& report() const { return report_; }

    bool prints() const { return trouble_.empty(); }
    const std::string& trouble() const { return trouble_; }

  private:
    bool set(model::ReportDevice report, bool tells_hall);

    model::ReportDevice report_;
    std::string trouble_;
    bool tells_hall_ = false;
};

} // namespace kiosk
