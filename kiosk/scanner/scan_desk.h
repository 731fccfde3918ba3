#pragma once

#include "kiosk/scanner/scan_text.h"
#include "kiosk/scanner/scanner.h"

namespace kiosk {

/// What the scanners of all cables do alike: tells the listener of scans and of the scanner's coming and
/// going, each once, and logs what is dropped.
class ScanDesk {
  public:
    /// A scanner that babbles fills no log.
    static constexpr base::Duration kLogEvery{1000};

    explicit ScanDesk(ScanListener& listener) : listener_(listener) {}

    void tell(const std::optional<Scan>& scan, base::SteadyTime now);
    void set_there(bool there);

  private:
    ScanListener& listener_;
    bool there_ = false;
    std::optional<base::SteadyTime> quiet_until_;
};

} // namespace kiosk
